namespace Azure.Communication.CallAutomation;

/// <summary>The network has taken the end of all media operations on.</summary>
public sealed class CancelAllMediaOperationsResult
{
    internal CancelAllMediaOperationsResult()
    {
    }
}
