namespace Azure.Communication.CallAutomation;

/// <summary>The network has taken a recognition on.</summary>
public sealed class StartRecognizingCallMediaResult
{
    internal StartRecognizingCallMediaResult()
    {
    }
}
