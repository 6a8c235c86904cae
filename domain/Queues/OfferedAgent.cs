using Pbx.Domain.Extensions;

namespace Pbx.Domain.Queues;

/// <summary>An agent who is to be rung for a call, and for how long.</summary>
/// <param name="IsSecond">Whether the agent has a call already, so that the line has to take two (QUE-186).</param>
public sealed record OfferedAgent(ExtensionNumber Agent, TimeSpan RingFor, bool IsSecond = false);
