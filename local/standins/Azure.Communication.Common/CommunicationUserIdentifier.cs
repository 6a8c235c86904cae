namespace Azure.Communication;

/// <summary>A user of the ACS resource; the id has the form <c>8:acs:{resource}_{user}</c> and is the raw id.</summary>
public sealed class CommunicationUserIdentifier : CommunicationIdentifier
{
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public CommunicationUserIdentifier(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    /// <summary>The whole id, prefix included.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public override string RawId => Id;
}
