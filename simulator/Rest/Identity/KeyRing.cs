using System.Text.Json.Nodes;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>The keys that an issuer publishes: the newest one signs, tokens of older ones stay good until they are withdrawn.</summary>
internal sealed class KeyRing(SigningKey first)
{
    private volatile SigningKey[] keys = [first];

    /// <summary>The key that signs.</summary>
    public SigningKey Newest => keys[0];

    /// <summary>From now on a new key signs.</summary>
    /// <param name="withdrawOld">Whether the older keys are no longer published, as after a theft.</param>
    public void Rotate(bool withdrawOld) => keys = withdrawOld ? [new SigningKey()] : [new SigningKey(), .. keys];

    /// <summary>The public halves, as a JSON Web Key Set (RFC 7517).</summary>
    public JsonObject KeySet(string? issuer = null) => new() { ["keys"] = new JsonArray([.. keys.Select(key => key.PublicHalf(issuer))]) };

    /// <summary>The claims of a token that a published key signed and that has not expired; null for any other.</summary>
    public JsonObject? Read(string token, DateTimeOffset now) => keys.Select(key => key.Read(token, now)).FirstOrDefault(claims => claims is not null);
}
