using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Reads and writes the headers that travel with a call, within the limits that Azure documents.</summary>
internal static class CustomHeaders
{
    /// <exception cref="CallRefusedException">A header breaks a limit.</exception>
    public static CustomContext Read(JsonElement? json)
    {
        if (json is not { } given)
        {
            return CustomContext.None;
        }

        var (sip, voip) = (Headers(given, "sipHeaders"), Headers(given, "voipHeaders"));
        if (sip.Keys.Count(k => !IsUserToUser(k)) > 5)
        {
            throw new CallRefusedException(Refusal.Invalid, "A call carries at most 5 SIP headers besides User-To-User.");
        }

        if (sip.Keys.FirstOrDefault(k => !IsUserToUser(k) && !k.StartsWith("X-", StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            throw new CallRefusedException(Refusal.Invalid, $"The SIP header {name} is neither User-To-User nor does it begin with X-.");
        }

        if (voip.Count > 1000 || sip.Any(h => h.Key.Length > 64 || h.Value.Length > 256) || voip.Any(h => h.Key.Length > 64 || h.Value.Length > 1024))
        {
            throw new CallRefusedException(Refusal.Invalid, "A header is too long (64 characters for a name, 256 for a SIP value, 1024 for a VoIP value), or there are more than 1000.");
        }

        return new CustomContext(sip, voip);
    }

    public static JsonObject Write(CustomContext custom) => new()
    {
        ["sipHeaders"] = Write(custom.SipHeaders),
        ["voipHeaders"] = Write(custom.VoipHeaders),
    };

    private static JsonObject Write(IReadOnlyDictionary<string, string> headers) =>
        new(headers.Select(h => new KeyValuePair<string, JsonNode?>(h.Key, h.Value)));

    private static Dictionary<string, string> Headers(JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.Object } headers
        ? headers.EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString() ?? string.Empty, StringComparer.OrdinalIgnoreCase)
        : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    private static bool IsUserToUser(string name) => string.Equals(name, "User-To-User", StringComparison.OrdinalIgnoreCase);
}
