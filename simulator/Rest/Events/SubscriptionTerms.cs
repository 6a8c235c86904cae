namespace Pbx.Simulator.Rest.Events;

/// <summary>What an event subscription is called, how often it tries, and how long.</summary>
internal sealed record SubscriptionTerms(string Name, int Attempts, TimeSpan TimeToLive)
{
    /// <summary>To incoming calls, which are worth nothing when they have rung out.</summary>
    public static SubscriptionTerms IncomingCalls(SimulatorOptions options) => new("INCOMING-CALLS", options.DeliveryAttempts, options.DeliveryTimeToLive);

    /// <summary>To files of recordings: as patient as Event Grid is unless told otherwise.</summary>
    public static readonly SubscriptionTerms RecordingFiles = new("RECORDING-FILES", 30, TimeSpan.FromDays(1));
}
