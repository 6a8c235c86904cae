using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Engine.NumberingPlans;

/// <summary>What was in force in an account's schemes when it was last put down, for those who watch. Calls never read it: they compute what is in force (NPL-100).</summary>
/// <param name="Revision">Counts how often it was written, from 1 on.</param>
/// <param name="Version">The version of the configuration that it was computed from.</param>
/// <param name="At">When it was computed.</param>
/// <param name="Due">When to look again; none: nothing changes by itself.</param>
public sealed record Activation(AccountId Account, int Revision, int Version, DateTimeOffset At, ValueList<ActiveScheme> Schemes, DateTimeOffset? Due)
{
    /// <summary>The entry of the index under which it is found when it is due.</summary>
    [JsonIgnore]
    public DueAccount? Entry => Due is { } due ? new DueAccount(due, Account, Revision) : null;
}

/// <summary>What is in force in one scheme.</summary>
/// <param name="Plan">The number of the plan; none: no plan is active.</param>
/// <param name="Holiday">The description of the holiday that decides.</param>
/// <param name="Since">Since when this plan is in force for this reason.</param>
public sealed record ActiveScheme(int Scheme, int? Plan, ActiveBy By, string? Holiday, DateTimeOffset Since);

/// <summary>An entry of the index of next changes: at this instant somebody has to look at the account. One that is left over from before is harmless: looking changes nothing then.</summary>
/// <param name="Revision">Of the activation that it was written for, so that no two of them share one.</param>
public sealed record DueAccount(DateTimeOffset At, AccountId Account, int Revision);

/// <summary>An activation as it is stored; the tag changes with each write.</summary>
public sealed record StoredActivation(Activation Activation, string Tag);

/// <summary>How activations are written.</summary>
public static class ActivationJson
{
    /// <summary>The form of a row.</summary>
    public static JsonTypeInfo<Activation> Form { get; } = Json.Of<Activation>(new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, ActivationJsonContext.Default),
    });
}

[JsonSerializable(typeof(Activation))]
[JsonSerializable(typeof(ActiveScheme))]
internal sealed partial class ActivationJsonContext : JsonSerializerContext;
