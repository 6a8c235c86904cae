using System.Text.RegularExpressions;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.GroupMailboxes;

/// <summary>A mailbox of user groups (EXT-034): to callers the same as any other (EXT-409), to those who listen one that they share (VMR-083).</summary>
public sealed partial class GroupMailbox : IExtensionType<GroupMailboxConfig, VoicemailState>
{
    private GroupMailbox()
    {
    }

    /// <inheritdoc/>
    public static string Key => "group-mailbox";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static GroupMailboxConfig Sample { get; } = new("1", ["Everybody"], Greeting: "Nobody is in the office at the moment. Please leave a message after the tone.");

    /// <inheritdoc/>
    public static Move<VoicemailState> Enter(GroupMailboxConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Mailbox.Enter(config.AsMailbox, arrival, directory, at);
    }

    /// <inheritdoc/>
    public static Move<VoicemailState> Step(VoicemailState state, CallEvent evt, GroupMailboxConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Mailbox.Step(state, evt, config.AsMailbox, arrival, directory, at);
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(VoicemailState state) => Mailbox.Due(state);

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(GroupMailboxConfig config) => [];

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(GroupMailboxConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        if (!Written().IsMatch(config.Code))
        {
            yield return new Problem("/code", "A code has 1 to 6 digits.");
        }

        if (config.Members.Count == 0)
        {
            yield return new Problem("/members", "A mailbox of user groups needs at least one.");
        }

        var groups = UserGroup.Check(config.Members, "/members", plan)
            .Concat(UserGroup.Check(config.Administrators, "/administrators", plan))
            .Concat(UserGroup.Check(config.EmailGroups, "/emailGroups", plan))
            .Concat(UserGroup.Check(config.SmsGroups, "/smsGroups", plan));
        foreach (var problem in groups.Concat(Mailbox.Check(config.AsMailbox, plan)))
        {
            yield return problem;
        }
    }

    /// <summary>Codes that more than one mailbox of a document has (VMR-080.4).</summary>
    internal static IEnumerable<Problem> Codes(ValueList<Extension> extensions)
    {
        var seen = new Dictionary<string, ExtensionNumber>(StringComparer.Ordinal);
        for (var i = 0; i < extensions.Count; i++)
        {
            if (extensions[i].Config is GroupMailboxConfig config && !seen.TryAdd(config.Code, extensions[i].Number))
            {
                yield return new Problem($"/extensions/{i}/config/code", $"Mailbox {seen[config.Code]} has this code already.");
            }
        }
    }

    [GeneratedRegex(@"\A[0-9]{1,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
