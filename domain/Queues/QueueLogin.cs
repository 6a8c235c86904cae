using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;

namespace Pbx.Domain.Queues;

/// <summary>Who may be logged in to a queue and out of it (QUE-078 to QUE-081, QUE-095), and who may do that for others (QUE-107, QUE-109, QUE-111).</summary>
public static class QueueLogin
{
    /// <summary>Why an agent is not logged in or out, whoever wants it; nothing: nothing stands against it.</summary>
    /// <param name="agent">As it is saved now; nothing: there is no such extension.</param>
    /// <param name="isIn">In or out. Whoever is logged in may always be logged out, also when the queue was closed meanwhile (QUE-084).</param>
    /// <param name="byFeatureCode">Whether a feature code is dialled, which only members of the linked user groups may (QUE-095).</param>
    public static LoginRefusal? Refusal(QueueConfig queue, Extension? agent, AccountSettings account, bool isIn, bool byFeatureCode = false)
    {
        ArgumentNullException.ThrowIfNull(queue);
        if (agent is not { Config: UserConfig, Number: var number })
        {
            return LoginRefusal.NoUser;
        }

        var isInGroup = UserGroup.MembersOf(account, queue.UserGroups).Contains(number);
        return byFeatureCode && !isInGroup ? LoginRefusal.NotInGroup
            : isIn && queue.IsClosed && !isInGroup && !queue.Members.Any(member => member.Agent == number) ? LoginRefusal.Closed
            : null;
    }

    /// <summary>Whether a user may log others in and out: as one who controls the queue or administers it.</summary>
    public static bool ControlsOthers(QueueConfig queue, ExtensionNumber user, AccountSettings account)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return UserGroup.MembersOf(account, [.. queue.Supervisors, .. queue.AdministratorGroups]).Contains(user);
    }

    /// <summary>The queue that a feature code means: its own code, or its number (QUE-096); nothing: none does.</summary>
    public static ExtensionNumber? Find(string featureCode, IDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return ExtensionNumber.TryParse(featureCode, out var number) && directory.Find(number)?.Config is QueueConfig
            ? number
            : directory.OfType(Queue.Key).FirstOrDefault(queue => queue.Config is QueueConfig config && config.FeatureCode == featureCode)?.Number;
    }

    /// <summary>A refusal in words, for the log and for whoever wanted it, with its rule.</summary>
    public static Because Because(LoginRefusal refusal, ExtensionNumber queue, ExtensionNumber agent) => refusal switch
    {
        LoginRefusal.NoUser => new Because($"Extension {agent} is no user, and only users log in to a queue.", "QUE-079"),
        LoginRefusal.Closed => new Because($"Queue {queue} is closed, and extension {agent} was not added by an administrator, by itself or with a user group.", "QUE-080"),
        LoginRefusal.NotInGroup => new Because($"Extension {agent} is in no user group that is linked to queue {queue}, which its feature code needs.", "QUE-095"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "There are three reasons."),
    };
}

/// <summary>What came of the wish to be logged in to a queue or out of it.</summary>
/// <param name="Refusal">Why not, when it was refused.</param>
public sealed record QueueLogged(ExtensionNumber Queue, LoginAnswer Answer, LoginRefusal? Refusal = null);

/// <summary>What came of a wish to log in or out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoginAnswer>))]
public enum LoginAnswer
{
    /// <summary>It is done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It was so before, and nothing was changed (QUE-089).</summary>
    [JsonStringEnumMemberName("already")]
    Already,

    /// <summary>It was refused, and nothing was changed (QUE-085).</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>There is no such queue.</summary>
    [JsonStringEnumMemberName("no-queue")]
    NoQueue,
}

/// <summary>Why an agent is not logged in or out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoginRefusal>))]
public enum LoginRefusal
{
    /// <summary>It is no user: a forward, another type, or there is none (QUE-079).</summary>
    [JsonStringEnumMemberName("no-user")]
    NoUser,

    /// <summary>The queue is closed to it (QUE-080).</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>It is in none of the linked user groups, which feature codes need (QUE-095).</summary>
    [JsonStringEnumMemberName("not-in-group")]
    NotInGroup,
}
