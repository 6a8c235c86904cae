using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest.Control;
using Pbx.Simulator.Rest.Signatures;

namespace Pbx.Simulator.Rest.Notifications;

/// <summary>
/// Takes mail (<c>POST /emails:send</c>) and SMS (<c>POST /sms</c>) as ACS does, delivers none, and shows them: <c>GET /sim/mails</c>, <c>GET /sim/texts</c>. What comes again under the same id is taken once.
/// </summary>
internal sealed class Postbox(SimulatorOptions options, Clock clock)
{
    private readonly ConcurrentDictionary<string, JsonObject> mails = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> texts = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/emails:send", http => Take(http, Mail));
        app.MapPost("/sms", http => Take(http, Text));
        app.MapGet("/sim/mails", () => ControlCall.Json(Shown("mails", mails)));
        app.MapGet("/sim/texts", () => ControlCall.Json(Shown("texts", texts)));
    }

    public void Forget()
    {
        mails.Clear();
        texts.Clear();
    }

    private async Task Take(HttpContext http, Func<HttpContext, JsonObject, JsonObject?> take)
    {
        using var work = clock.Working("request");
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        if (AccessKeySignature.Problem(http, body, options.AccessKey) is { } wrong)
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsync(wrong, http.RequestAborted);
            return;
        }

        var answer = JsonNode.Parse(body) is JsonObject json ? take(http, json) : null;
        http.Response.StatusCode = answer is null ? 400 : 202;
        await http.Response.WriteAsync((answer ?? new JsonObject { ["error"] = new JsonObject { ["code"] = "InvalidRequest" } }).ToJsonString(), http.RequestAborted);
    }

    private JsonObject? Mail(HttpContext http, JsonObject json)
    {
        var id = http.Request.Headers["Operation-Id"].ToString() is { Length: > 0 } named ? named : Guid.NewGuid().ToString();
        if (json["recipients"]?["to"] is not JsonArray { Count: > 0 } to || json["senderAddress"] is null || json["content"]?["subject"] is null)
        {
            return null;
        }

        mails.TryAdd(id, new JsonObject
        {
            ["id"] = id, ["at"] = clock.GetUtcNow().ToString("O"), ["from"] = json["senderAddress"]?.DeepClone(), ["to"] = to[0]?["address"]?.DeepClone(), ["subject"] = json["content"]?["subject"]?.DeepClone(),
            ["text"] = json["content"]?["plainText"]?.DeepClone(),
            ["files"] = new JsonArray([.. (json["attachments"] as JsonArray ?? []).Select(file => (JsonNode?)new JsonObject
            {
                ["name"] = file?["name"]?.DeepClone(), ["bytes"] = Convert.FromBase64String((string?)file?["contentInBase64"] ?? "").Length,
            })]),
        });
        return new JsonObject { ["id"] = id, ["status"] = "Running" };
    }

    private JsonObject? Text(HttpContext http, JsonObject json)
    {
        if (json["smsRecipients"] is not JsonArray { Count: > 0 } to || json["from"] is null || json["message"] is null)
        {
            return null;
        }

        foreach (var one in to)
        {
            var id = (string?)one?["repeatabilityRequestId"] ?? Guid.NewGuid().ToString();
            texts.TryAdd(id, new JsonObject { ["id"] = id, ["at"] = clock.GetUtcNow().ToString("O"), ["from"] = json["from"]?.DeepClone(), ["to"] = one?["to"]?.DeepClone(), ["text"] = json["message"]?.DeepClone() });
        }

        return new JsonObject { ["value"] = new JsonArray([.. to.Select(one => (JsonNode?)new JsonObject { ["to"] = one?["to"]?.DeepClone(), ["httpStatusCode"] = 202, ["successful"] = true })]) };
    }

    private static JsonObject Shown(string name, ConcurrentDictionary<string, JsonObject> all) =>
        new() { [name] = new JsonArray([.. all.Values.OrderBy(one => (string?)one["at"], StringComparer.Ordinal).Select(one => (JsonNode?)one.DeepClone())]) };
}
