namespace Pbx.Local.Host.Broker;

/// <summary>How many messages a queue has, by what can be done with them. Locked ones are among the active, as in Service Bus.</summary>
public sealed record QueueCounts(string Name, int Active, int Locked, int Scheduled, int Deferred, int DeadLettered, int Sessions, long SizeInBytes);
