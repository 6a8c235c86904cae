using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.SystemExtensions;

/// <summary>Whether users log in to queues here or out of them.</summary>
public sealed record QueueLoginConfig(bool IsIn);

/// <summary>Where a call in the dialogue for logging in to queues is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Logging), "logging")]
[JsonDerivedType(typeof(Refusing), "refusing")]
[JsonDerivedType(typeof(Closing), "closing")]
public abstract record QueueLoginState
{
    private QueueLoginState()
    {
    }

    /// <summary>By when the network, or the floor, should long have told us what came of the last command.</summary>
    public abstract DateTimeOffset Until { get; init; }

    /// <summary>The queue is asked for.</summary>
    /// <param name="Failures">Wrong or missing inputs so far (QUE-088).</param>
    public sealed record Asking(OpId Op, int Failures, DateTimeOffset Until) : QueueLoginState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The floor was told, and has not answered yet.</summary>
    /// <param name="IsAsked">Whether the caller was asked for the queue, and is asked again; otherwise a feature code was dialled.</param>
    public sealed record Logging(OpId Op, bool IsAsked, int Failures, DateTimeOffset Until) : QueueLoginState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears why not; keys pressed meanwhile do not count (EXT-089). Then the queue is asked for again.</summary>
    public sealed record Refusing(OpId Op, int Failures, DateTimeOffset Until) : QueueLoginState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears how it ended.</summary>
    public sealed record Closing(OpId Op, EndReason Reason, string Why, string Rule, DateTimeOffset Until) : QueueLoginState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(QueueLoginConfig))]
[JsonSerializable(typeof(QueueLoginState))]
[JsonSerializable(typeof(QueueLoginState.Asking), TypeInfoPropertyName = "QueueLoginAsking")]
[JsonSerializable(typeof(QueueLoginState.Refusing), TypeInfoPropertyName = "QueueLoginRefusing")]
[JsonSerializable(typeof(QueueLoginState.Closing), TypeInfoPropertyName = "QueueLoginClosing")]
public sealed partial class QueueLoginJson : JsonSerializerContext;
