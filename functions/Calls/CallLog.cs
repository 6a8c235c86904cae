using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Engine.Calls;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Calls;

/// <summary>The call log of an account: each finished call with its legs, and every step with the reason why it was taken.</summary>
public sealed class CallLog(ICallLog log)
{
    private const int Most = 200;
    private const int Usual = 50;

    /// <summary>Calls, newest first. <c>top</c>: how many, 1 to 200; <c>after</c>: what the page before gave as <c>next</c>.</summary>
    [Function("ListCalls")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/calls")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        var top = request.Query["top"].ToString();
        var most = Usual;
        if (top.Length > 0 && !(int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= Most))
        {
            return Problems.Malformed($"“top” is a number from 1 to {Most}.");
        }

        var page = await log.List(id, most, request.Query["after"].ToString() is { Length: > 0 } after ? after : null, cancel);
        var body = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("calls"u8);
            foreach (var call in page.Calls)
            {
                JsonSerializer.Serialize(writer, call, Json.Of<CallRecord>(Json.Documents));
            }

            writer.WriteEndArray();
            if (page.After is not null)
            {
                writer.WriteString("next"u8, page.After);
            }

            writer.WriteEndObject();
        }

        return Results.Bytes(body.ToArray(), "application/json");
    }

    /// <summary>One call.</summary>
    [Function("ReadCall")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/calls/{call}")] HttpRequest request, string account, string call, CancellationToken cancel)
    {
        if (!AccountId.TryParse(account, out var id) || CallKind.KeyOf(id, call) is null || await log.Find(id, call, cancel) is not { } record)
        {
            return Problems.NotFound();
        }

        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(record, Json.Of<CallRecord>(Json.Documents)), "application/json");
    }
}
