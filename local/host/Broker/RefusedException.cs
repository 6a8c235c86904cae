using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>A request cannot be done; it becomes a <see cref="Reply.Refused"/>.</summary>
internal sealed class RefusedException(Refusal reason, string message) : Exception(message)
{
    public Refusal Reason { get; } = reason;
}
