using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Menus;

/// <summary>Where a call in a menu is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Telling), "telling")]
[JsonDerivedType(typeof(Announcing), "announcing")]
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
    public sealed record Asking(OpId Question, int Failures, int Repeats, DateTimeOffset Until) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>A message plays, or the greeting of a menu without options; a key ends it.</summary>
    public sealed record Telling(OpId Question, int Failures, int Repeats, DateTimeOffset Until) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears that the call is transferred.</summary>
    public sealed record Announcing(OpId Sound, Destination To, string Prefix, DateTimeOffset Until) : MenuState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(MenuConfig))]
[JsonSerializable(typeof(MenuOption))]
[JsonSerializable(typeof(MenuState))]
public sealed partial class MenuJson : JsonSerializerContext;
