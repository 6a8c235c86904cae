namespace Pbx.Domain.CallRules;

/// <summary>What is known of what a user does now; what nobody knows is left out.</summary>
/// <param name="Activity">Such as “Lunch”.</param>
/// <param name="Role">Such as “On duty”.</param>
/// <param name="IsInCall">Whether the user is in a call.</param>
public sealed record UserPresence(string? Activity = null, string? Role = null, bool? IsInCall = null);
