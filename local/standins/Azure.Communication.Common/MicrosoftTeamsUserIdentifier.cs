namespace Azure.Communication;

/// <summary>A Teams user by Entra object id, or an anonymous visitor of a Teams meeting.</summary>
public sealed class MicrosoftTeamsUserIdentifier : CommunicationIdentifier
{
    /// <exception cref="ArgumentException">The user id is empty.</exception>
    public MicrosoftTeamsUserIdentifier(
        string userId, bool isAnonymous = false, CommunicationCloudEnvironment? cloud = null, string? rawId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        UserId = userId;
        IsAnonymous = isAnonymous;
        Cloud = cloud ?? CommunicationCloudEnvironment.Public;
        RawId = !string.IsNullOrEmpty(rawId) ? rawId
            : isAnonymous ? "8:teamsvisitor:" + userId
            : Cloud == CommunicationCloudEnvironment.Dod ? "8:dod:" + userId
            : Cloud == CommunicationCloudEnvironment.Gcch ? "8:gcch:" + userId
            : "8:orgid:" + userId;
    }

    /// <summary>The Entra object id, or the visitor's id.</summary>
    public string UserId { get; }

    /// <summary>Whether this is a visitor without an account.</summary>
    public bool IsAnonymous { get; }

    /// <summary>The cloud of the user's tenant; public unless said.</summary>
    public CommunicationCloudEnvironment Cloud { get; }

    /// <inheritdoc/>
    public override string RawId { get; }
}
