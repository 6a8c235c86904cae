using System.Globalization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>How a mailbox is opened: which one, its PIN where one is asked for, and what is in it. Nobody learns which of the two was wrong (EXT-192).</summary>
internal static class LogIn
{
    private const int LogIns = 3; // EXT-192

    /// <summary>The mailbox that need not be named: the one of the number, or the caller's own; nothing: it is asked for.</summary>
    public static ExtensionNumber? Given(VoicemailNumberConfig config, Arrival arrival) => config.Mailbox switch
    {
        BoxKind.Group => config.GroupMailbox,
        BoxKind.Personal => arrival.CallerExtension,
        _ => null,
    };

    public static Move<VoicemailNumberState> Begin(VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => Given(config, arrival) is { } given
        ? OfGiven(given, 0, config, arrival, directory, at)
        : Dialogue.Ask(new Question.Box(0), null, config, arrival, at, new Because("The caller is asked for a mailbox and its PIN.", config.Mailbox == BoxKind.Group ? "EXT-410" : "EXT-191"));

    public static Move<VoicemailNumberState> Named(Question.Box box, string keys, VoicemailNumberConfig config, Arrival arrival, Moment at) => config.Mailbox == BoxKind.Group
        ? new Move<VoicemailNumberState>.Stay(
            new VoicemailNumberState.Finding(at.Op(0), box.Wrong, at.At + Dialogue.AnswerWithin), [new CallCommand.FindBox(keys)], new Because("The mailbox that has the code is looked up.", "EXT-410"))
        : AskPin(ExtensionNumber.TryParse(keys, out var owner) ? owner : null, box.Wrong, config, arrival, at);

    /// <summary>Whether a code is a mailbox's is known; whoever may not listen there learns no more than that of any other code.</summary>
    public static Move<VoicemailNumberState> Found(VoicemailNumberState.Finding finding, ExtensionNumber? box, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) =>
        box is not { } number || directory.Find(number)?.Config is not GroupMailboxConfig group || !MayListen(group, arrival) ? AskPin(null, finding.Wrong, config, arrival, at)
        : IsMember(group, arrival, directory) ? Open(number, finding.Wrong, OfMember(number), at)
        : AskPin(number, finding.Wrong, config, arrival, at);

    public static Move<VoicemailNumberState> Judged(Question.Pin pin, PinVerdict verdict, VoicemailNumberConfig config, Arrival arrival, Moment at) => verdict == PinVerdict.Right && pin.Owner is { } owner
        ? Open(owner, pin.Wrong, new Because($"The PIN of mailbox {owner} is right.", "EXT-184"), at)
        : Refuse(pin.Wrong, verdict == PinVerdict.Blocked ? "After ten wrong PINs within an hour the mailbox is blocked." : "Mailbox or PIN is wrong.", config, arrival, at);

    /// <summary>What is in the mailbox is known: it is open, or the next message is there.</summary>
    public static Move<VoicemailNumberState> Seen(VoicemailNumberState.Looking looking, BoxView? view, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => (looking.Session, view) switch
    {
        ({ } session, { } seen) => Listening.Found(looking, session, seen.Message, [], config, arrival, directory, at),
        ({ } session, null) => Dialogue.Fail("The mailbox is gone.", session, arrival, at),
        (null, { } seen) when seen.Kind == config.Mailbox => Opened(looking, seen, config, arrival, directory, at),
        _ => Refuse(looking.Wrong, "There is no such mailbox here.", config, arrival, at),
    };

    private static Move<VoicemailNumberState> OfGiven(ExtensionNumber box, int wrong, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => directory.Find(box)?.Config switch
    {
        GroupMailboxConfig group when !MayListen(group, arrival) => Deny("The mailbox is not for callers who withhold their number.", "EXT-410"),
        GroupMailboxConfig group when IsMember(group, arrival, directory) => Open(box, wrong, OfMember(box), at),
        UserConfig user when !NeedsPin(user, arrival) => Open(box, wrong, new Because($"Extension {box} opens the own mailbox; this phone needs no PIN for it.", "EXT-101", "/voicemail/asksForPin"), at),
        UserConfig { MailboxPin: null } => Deny($"Extension {box} has no PIN for the mailbox, which this phone would need.", "EXT-100"),
        _ => AskPin(box, wrong, config, arrival, at),
    };

    // a phone that is not known to be in its user's hands proves nothing; "never" is for the user's own phones alone (VMR-030), and only those come here
    private static bool NeedsPin(UserConfig user, Arrival arrival) => (user.Voicemail ?? new UserMailbox()).AsksForPin switch
    {
        PinAuthentication.Always => true,
        PinAuthentication.Never => false,
        _ => !Trust.Has(arrival.Caller),
    };

    private static bool MayListen(GroupMailboxConfig group, Arrival arrival) => group.AllowsAnonymous || arrival.Caller != PhoneAddress.Anonymous;

    private static bool IsMember(GroupMailboxConfig group, Arrival arrival, IDirectory directory) =>
        arrival.CallerExtension is { } caller && Trust.Has(arrival.Caller) && UserGroup.MembersOf(directory.Account, group.Members).Contains(caller);

    private static Because OfMember(ExtensionNumber box) => new($"The caller belongs to mailbox {box} and calls from a trusted phone: no PIN is asked for.", "VMR-082");

    private static Move<VoicemailNumberState>.End Deny(string why, string rule) => new(EndReason.NotAuthorised, [], new Because(why, rule));

    private static Move<VoicemailNumberState>.Stay AskPin(ExtensionNumber? box, int wrong, VoicemailNumberConfig config, Arrival arrival, Moment at) =>
        Dialogue.Ask(new Question.Pin(box, wrong), null, config, arrival, at, new Because("Whatever the mailbox is, its PIN is asked for.", "EXT-192"));

    private static Move<VoicemailNumberState>.Stay Open(ExtensionNumber box, int wrong, Because because, Moment at) => new(
        new VoicemailNumberState.Looking(at.Op(0), box, null, wrong, BoxPart.New, null, IsDeleted: false, at.At + Dialogue.AnswerWithin), [new CallCommand.LookIntoBox(box, BoxPart.New, null)], because);

    private static Move<VoicemailNumberState> Opened(VoicemailNumberState.Looking looking, BoxView view, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        var session = new Session(looking.Box, view.Language);
        var counts = Catalogue.Say(Prompt.MessageCounts, view.Language, view.New.ToString(CultureInfo.InvariantCulture), view.Old.ToString(CultureInfo.InvariantCulture));
        return Listening.Found(looking, session, view.Message, [counts], config, arrival, directory, at);
    }

    private static Move<VoicemailNumberState>.Stay Refuse(int wrong, string why, VoicemailNumberConfig config, Arrival arrival, Moment at) => wrong + 1 >= LogIns
        ? Dialogue.Close(Prompt.MailboxLogInFailed, EndReason.NotAuthorised, new Because("That was the third wrong log-in.", "EXT-192"), arrival.Spoken, at)
        : Dialogue.Tell(Prompt.MailboxLogInFailed, Given(config, arrival) is { } given ? new Question.Pin(given, wrong + 1) : new Question.Box(wrong + 1), null, 0, new Because(why, "EXT-192"), arrival, at);
}
