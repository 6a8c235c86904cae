namespace Azure.Communication.CallAutomation;

/// <summary>Which AI services read texts aloud in a call.</summary>
public sealed class CallIntelligenceOptions
{
    /// <summary>The endpoint of the Azure AI services resource.</summary>
    public Uri? CognitiveServicesEndpoint { get; set; }
}
