namespace Azure.Storage.Sas;

/// <summary>A shared access signature as the query of an address.</summary>
public class SasQueryParameters
{
    private readonly string query;

    internal SasQueryParameters(IEnumerable<(string Name, string? Value)> parameters) =>
        query = string.Join('&', parameters
            .Where(parameter => parameter.Value is { Length: > 0 })
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value ?? "")}"));

    /// <summary>The query without a question mark, percent-encoded. It is a secret until it expires.</summary>
    public override string ToString() => query;
}
