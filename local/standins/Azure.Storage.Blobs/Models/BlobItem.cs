namespace Azure.Storage.Blobs.Models;

/// <summary>A blob in a list.</summary>
public sealed class BlobItem
{
    internal BlobItem(string name, BlobItemProperties properties, IDictionary<string, string> metadata) =>
        (Name, Properties, Metadata) = (name, properties, metadata);

    /// <summary>The name, with its slashes.</summary>
    public string Name { get; }

    /// <summary>What is known of it.</summary>
    public BlobItemProperties Properties { get; }

    /// <summary>The metadata if it was asked for (<see cref="BlobTraits.Metadata"/>), otherwise empty.</summary>
    public IDictionary<string, string> Metadata { get; }
}
