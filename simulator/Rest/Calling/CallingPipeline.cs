using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Repeats;
using Pbx.Simulator.Rest.Events;
using Pbx.Simulator.Rest.Identity;
using Pbx.Simulator.Rest.OpenApi;
using Pbx.Simulator.Rest.Signatures;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>
/// What every request of the API goes through: signature, version, repeatability, the OpenAPI file, and at last the operation.
/// Events that it causes leave after its response, unless weather or a race sends them before.
/// </summary>
internal sealed class CallingPipeline(PhoneNetwork network, SimulatorOptions options, Tokens tokens, RequestSchema schema)
{
    private const string Oldest = "2023-10-15";
    private const string Newest = "2026-03-12";

    private readonly Remembered<Answer> remembered = new(network.Clock);

    public void Forget() => remembered.Forget();

    public async Task Run(HttpContext http, JsonElement? bodySchema, bool repeatable, Func<CallingRequest, Answer> operation)
    {
        using var work = network.Clock.Working("request");
        using var gate = RequestGate.Open();
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        var answer = Refused(http, body) ?? Once(http, body, repeatable, () => Operate(http, body, bodySchema, operation));
        if (network.Races.EventsBeforeResponse)
        {
            await gate.LetEventsGoFirst();
        }

        http.Response.StatusCode = answer.Status;
        http.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        if (answer.Body is { } json)
        {
            await http.Response.WriteAsJsonAsync(json, http.RequestAborted);
        }

        await http.Response.CompleteAsync();
    }

    private Answer? Refused(HttpContext http, byte[] body)
    {
        if (NotAuthorized(http, body) is { } unauthorized)
        {
            return Answer.Error(401, "Denied", unauthorized);
        }

        var version = http.Request.Query["api-version"].ToString();
        if (version.Length == 0)
        {
            return Answer.Error(400, "MissingApiVersionParameter", "The api-version query parameter is required.");
        }

        var date = version.EndsWith("-preview", StringComparison.Ordinal) ? version[..^"-preview".Length] : version;
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && string.CompareOrdinal(date, Oldest) >= 0 && string.CompareOrdinal(date, Newest) <= 0
            ? null
            : Answer.Error(400, "InvalidApiVersion", $"The api-version '{version}' is not supported; the versions from {Oldest} to {Newest} are.");
    }

    /// <summary>Why the request is not let in; null when it is.</summary>
    public string? NotAuthorized(HttpContext http, byte[] body)
    {
        const string bearer = "Bearer ";
        var authorization = http.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(bearer, StringComparison.Ordinal))
        {
            return AccessKeySignature.Problem(http, body, options.AccessKey);
        }

        var claims = tokens.Read(authorization[bearer.Length..]);
        return string.Equals((string?)claims?["aud"], Tokens.CommunicationAudience, StringComparison.Ordinal)
            ? null
            : $"The bearer token is not one for {Tokens.CommunicationAudience}, or has expired.";
    }

    private Answer Once(HttpContext http, byte[] body, bool repeatable, Func<Answer> answer)
    {
        var id = http.Request.Headers["Repeatability-Request-ID"].ToString();
        var sent = http.Request.Headers["Repeatability-First-Sent"].ToString();
        if (!repeatable || id.Length == 0 && sent.Length == 0)
        {
            return answer();
        }

        if (!Guid.TryParse(id, out var key))
        {
            return Answer.Error(400, "BadRequest", "Repeatability-Request-ID must be a GUID, and comes with Repeatability-First-Sent.");
        }

        if (!DateTimeOffset.TryParseExact(sent, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            return Answer.Error(400, "BadRequest", "Repeatability-First-Sent must be a date such as Tue, 01 Sep 2026 08:15:00 GMT.");
        }

        var request = $"{http.Request.Method} {http.Request.Path} {Convert.ToBase64String(SHA256.HashData(body))}";
        if (remembered.Once(key, request, answer) is not { } first)
        {
            return Answer.Error(400, "RepeatabilityRequestMismatch", "The Repeatability-Request-ID was used for another request.");
        }

        http.Response.Headers["Repeatability-Result"] = "accepted";
        return first;
    }

    private Answer Operate(HttpContext http, byte[] body, JsonElement? bodySchema, Func<CallingRequest, Answer> operation)
    {
        var json = default(JsonElement);
        if (bodySchema is { } expected)
        {
            try
            {
                json = JsonSerializer.Deserialize<JsonElement>(body);
            }
            catch (JsonException)
            {
                return Answer.Error(400, "BadRequest", "The body is not JSON.");
            }

            var errors = schema.Check(expected, json);
            if (errors.Count > 0)
            {
                return Answer.Error(
                    400,
                    "BadRequest",
                    string.Join(" ", errors.Select(e => $"{e.Target} {e.Message}".TrimStart())),
                    errors.Select(e => (e.Target, e.Message)));
            }
        }

        try
        {
            return operation(new CallingRequest(http, json));
        }
        catch (CallRefusedException refused)
        {
            return Answer.Of(refused);
        }
    }
}
