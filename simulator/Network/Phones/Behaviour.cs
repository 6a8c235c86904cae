namespace Pbx.Simulator.Network.Phones;

/// <summary>What a phone does by itself when it rings. A person at the phone may still act before it does.</summary>
public abstract record Behaviour
{
    private Behaviour()
    {
    }

    /// <summary>What every phone does that nobody told otherwise: it rings until the network gives up.</summary>
    public static readonly Behaviour Default = new NoAnswer();

    /// <summary>Somebody answers after a time; at zero, at the same instant.</summary>
    public sealed record Answer(TimeSpan After) : Behaviour;

    /// <summary>The line is busy: it never rings.</summary>
    public sealed record Busy : Behaviour;

    /// <summary>Somebody declines after a time.</summary>
    public sealed record Decline(TimeSpan After) : Behaviour;

    /// <summary>It rings, and a person may answer it.</summary>
    public sealed record NoAnswer : Behaviour;

    /// <summary>It cannot be reached: not registered, switched off.</summary>
    public sealed record Offline : Behaviour;

    /// <summary>
    /// An answering machine picks up after a time, speaks its greeting up to the tone (others hear a recorded tone) and then
    /// listens. The network cannot tell it from a person.
    /// </summary>
    public sealed record Voicemail(TimeSpan After) : Behaviour
    {
        /// <summary>How long greeting and tone last.</summary>
        public static readonly TimeSpan Greeting = TimeSpan.FromSeconds(5);
    }
}
