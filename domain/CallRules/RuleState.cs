using System.Text.Json.Serialization;
using Pbx.Domain.Machines;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.CallRules;

/// <summary>A call with which a rule does something.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(Ringing), "ringing")]
[JsonDerivedType(typeof(Telling), "telling")]
public abstract record RuleState
{
    private RuleState()
    {
    }

    /// <summary>When it wants to be woken.</summary>
    [JsonIgnore]
    public abstract DateTimeOffset? Due { get; }

    /// <summary>Destinations ring, or wait for their time.</summary>
    /// <param name="Rule">The place of the rule among those that are tried; behind them all: the fallback.</param>
    /// <param name="Entered">When the call came in; the conditions of later rules are held against that instant.</param>
    /// <param name="Began">When the rule began: delays count from here.</param>
    /// <param name="Until">When it ends.</param>
    /// <param name="Joined">How many of the destinations have had their turn, in the order of their delays.</param>
    /// <param name="NextAt">When the next of them has it; none: all have had it.</param>
    public sealed record Ringing(RingingPhones Phones, int Rule, DateTimeOffset Entered, DateTimeOffset Began, DateTimeOffset Until, int Joined, DateTimeOffset? NextAt = null) : RuleState
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override DateTimeOffset? Due => new[] { Until, NextAt, Phones.Due }.Min();
    }

    /// <summary>The caller hears a message.</summary>
    /// <param name="Rule">The place of its rule.</param>
    /// <param name="Until">By when the network should long have told that it has ended.</param>
    public sealed record Telling(int Rule, OpId Sound, DateTimeOffset Entered, DateTimeOffset Until) : RuleState
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override DateTimeOffset? Due => Until;
    }
}
