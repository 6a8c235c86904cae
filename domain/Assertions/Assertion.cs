using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Assertions;

/// <summary>
/// An administrator's test of the phone system, kept in the account and run on every change (ARCHITECTURE 5): “on 25 December at noon, a call to the main number with no key pressed ends in mailbox 600”.
/// It looks at what is scheduled: plans that somebody has set by hand are left aside.
/// </summary>
/// <param name="Name">1 to 64 characters, each once.</param>
/// <param name="At">When the call comes. Once that has passed the assertion is still run, and hinders nothing.</param>
/// <param name="To">None: the main number.</param>
/// <param name="From">None: somebody who withholds the number.</param>
[DisplayName("Assertion")]
public sealed record Assertion(
    [property: Key, Description("What is tested: 1 to 64 characters, each once."), Length(1, Assertion.LongestName)] string Name,
    [property: Description("When the call comes, by the clock of the account where no distance from UTC is written.")] PointInTime At,
    [property: Description("What is expected; at least one thing.")] Expectation Expect,
    [property: Description("The number that is called; left out: the main number.")] PhoneNumber? To = null,
    [property: Description("Who calls: an address, or an extension for its phone; left out: somebody who withholds the number.")] PhoneName? From = null,
    [property: Description("What is taken for granted; left out: nobody answers, and no key is pressed.")] Assumptions? Assume = null)
{
    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 64;

    /// <summary>The most assertions of an account.</summary>
    public const int Most = 200;
}

/// <summary>What is expected of a call; what is left out may be anything.</summary>
/// <param name="EndsIn">The extension that the call is in last.</param>
/// <param name="Passes">Extensions that it goes through, in this order; it may go through others in between.</param>
/// <param name="Plan">The numbering plan that is in force for the number.</param>
/// <param name="Reason">How it ends.</param>
/// <param name="TalksTo">The phone that the caller talks to.</param>
/// <param name="Hears">Words in something that the caller hears, whatever their case; a tone or a prompt by its name.</param>
[DisplayName("Expectation")]
public sealed record Expectation(
    [property: Description("The extension that the call is in last.")] ExtensionNumber? EndsIn = null,
    [property: Description("Extensions that the call goes through, in this order, perhaps with others in between."), Length(0, 50)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<ExtensionNumber> Passes = default,
    [property: Description("The number of the plan that is in force."), Range(1, 99)] int? Plan = null,
    [property: Description("How the call ends.")] EndReason? Reason = null,
    [property: Description("The phone that the caller talks to.")] PhoneAddress? TalksTo = null,
    [property: Description("Words in something that the caller hears."), Length(1, 400)] string? Hears = null)
{
    /// <summary>Whether anything is expected at all.</summary>
    [JsonIgnore]
    public bool IsEmpty => EndsIn is null && Passes.Count == 0 && Plan is null && Reason is null && TalksTo is null && Hears is null;
}
