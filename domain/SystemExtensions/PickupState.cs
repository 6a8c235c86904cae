using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.SystemExtensions;

/// <summary>Users pick up calls here. There is nothing to set.</summary>
public sealed record PickupConfig;

/// <summary>Where a call is in which a user picks up another one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Closing), "closing")]
public abstract record PickupState
{
    private PickupState()
    {
    }

    /// <summary>By when the network, or the floor, should long have told us what came of the last command.</summary>
    public abstract DateTimeOffset Until { get; init; }

    /// <summary>The floor was asked for a call. If there is one it takes the phone over, and this call is over.</summary>
    public sealed record Asking(OpId Op, DateTimeOffset Until) : PickupState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The user hears that there is nothing to pick up.</summary>
    public sealed record Closing(OpId Op, EndReason Reason, DateTimeOffset Until) : PickupState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(PickupConfig))]
[JsonSerializable(typeof(PickupState))]
[JsonSerializable(typeof(PickupState.Asking), TypeInfoPropertyName = "PickupAsking")]
[JsonSerializable(typeof(PickupState.Closing), TypeInfoPropertyName = "PickupClosing")]
public sealed partial class PickupJson : JsonSerializerContext;
