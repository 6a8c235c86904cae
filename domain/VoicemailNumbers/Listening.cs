using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Time;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>Hearing messages (EXT-194 to EXT-203). A message is old as soon as it was played to its end, or passed over by key (VMR-060).</summary>
internal static class Listening
{
    /// <summary>The next message is looked for, after what has become of the one before.</summary>
    public static Move<VoicemailNumberState>.Stay Next(Session session, BoxPart part, string? after, ValueList<CallCommand> before, bool isDeleted, Because because, Moment at) => new(
        new VoicemailNumberState.Looking(at.Op(before.Count), session.Box, session, 0, part, after, isDeleted, at.At + Dialogue.AnswerWithin),
        before.Add(new CallCommand.LookIntoBox(session.Box, part, after)),
        because);

    /// <summary>The next message, or none: then the menu follows (EXT-203).</summary>
    public static Move<VoicemailNumberState> Found(VoicemailNumberState.Looking looking, Session session, BoxMessage? message, ValueList<Sound> first, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        var said = looking.IsDeleted ? first.Add(Catalogue.Say(Prompt.MessageDeleted, session.Language)) : first;
        if (message is not null)
        {
            return Play(session, looking.Part, message, said, directory, at, new Because(looking.Part == BoxPart.New ? "The next new message is played." : "The next old message is played.", looking.After is null ? "EXT-202" : "EXT-194"));
        }

        var end = (looking.Part, looking.After) switch
        {
            (_, not null) => said.Add(Catalogue.Say(Prompt.NoMoreMessages, session.Language)),
            (BoxPart.Old, null) => said.Add(Catalogue.Say(Prompt.NoOldMessages, session.Language)),
            _ => said,
        };
        return Dialogue.Ask(new Question.Main(), session, config, arrival, at, new Because("There is no further message.", "EXT-203"), end);
    }

    /// <summary>A key while the message plays.</summary>
    public static Move<VoicemailNumberState> Pressed(VoicemailNumberState.Hearing hearing, string keys, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => keys switch
    {
        Dialogue.Back => Dialogue.Ask(new Question.Main(), hearing.Session, config, arrival, at, new Because("The caller goes one level up.", "EXT-204")),
        _ => Chosen(new Question.Message(hearing.Part, hearing.Message), keys, hearing.Session, 0, arrival, directory, at),
    };

    /// <summary>A key after the message.</summary>
    public static Move<VoicemailNumberState> Chosen(Question.Message message, string keys, Session session, int failures, Arrival arrival, IDirectory directory, Moment at) => keys switch
    {
        "6" => Next(session, message.Part, message.Played.Id, Mark(session, message.Part, message.Played, at), isDeleted: false, new Because("The caller goes to the next message.", "EXT-194"), at),
        "7" => Next(session, message.Part, message.Played.Id, [new CallCommand.DeleteMessage(session.Box, message.Played.Id, at.At)], isDeleted: true, new Because("The caller deletes the message.", "EXT-196"), at),
        "5" => Play(session, message.Part, message.Played, [], directory, at, new Because("The caller hears the message again.", "EXT-195")),
        _ => Dialogue.Refuse(Prompt.InvalidChoice, message, session, failures, new Because("The caller pressed a key that is not valid here.", "VMR-063"), arrival, at),
    };

    /// <summary>The message was played to its end.</summary>
    public static Move<VoicemailNumberState> Heard(VoicemailNumberState.Hearing hearing, VoicemailNumberConfig config, Arrival arrival, Moment at) => Dialogue.Ask(
        new Question.Message(hearing.Part, hearing.Message), hearing.Session, config, arrival, at, new Because("The message was played to its end.", "VMR-060"), before: Mark(hearing.Session, hearing.Part, hearing.Message, at));

    /// <summary>The message could not be played, or nobody told: it stays as it is.</summary>
    public static Move<VoicemailNumberState> NotHeard(VoicemailNumberState.Hearing hearing, VoicemailNumberConfig config, Arrival arrival, Moment at) => Dialogue.Ask(
        new Question.Message(hearing.Part, hearing.Message), hearing.Session, config, arrival, at, new Because("The network did not tell that the message was played to its end.", "VMR-060"));

    private static ValueList<CallCommand> Mark(Session session, BoxPart part, BoxMessage message, Moment at) =>
        part == BoxPart.New ? [new CallCommand.MarkHeard(session.Box, message.Id, at.At)] : [];

    private static Move<VoicemailNumberState>.Stay Play(Session session, BoxPart part, BoxMessage message, ValueList<Sound> first, IDirectory directory, Moment at, Because because)
    {
        var when = SpokenTime.Past(Zones.On(message.At, Zones.Of(directory.Account.TimeZone)), session.Language);
        var play = Questions.Play(message, first, session.Language, when);
        return new(new VoicemailNumberState.Hearing(at.Op(0), session, part, message, at.At + Questions.AtMost(play)), [play], because);
    }
}
