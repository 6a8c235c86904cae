using System.Text.Json;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Fetches a provider's OpenID configuration and the keys that it points to.</summary>
internal sealed class OpenIdProvider(HttpClient http, string metadataAddress, bool requireHttps)
{
    /// <exception cref="InvalidOperationException">A document cannot be had, or says something else than it should.</exception>
    public async Task<KeySet> Read()
    {
        try
        {
            using var configuration = await Fetch(metadataAddress);
            var keysAddress = Text(configuration.RootElement, "jwks_uri") ?? throw new InvalidOperationException("The OpenID configuration names no jwks_uri.");
            if (requireHttps && !keysAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException("The provider's keys must be fetched over HTTPS.");
            }

            using var keys = await Fetch(keysAddress);
            return new(Text(configuration.RootElement, "issuer"), JsonWebKeys.Read(keys.RootElement));
        }
        catch (Exception wrong) when (wrong is HttpRequestException or JsonException or OperationCanceledException or UriFormatException or NotSupportedException)
        {
            throw new InvalidOperationException($"The OpenID configuration of {metadataAddress} cannot be had.", wrong);
        }
    }

    // Nobody's request is over when this is: it has the time-out of the client only.
    private async Task<JsonDocument> Fetch(string address) => JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(address), CancellationToken.None));

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
