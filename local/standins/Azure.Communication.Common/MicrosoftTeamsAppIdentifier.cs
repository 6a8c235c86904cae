namespace Azure.Communication;

/// <summary>A Teams app or resource account by its Entra object id.</summary>
public sealed class MicrosoftTeamsAppIdentifier : CommunicationIdentifier
{
    /// <exception cref="ArgumentException">The app id is empty.</exception>
    public MicrosoftTeamsAppIdentifier(string appId, CommunicationCloudEnvironment? cloud = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(appId);
        AppId = appId;
        Cloud = cloud ?? CommunicationCloudEnvironment.Public;
        RawId = Cloud == CommunicationCloudEnvironment.Dod ? "28:dod:" + appId
            : Cloud == CommunicationCloudEnvironment.Gcch ? "28:gcch:" + appId
            : "28:orgid:" + appId;
    }

    /// <summary>The Entra object id.</summary>
    public string AppId { get; }

    /// <summary>The cloud of the app's tenant; public unless said.</summary>
    public CommunicationCloudEnvironment Cloud { get; }

    /// <inheritdoc/>
    public override string RawId { get; }
}
