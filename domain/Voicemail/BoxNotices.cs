using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Machines;
using Pbx.Domain.Notifications;
using Pbx.Domain.Numbers;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;

namespace Pbx.Domain.Voicemail;

/// <summary>Who is told of a message in a mailbox, and how (EXT-176 to EXT-180, EXT-409).</summary>
/// <param name="Mails">Who gets a mail, each once.</param>
/// <param name="Texts">Who gets an SMS, each once.</param>
/// <param name="WithFile">Whether the recording is in the mail.</param>
/// <param name="Removes">Whether the message is deleted once every mail was accepted.</param>
public sealed record BoxNotices(ValueList<EmailAddress> Mails, ValueList<PhoneNumber> Texts, bool WithFile, bool Removes)
{
    /// <summary>Those of a mailbox; a user of a group without an address or a mobile number is passed over (VMR-072).</summary>
    public static BoxNotices Of(Extension box, AccountSettings account, IReadOnlyCollection<Extension> members)
    {
        ArgumentNullException.ThrowIfNull(box);
        return box.Config switch
        {
            VoicemailConfig { EmailNotification: var mails, Email: var email } own => new(
                mails && email is { } to ? [to] : [], own.SmsTo is { } mobile ? [mobile] : [], own.SendsFile, own is { RemovesAfterEmail: true, SendsFile: true }),
            GroupMailboxConfig group => new(
                ValueList.From(Users(account, group.EmailGroups, members).Select(user => user.Email).OfType<EmailAddress>().Distinct()),
                ValueList.From(Users(account, group.SmsGroups, members).Select(user => user.Mobile).OfType<PhoneNumber>().Distinct()),
                WithFile: true,
                Removes: false),
            _ => new([], [], WithFile: false, Removes: false),
        };
    }

    /// <summary>The users who have to be known for that.</summary>
    public static IReadOnlyCollection<ExtensionNumber> Needs(Extension box, AccountSettings account) =>
        box?.Config is GroupMailboxConfig group ? [.. UserGroup.MembersOf(account, group.EmailGroups).Concat(UserGroup.MembersOf(account, group.SmsGroups)).Distinct()] : [];

    private static IEnumerable<UserConfig> Users(AccountSettings account, ValueList<string> groups, IReadOnlyCollection<Extension> members)
    {
        var wanted = UserGroup.MembersOf(account, groups).ToHashSet();
        return members.Where(member => wanted.Contains(member.Number)).Select(member => member.Config).OfType<UserConfig>();
    }
}
