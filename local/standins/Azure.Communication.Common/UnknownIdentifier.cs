namespace Azure.Communication;

/// <summary>An identifier of a kind that this version does not know; kept as it came.</summary>
public sealed class UnknownIdentifier : CommunicationIdentifier
{
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public UnknownIdentifier(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    /// <summary>The raw id as it came.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public override string RawId => Id;
}
