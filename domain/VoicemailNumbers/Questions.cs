using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>How the questions of a voicemail number are asked: what is said, how many keys count, and how long they are waited for.</summary>
internal static class Questions
{
    private const string Stop = "#";
    private const int MenuKeys = 1;
    private const int PinKeys = 5; // one more than a PIN has: the stop key that follows must not be left over for the next question
    private const int NumberKeys = 7;

    /// <summary>The languages in the order of their keys.</summary>
    public static ValueList<Language> Languages { get; } = [Language.English, Language.Dutch, Language.German, Language.Spanish, Language.Danish, Language.Finnish, Language.Latvian];

    /// <summary>The command that asks.</summary>
    /// <param name="first">What is said before.</param>
    public static CallCommand.CollectDigits Ask(Question question, ValueList<Sound> first, BoxKind kind, Language language, Timers waits)
    {
        var sounds = first.AddRange(Words(question, kind, language));
        return question is Question.Box or Question.Pin or Question.NewPin or Question.NewPinAgain
            ? new(sounds, question is Question.Box ? NumberKeys : PinKeys, waits.UntilNumberKey, waits.BetweenNumberKeys, Stop, IsSecret: question is not Question.Box)
            : new(sounds, MenuKeys, waits.UntilMenuKey, waits.BetweenMenuKeys);
    }

    /// <summary>The command that plays a message and listens for keys meanwhile: one that is pressed later finds the menu.</summary>
    public static CallCommand.CollectDigits Play(BoxMessage message, ValueList<Sound> first, Language language, string when) => new(
        [.. first, From(message, language, when), new Sound.Message(message.File, message.Length)], MenuKeys, AfterMessage, AfterMessage);

    /// <summary>Longer than it can take at the very most.</summary>
    public static TimeSpan AtMost(CallCommand.CollectDigits ask)
    {
        var most = ask.FirstWithin + (ask.NextWithin * ask.Most);
        foreach (var sound in ask.Prompt.AsSpan())
        {
            most += SoundLength.AtMost(sound);
        }

        return most;
    }

    private static TimeSpan AfterMessage { get; } = TimeSpan.FromSeconds(1); // the least that the network can be asked for

    private static Sound From(BoxMessage message, Language language, string when) => message switch
    {
        { Caller.Number: { } number } => Catalogue.Say(Prompt.MessageFrom, language, string.Join(' ', number.Value.TrimStart('+').AsEnumerable()), when),
        { CallerName: { Length: > 0 } name } => Catalogue.Say(Prompt.MessageFrom, language, name, when),
        _ => Catalogue.Say(Prompt.MessageFromUnknown, language, when),
    };

    private static ValueList<Sound> Words(Question question, BoxKind kind, Language language) => question switch
    {
        Question.Box => [Catalogue.Say(kind switch { BoxKind.Shared => Prompt.EnterMailbox, BoxKind.Group => Prompt.EnterMailboxCode, _ => Prompt.EnterExtension }, language)],
        Question.Pin => [Catalogue.Say(Prompt.EnterPin, language)],
        Question.Message => [Catalogue.Say(Prompt.MessageMenu, language)],
        Question.Main => [Catalogue.Say(Prompt.MailboxMenu, language)],
        Question.Options => [Catalogue.Say(Prompt.MailboxOptions, language)],
        Question.Greeting greeting => [new Sound.Recorded(greeting.File), Catalogue.Say(Prompt.GreetingMenu, language)],
        Question.NewPin => [Catalogue.Say(Prompt.EnterNewPin, language)],
        Question.NewPinAgain => [Catalogue.Say(Prompt.EnterNewPinAgain, language)],
        Question.Speaks => ValueList.From(Languages.Select((one, i) => Catalogue.Say(Prompt.PressForLanguage, one, (i + 1).ToString(CultureInfo.InvariantCulture)))),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "There are nine questions."),
    };
}
