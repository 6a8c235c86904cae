using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Authentication;

/// <summary>Where a call that is being authenticated is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(Looking), "looking")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Correcting), "correcting")]
[JsonDerivedType(typeof(Welcoming), "welcoming")]
[JsonDerivedType(typeof(Refusing), "refusing")]
public abstract record CallerAuthenticationState : IAsksForListedPin
{
    private CallerAuthenticationState()
    {
    }

    /// <summary>The command that is waited for.</summary>
    public abstract OpId Op { get; init; }

    /// <summary>By when the network, or the store, should long have told us what came of it.</summary>
    public abstract DateTimeOffset Until { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public OpId? PinQuestion => this is Asking asking ? asking.Op : null;

    /// <summary>Whether too many PINs from the caller's number were wrong is looked up.</summary>
    public sealed record Looking(OpId Op, DateTimeOffset Until) : CallerAuthenticationState
    {
        /// <inheritdoc/>
        public override OpId Op { get; init; } = Op;

        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The PIN is asked for.</summary>
    /// <param name="Failures">Wrong and missing PINs so far (EXT-219).</param>
    public sealed record Asking(OpId Op, int Failures, DateTimeOffset Until) : CallerAuthenticationState
    {
        /// <inheritdoc/>
        public override OpId Op { get; init; } = Op;

        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears that the PIN is wrong; keys pressed meanwhile do not count (EXT-089). Then it is asked for again.</summary>
    public sealed record Correcting(OpId Op, int Failures, DateTimeOffset Until) : CallerAuthenticationState
    {
        /// <inheritdoc/>
        public override OpId Op { get; init; } = Op;

        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The welcome plays, to its end; then the caller's number decides (EXT-223).</summary>
    public sealed record Welcoming(OpId Op, DateTimeOffset Until) : CallerAuthenticationState
    {
        /// <inheritdoc/>
        public override OpId Op { get; init; } = Op;

        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears not to be authorised (EXT-214).</summary>
    public sealed record Refusing(OpId Op, DateTimeOffset Until) : CallerAuthenticationState
    {
        /// <inheritdoc/>
        public override OpId Op { get; init; } = Op;

        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(CallerAuthenticationConfig))]
[JsonSerializable(typeof(AuthenticationEntry))]
[JsonSerializable(typeof(CallerAuthenticationState))]
public sealed partial class CallerAuthenticationJson : JsonSerializerContext;
