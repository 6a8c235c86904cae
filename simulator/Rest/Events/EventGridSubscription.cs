using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.Simulator.Rest.Events;

/// <summary>
/// A webhook that is subscribed to events. Before its first event it has to prove that it wants them: by echoing the
/// validation code, or by opening the validation address.
/// </summary>
internal sealed class EventGridSubscription(Uri endpoint, SubscriptionTerms terms, SimulatorAddress address, Tokens tokens, Post post, Clock clock, ILogger log)
{
    private readonly Lock gate = new();
    private Task<int>? validating;
    private bool validated;

    public Uri Endpoint => endpoint;

    public SubscriptionTerms Terms => terms;

    /// <summary>Known only to the subscriber.</summary>
    public string ValidationCode { get; } = Guid.NewGuid().ToString();

    /// <summary>The subscriber opened the validation address.</summary>
    public void Validated() => validated = true;

    public void Forget() => validated = false;

    /// <summary>Delivers an event after the handshake; the status of whichever failed.</summary>
    public async Task<int> Send(JsonArray events, int attempt, CancellationToken cancel)
    {
        if (!validated && await Validate(cancel) is var refused and not 200)
        {
            return refused;
        }

        var (status, _) = await post.Send(
            endpoint,
            events.ToJsonString(),
            tokens.ForEventGrid(),
            [
                ("aeg-event-type", "Notification"),
                ("aeg-subscription-name", terms.Name),
                ("aeg-delivery-count", (attempt - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("aeg-data-version", "1.0"),
                ("aeg-metadata-version", "1"),
            ],
            cancel);
        return status;
    }

    // Events that come at once wait for one handshake.
    private Task<int> Validate(CancellationToken cancel)
    {
        lock (gate)
        {
            return validating is { IsCompleted: false } ? validating : validating = Shake(cancel);
        }
    }

    private async Task<int> Shake(CancellationToken cancel)
    {
        var (status, text) = await post.Send(
            endpoint,
            Handshake().ToJsonString(),
            tokens.ForEventGrid(),
            [("aeg-event-type", "SubscriptionValidation"), ("aeg-subscription-name", terms.Name), ("aeg-delivery-count", "0")],
            cancel);
        validated |= status == 200 && Echoes(text);
        if (validated)
        {
            return 200;
        }

        Log.NotValidated(log, endpoint, status);

        // A 200 without the code is no subscription; what is sent there is retried like anything that fails.
        return status == 200 ? 500 : status;
    }

    private JsonArray Handshake() => new(new JsonObject
    {
        ["id"] = Guid.NewGuid().ToString(),
        ["topic"] = "/subscriptions/00000000-0000-0000-0000-000000000000",
        ["subject"] = string.Empty,
        ["data"] = new JsonObject
        {
            ["validationCode"] = ValidationCode,
            ["validationUrl"] = $"{address.Base}/sim/eventgrid/validate?id={ValidationCode}",
        },
        ["eventType"] = "Microsoft.EventGrid.SubscriptionValidationEvent",
        ["eventTime"] = clock.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["metadataVersion"] = "1",
        ["dataVersion"] = "1",
    });

    private bool Echoes(string text)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(text);
            return answer.ValueKind == JsonValueKind.Object
                && answer.EnumerateObject().Any(p => string.Equals(p.Name, "validationResponse", StringComparison.OrdinalIgnoreCase)
                    && p.Value.ValueKind == JsonValueKind.String && p.Value.ValueEquals(ValidationCode));
        }
        catch (JsonException)
        {
            return false; // an answer, but not to this
        }
    }
}
