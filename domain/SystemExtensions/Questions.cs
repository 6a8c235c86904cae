using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.SystemExtensions;

/// <summary>How the questions of a system extension are asked: what is said, how many keys count, and how long they are waited for (NPL-122).</summary>
internal static class Questions
{
    private const string Stop = "#";

    /// <summary>The command that asks.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="first">What is said before.</param>
    /// <param name="switchable">What the user may switch, for names.</param>
    /// <param name="language">In which it is said.</param>
    /// <param name="waits">How long keys are waited for.</param>
    public static CallCommand.CollectDigits Ask(Question question, ValueList<Sound> first, SwitchableSchemes? switchable, Language language, Timers waits) => new(
        first.AddRange(Words(question, switchable, language)), Most(question), waits.UntilNumberKey, waits.BetweenNumberKeys, Stop, IsSecret: question is Question.Pin);

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

    /// <summary>A scheme by number and name, where there is more than one (NPL-129).</summary>
    public static ValueList<Sound> Scheme(int number, SwitchableSchemes? switchable, Language language)
    {
        if (switchable is { Schemes.Count: > 1 })
        {
            foreach (var scheme in switchable.Schemes.AsSpan())
            {
                if (scheme.Number == number)
                {
                    return [Catalogue.Say(Prompt.SchemeNamed, language, number.ToString(CultureInfo.InvariantCulture), scheme.Name)];
                }
            }
        }

        return [];
    }

    private static ValueList<Sound> Words(Question question, SwitchableSchemes? switchable, Language language) => question switch
    {
        Question.User => [Catalogue.Say(Prompt.EnterExtension, language)],
        Question.Pin => [Catalogue.Say(Prompt.EnterPin, language)],
        Question.Menu => [Catalogue.Say(Prompt.TimeMenu, language)],
        Question.Scheme => [Catalogue.Say(Prompt.EnterScheme, language)],
        Question.Plan plan => Scheme(plan.Number, switchable, language).Add(Catalogue.Say(Prompt.EnterPlan, language)),
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "There are five questions."),
    };

    // one key more than a valid input has: the stop key that follows must not be left over for the next question
    private static int Most(Question question) => question switch
    {
        Question.Menu => 2,
        Question.Scheme or Question.Plan => 3,
        Question.Pin => 5,
        _ => 6,
    };
}
