namespace Pbx.Engine.Calls;

/// <summary>
/// The telephone network could not be asked, or did not give an answer of use: it was not reached, took too long, was overloaded, or failed. It may pass, so the command is
/// tried again under the same name; whether it took effect is unknown until then. The message holds no numbers and names.
/// </summary>
public sealed class NetworkTroubleException : Exception
{
    /// <summary>Trouble of an unknown kind.</summary>
    public NetworkTroubleException()
        : this("The telephone network is in trouble.")
    {
    }

    /// <summary>Trouble, in words for the people who watch over the platform.</summary>
    public NetworkTroubleException(string message)
        : base(message)
    {
    }

    /// <summary>Trouble, and what it comes from.</summary>
    public NetworkTroubleException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
