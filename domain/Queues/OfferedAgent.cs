using Pbx.Domain.Extensions;

namespace Pbx.Domain.Queues;

/// <summary>An agent who is to be rung for a call, and for how long.</summary>
public sealed record OfferedAgent(ExtensionNumber Agent, TimeSpan RingFor);
