namespace Pbx.Simulator.Network.Calls;

/// <summary>Why the network does not do what it is asked.</summary>
public enum Refusal
{
    /// <summary>The request makes no sense to the network.</summary>
    Invalid,

    /// <summary>The call or the participant is not there, or not any more.</summary>
    NotThere,

    /// <summary>It cannot be done in the state in which the call or the phone is.</summary>
    NotNow,

    /// <summary>The real network can do it, and this one cannot.</summary>
    NotSimulated,

    /// <summary>What is asked for goes on already.</summary>
    Already,
}

/// <summary>The network does not do what it is asked; nothing has changed. The message is for whoever asked.</summary>
public sealed class CallRefusedException(Refusal reason, string message) : Exception(message)
{
    public Refusal Reason { get; } = reason;
}
