using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.PersonalQueues;

/// <summary>What a user's personal queue is like (RCH-467 to RCH-475); who leaves it out has one as it is usual.</summary>
/// <param name="Size">How many calls may wait: 1 to 50 (RCH-467).</param>
/// <param name="CallsBack">Whether callers who press 5 are called back (RCH-468).</param>
/// <param name="WhenFull">RCH-470.</param>
/// <param name="ForwardTo">Where calls go that find it full, if they are forwarded, and that have waited for 30 minutes (RCH-466, RCH-471); none: those are released.</param>
/// <param name="Welcome">The name of a prompt that is heard on entering (RCH-472); the user is rung meanwhile.</param>
/// <param name="WhileWaiting">The name of a prompt that is heard again and again; none: ring-back (RCH-473).</param>
/// <param name="StatusMessage">The name of a prompt (RCH-474).</param>
/// <param name="Interval">How far status messages are apart: 10 to 3,600 s; zero: there are none (RCH-475).</param>
public sealed record PersonalQueueSettings(
    [property: Description("How many calls may wait for the user: 1 to 50."), Range(1, PersonalQueueSettings.MostCalls)] int Size = 5,
    [property: Description("Whether callers who press 5 are called back.")] bool CallsBack = false,
    [property: Description("What becomes of a call when all places are taken.")] PersonalOverflow WhenFull = PersonalOverflow.BusyTone,
    [property: Description("Where such calls go, if they are forwarded, and calls that have waited for 30 minutes; left out: those are released.")] Destination? ForwardTo = null,
    [property: Description("The name of a voice prompt that is heard on entering; left out: none."), Length(1, OwnPrompt.LongestName)] string? Welcome = null,
    [property: Description("The name of a voice prompt that is heard while waiting; left out: ring-back."), Length(1, OwnPrompt.LongestName)] string? WhileWaiting = null,
    [property: Description("The name of a voice prompt that tells how things stand; left out: none."), Length(1, OwnPrompt.LongestName)] string? StatusMessage = null,
    [property: Description("How far status messages are apart: 10 to 3600 seconds; left out: there are none.")] TimeSpan Interval = default)
{
    /// <summary>The most calls that may wait for one user.</summary>
    public const int MostCalls = 50;

    /// <summary>Everything that is wrong with it.</summary>
    internal static IEnumerable<Problem> Check(PersonalQueueSettings settings, IDialPlan plan)
    {
        if (settings.Size is < 1 or > MostCalls)
        {
            yield return new Problem("/size", $"The number of calls that may wait is 1 to {MostCalls}.");
        }

        foreach (var problem in DestinationCheck.Check(settings.ForwardTo, plan, isRequired: settings.WhenFull == PersonalOverflow.Forward))
        {
            yield return problem.Under("/forwardTo");
        }

        foreach (var (at, name) in ((string, string?)[])[("/welcome", settings.Welcome), ("/whileWaiting", settings.WhileWaiting), ("/statusMessage", settings.StatusMessage)])
        {
            if (name is not null && !plan.HasPrompt(name))
            {
                yield return new Problem(at, $"There is no prompt “{name}”.");
            }
        }

        if (settings.Interval != TimeSpan.Zero && (settings.Interval < TimeSpan.FromSeconds(10) || settings.Interval > TimeSpan.FromHours(1)))
        {
            yield return new Problem("/interval", "Status messages are 10 to 3600 seconds apart, where there are any.");
        }
        else if (settings.Interval != TimeSpan.Zero && settings.StatusMessage is null)
        {
            yield return new Problem("/interval", "Name the status message, or leave the interval out.", IsWarning: true);
        }

        if (settings.CallsBack && plan.Account.MainNumber is null)
        {
            yield return new Problem("/callsBack", "Nobody can be called back until the account has a main number.", IsWarning: true);
        }
    }
}

/// <summary>What becomes of a call for which a personal queue has no place (RCH-470).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PersonalOverflow>))]
public enum PersonalOverflow
{
    /// <summary>It gets busy.</summary>
    [JsonStringEnumMemberName("busy-tone")]
    BusyTone,

    /// <summary>It goes to the forward number.</summary>
    [JsonStringEnumMemberName("forward")]
    Forward,
}
