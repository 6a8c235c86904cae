using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Machines;

namespace Pbx.Domain.CallRules;

/// <summary>The account's rules for calls to and from its users (EXT-407); other extensions are not touched by them.</summary>
/// <param name="Incoming">For calls to users.</param>
/// <param name="Outgoing">For calls of users.</param>
[DisplayName("Rules of users")]
public sealed record UserCallRules(
    [property: Description("For calls to users.")] RuleLayers? Incoming = null,
    [property: Description("For calls of users.")] RuleLayers? Outgoing = null);

/// <summary>The account's rules around those that users have set for themselves.</summary>
/// <param name="Mandatory">Tried before the user's own, which cannot get around them.</param>
/// <param name="Overridable">Tried after them: a user's own rule that holds for the same call comes first (RCH-367).</param>
[DisplayName("Layers")]
public sealed record RuleLayers(
    [property: Description("Tried before the rules of the user."), Length(0, CallRule.Most)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<CallRule> Mandatory = default,
    [property: Description("Tried after the rules of the user."), Length(0, CallRule.Most)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<CallRule> Overridable = default);
