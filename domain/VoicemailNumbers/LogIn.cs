using System.Globalization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>How a mailbox is opened: which one, its PIN, and what is in it. Nobody learns which of the two was wrong (EXT-192).</summary>
internal static class LogIn
{
    private const int LogIns = 3; // EXT-192

    public static Move<VoicemailNumberState> Begin(VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) =>
        Dialogue.Ask(new Question.Box(0), null, config, arrival, at, new Because("The caller is asked for a mailbox and its PIN.", "EXT-191"));

    public static Move<VoicemailNumberState> Named(Question.Box box, string keys, VoicemailNumberConfig config, Arrival arrival, Moment at) => Dialogue.Ask(
        new Question.Pin(ExtensionNumber.TryParse(keys, out var owner) ? owner : null, box.Wrong), null, config, arrival, at, new Because("Whatever the mailbox is, its PIN is asked for.", "EXT-192"));

    public static Move<VoicemailNumberState> Judged(Question.Pin pin, PinVerdict verdict, VoicemailNumberConfig config, Arrival arrival, Moment at) => verdict == PinVerdict.Right && pin.Owner is { } owner
        ? Open(owner, pin.Wrong, new Because($"The PIN of mailbox {owner} is right.", "EXT-184"), at)
        : Refuse(pin.Wrong, verdict == PinVerdict.Blocked ? "After ten wrong PINs within an hour the mailbox is blocked." : "Mailbox or PIN is wrong.", arrival, at);

    /// <summary>What is in the mailbox is known: it is open, or the next message is there.</summary>
    public static Move<VoicemailNumberState> Seen(VoicemailNumberState.Looking looking, BoxView? view, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => (looking.Session, view) switch
    {
        ({ } session, { } seen) => Listening.Found(looking, session, seen.Message, [], config, arrival, directory, at),
        ({ } session, null) => Dialogue.Fail("The mailbox is gone.", session, arrival, at),
        (null, { } seen) when seen.Kind == config.Mailbox => Opened(looking, seen, config, arrival, directory, at),
        _ => Refuse(looking.Wrong, "There is no such mailbox here.", arrival, at),
    };

    private static Move<VoicemailNumberState>.Stay Open(ExtensionNumber box, int wrong, Because because, Moment at) => new(
        new VoicemailNumberState.Looking(at.Op(0), box, null, wrong, BoxPart.New, null, IsDeleted: false, at.At + Dialogue.AnswerWithin), [new CallCommand.LookIntoBox(box, BoxPart.New, null)], because);

    private static Move<VoicemailNumberState> Opened(VoicemailNumberState.Looking looking, BoxView view, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        var session = new Session(looking.Box, view.Language);
        var counts = Catalogue.Say(Prompt.MessageCounts, view.Language, view.New.ToString(CultureInfo.InvariantCulture), view.Old.ToString(CultureInfo.InvariantCulture));
        return Listening.Found(looking, session, view.Message, [counts], config, arrival, directory, at);
    }

    private static Move<VoicemailNumberState>.Stay Refuse(int wrong, string why, Arrival arrival, Moment at) => wrong + 1 >= LogIns
        ? Dialogue.Close(Prompt.MailboxLogInFailed, EndReason.NotAuthorised, new Because("That was the third wrong log-in.", "EXT-192"), arrival.Spoken, at)
        : Dialogue.Tell(Prompt.MailboxLogInFailed, new Question.Box(wrong + 1), null, 0, new Because(why, "EXT-192"), arrival, at);
}
