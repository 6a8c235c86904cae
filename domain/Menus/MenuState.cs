using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Names;

namespace Pbx.Domain.Menus;

/// <summary>Where a call in a menu is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Telling), "telling")]
[JsonDerivedType(typeof(Announcing), "announcing")]
[JsonDerivedType(typeof(Keying), "keying")]
[JsonDerivedType(typeof(Spelling), "spelling")]
[JsonDerivedType(typeof(Picking), "picking")]
public abstract record MenuState
{
    private MenuState()
    {
    }

    /// <summary>By when the network should long have told us what came of the last command.</summary>
    public abstract DateTimeOffset Until { get; init; }

    /// <summary>The greeting plays, or a key is waited for.</summary>
    /// <param name="Failures">Attempts that failed: silence and wrong keys (EXT-087).</param>
    /// <param name="Repeats">How often the caller asked to hear the menu again (EXT-256).</param>
    /// <param name="Digits">What was keyed so far (EXT-264).</param>
    /// <param name="DeafUntil">Keys that come before do not count (EXT-089).</param>
    /// <param name="ForwardAt">When the caller has been in the menu for too long (EXT-284); none: never.</param>
    public sealed record Asking(
        OpId Question, int Failures, int Repeats, DateTimeOffset Until, string Digits = "", DateTimeOffset? DeafUntil = null, DateTimeOffset? ForwardAt = null, bool IsOutOfHours = false) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>A message plays, or the greeting of a menu without options; a key ends it.</summary>
    public sealed record Telling(OpId Question, int Failures, int Repeats, DateTimeOffset Until, DateTimeOffset? ForwardAt = null, bool IsOutOfHours = false) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears that the call is transferred.</summary>
    /// <param name="Keys">What was keyed ahead, for the menu that the call goes to (EXT-272).</param>
    public sealed record Announcing(OpId Sound, Destination To, string Prefix, DateTimeOffset Until, string? Keys = null) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller keys the number of an extension (EXT-300).</summary>
    /// <param name="Digits">What was keyed ahead of the question.</param>
    /// <param name="DeafUntil">Keys that come before do not count (EXT-089).</param>
    public sealed record Keying(OpId Question, Lookup Lookup, DateTimeOffset Until, string Digits = "", DateTimeOffset? DeafUntil = null) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller spells a name (EXT-291).</summary>
    /// <param name="Keys">What was keyed so far.</param>
    /// <param name="DeafUntil">Keys that come before do not count (EXT-089).</param>
    public sealed record Spelling(OpId Question, Lookup Lookup, DateTimeOffset Until, string Keys = "", DateTimeOffset? DeafUntil = null) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller chooses among the names that were found (EXT-296, EXT-297).</summary>
    /// <param name="Found">One to nine.</param>
    /// <param name="DeafUntil">Keys that come before do not count (EXT-089).</param>
    public sealed record Picking(OpId Question, Lookup Lookup, ValueList<FoundName> Found, DateTimeOffset Until, DateTimeOffset? DeafUntil = null) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The visit that the call is on, where it still can be forwarded or go on in the menu; nothing once the choice is made.</summary>
    [JsonIgnore]
    internal Visit? Visit => this switch
    {
        Asking asking => new Visit(asking.ForwardAt, asking.IsOutOfHours, asking.Failures, asking.Repeats),
        Telling telling => new Visit(telling.ForwardAt, telling.IsOutOfHours, telling.Failures, telling.Repeats),
        Keying keying => keying.Lookup.Visit,
        Spelling spelling => spelling.Lookup.Visit,
        Picking picking => picking.Lookup.Visit,
        _ => null,
    };
}

/// <summary>A look-up of an extension within a visit to a menu.</summary>
/// <param name="Prefix">Of the option that led to it (EXT-246).</param>
/// <param name="Wrong">Attempts that failed here (EXT-298, EXT-303).</param>
public sealed record Lookup(Visit Visit, string Prefix = "", int Wrong = 0);

/// <summary>What a visit to a menu keeps from its first step to its last; the next menu begins one of its own (EXT-286).</summary>
/// <param name="ForwardAt">When the caller has been in the menu for too long; none: never.</param>
/// <param name="IsOutOfHours">Which menu was chosen at entry (EXT-259).</param>
/// <param name="Failures">Attempts that failed.</param>
/// <param name="Repeats">How often the caller asked to hear the menu again.</param>
public sealed record Visit(DateTimeOffset? ForwardAt, bool IsOutOfHours = false, int Failures = 0, int Repeats = 0)
{
    internal Visit Failed() => this with { Failures = Failures + 1 };
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(MenuConfig))]
[JsonSerializable(typeof(MenuOption))]
[JsonSerializable(typeof(MenuState))]
[JsonSerializable(typeof(FoundName))]
[JsonSerializable(typeof(string))]
public sealed partial class MenuJson : JsonSerializerContext;
