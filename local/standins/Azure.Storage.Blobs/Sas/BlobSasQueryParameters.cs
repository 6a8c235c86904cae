namespace Azure.Storage.Sas;

/// <summary>The shared access signature of a blob or container as the query of its address.</summary>
public sealed class BlobSasQueryParameters : SasQueryParameters
{
    internal BlobSasQueryParameters(IEnumerable<(string Name, string? Value)> parameters)
        : base(parameters)
    {
    }
}
