namespace Azure.Communication.CallAutomation;

/// <summary>The network has taken a play operation on.</summary>
public sealed class PlayResult
{
    internal PlayResult()
    {
    }
}
