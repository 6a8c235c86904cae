using System.Text.Json.Nodes;

namespace Pbx.Local.Tests.JwtBearer;

/// <summary>Payloads of tokens.</summary>
internal static class Payload
{
    public static long In(double seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    /// <summary>A payload that is good for ten minutes, changed as wanted.</summary>
    public static string Of(TestProvider provider, Action<JsonObject>? change = null)
    {
        var payload = new JsonObject
        {
            ["iss"] = provider.Issuer,
            ["aud"] = "pbx",
            ["sub"] = "anna",
            ["nbf"] = In(-10),
            ["exp"] = In(600),
        };
        change?.Invoke(payload);
        return payload.ToJsonString();
    }
}
