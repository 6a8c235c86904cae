using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.RuleBasedNumbers;

/// <summary>A rule-based number (EXT-392 to EXT-399).</summary>
/// <param name="Rules">Tried from the top (EXT-400).</param>
/// <param name="Fallback">For calls that no rule takes; none: the caller hears that nobody is available (EXT-404).</param>
/// <param name="BillingId">Free text that nothing here interprets (EXT-394).</param>
/// <param name="Information">A text for who receives the call: 0 to 40 characters (EXT-395).</param>
/// <param name="KeepsInformation">Whether a text that the call has already stays (EXT-396).</param>
/// <param name="PromptLanguage">Of the rest of the call, for callers who are no users (EXT-397); none: the account's.</param>
/// <param name="PrefersOwnNumber">Whether receivers see this number where the number that sends the call on cannot be shown (EXT-398).</param>
/// <param name="BarringGroups">Names of barring groups (EXT-399). What they bar comes with call barring.</param>
[DisplayName("Rule-based number")]
public sealed record RuleBasedNumberConfig(
    [property: Description("What happens to calls: the first rule whose conditions hold is used."), Length(0, CallRule.Most)] ValueList<CallRule> Rules = default,
    [property: Description("What happens to calls that no rule takes; left out: callers hear that nobody is available.")] RuleAction? Fallback = null,
    [property: Description("Free text for billing."), Length(1, 64)] string? BillingId = null,
    [property: Description("A text for who receives the call: up to 40 characters."), Length(0, 40)] string Information = "",
    [property: Description("Whether a text that the call has already is kept.")] bool KeepsInformation = false,
    [property: Description("The language of prompts for the rest of the call, for callers who are no users; left out: the account's.")] Language? PromptLanguage = null,
    [property: Description("Whether receivers see this number in place of the caller's where the number that sends the call on cannot be shown.")] bool PrefersOwnNumber = false,
    [property: Description("The barring groups that limit where the number may call."), Length(0, 20)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> BarringGroups = default) : IInforms, IShapesCall, IHasTypedNumbers
{
    internal RuleAction Last => Fallback ?? RuleAction.Unavailable;

    /// <inheritdoc/>
    public object AsStored(AccountSettings account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return RuleText.AsStored(Rules, account) is { } stored ? this with { Rules = stored } : this;
    }
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(RuleBasedNumberConfig))]
[JsonSerializable(typeof(RuleState))]
[JsonSerializable(typeof(RungPhone))]
public sealed partial class RuleBasedNumberJson : JsonSerializerContext;
