using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Weather;
using Pbx.Simulator.Rest.Calling;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.Simulator.Rest.Events;

/// <summary>
/// Delivers incoming calls and files of recordings as Event Grid does: at least once, in no order, retried on its schedule until the attempts or the
/// time to live are used up ("Event Grid message delivery and retry").
/// </summary>
internal sealed class EventGridCourier : IDisposable
{
    private const string What = "event-grid";
    private static readonly TimeSpan[] Schedule = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12)];

    private readonly Clock clock;
    private readonly SimulatorOptions options;
    private readonly ILogger<EventGridCourier> log;
    private readonly EventGridSubscription[] calls;
    private readonly EventGridSubscription[] recordings;
    private CancellationTokenSource life = new();

    public EventGridCourier(Clock clock, SimulatorOptions options, SimulatorAddress address, Tokens tokens, Post post, ILogger<EventGridCourier> log)
    {
        (this.clock, this.options, this.log) = (clock, options, log);
        calls = [.. options.EventGridEndpoints.Select(e => Subscription(e, SubscriptionTerms.IncomingCalls(options)))];
        recordings = [.. options.RecordingFileEndpoints.Select(e => Subscription(e, SubscriptionTerms.RecordingFiles))];

        EventGridSubscription Subscription(Uri endpoint, SubscriptionTerms terms) => new(endpoint, terms, address, tokens, post, clock, log);
    }

    /// <summary>Takes an incoming call; returns at once. Event Grid loses nothing, whatever the weather.</summary>
    public void Take(IncomingCallNotice notice, Forecast forecast)
    {
        var events = new JsonArray(Write(notice));
        var request = forecast.BeforeTheResponse ? null : RequestGate.Current;
        foreach (var subscription in calls)
        {
            for (var copy = 0; copy < (forecast.Twice ? 2 : 1); copy++)
            {
                var delivery = new Delivery(subscription, (JsonArray)events.DeepClone(), clock.GetUtcNow(), Attempt: 1, life.Token);
                if (forecast.Delay > TimeSpan.Zero)
                {
                    Later.After(clock, forecast.Delay, What, () => Try(delivery));
                }
                else
                {
                    var sent = Later.Now(clock, What, async () =>
                    {
                        await (request?.Opened ?? Task.CompletedTask);
                        await Try(delivery);
                    });
                    request?.Waits(sent);
                }
            }
        }
    }

    /// <summary>Takes an event about the file of a recording that is not lost; returns at once.</summary>
    public void Take(JsonObject recordingFile, Forecast forecast)
    {
        foreach (var subscription in recordings)
        {
            for (var copy = 0; copy < (forecast.Twice ? 2 : 1); copy++)
            {
                var delivery = new Delivery(subscription, new JsonArray(recordingFile.DeepClone()), clock.GetUtcNow(), Attempt: 1, life.Token);
                if (forecast.Delay > TimeSpan.Zero)
                {
                    Later.After(clock, forecast.Delay, What, () => Try(delivery));
                }
                else
                {
                    _ = Later.Now(clock, What, () => Try(delivery));
                }
            }
        }
    }

    /// <summary>The validation address of a subscription was opened.</summary>
    public bool Validate(string code)
    {
        var subscription = calls.Concat(recordings).FirstOrDefault(s => string.Equals(s.ValidationCode, code, StringComparison.Ordinal));
        subscription?.Validated();
        return subscription is not null;
    }

    public void Forget()
    {
        life.Cancel();
        life.Dispose();
        life = new CancellationTokenSource();
        foreach (var subscription in calls.Concat(recordings))
        {
            subscription.Forget();
        }
    }

    public void Dispose() => life.Dispose();

    private async Task Try(Delivery delivery)
    {
        if (delivery.Life.IsCancellationRequested)
        {
            return;
        }

        int status;
        try
        {
            status = await delivery.To.Send(delivery.Events, delivery.Attempt, delivery.Life);
        }
        catch (OperationCanceledException)
        {
            return; // forgotten by a reset
        }

        if (status is >= 200 and <= 204 || delivery.Life.IsCancellationRequested)
        {
            return;
        }

        var wait = WaitAfter(status, delivery.Attempt);
        if (status is 400 or 413 || delivery.Attempt >= delivery.To.Terms.Attempts || clock.GetUtcNow() + wait > delivery.Since + delivery.To.Terms.TimeToLive)
        {
            Log.EventGivenUp(log, (string?)delivery.Events[0]?["id"] ?? string.Empty, delivery.To.Endpoint, status, delivery.Attempt);
            return;
        }

        Later.After(clock, wait, What, () => Try(delivery with { Attempt = delivery.Attempt + 1 }));
    }

    private static TimeSpan WaitAfter(int status, int attempt)
    {
        var planned = Schedule[Math.Min(attempt, Schedule.Length) - 1];
        var least = status switch
        {
            401 or 403 or 404 => TimeSpan.FromMinutes(5),
            408 => TimeSpan.FromMinutes(2),
            503 => TimeSpan.FromSeconds(30),
            _ => TimeSpan.FromSeconds(10),
        };
        return planned > least ? planned : least;
    }

    private JsonObject Write(IncomingCallNotice notice) => new()
    {
        ["id"] = Guid.NewGuid().ToString(),
        ["topic"] = options.Topic,
        ["subject"] = $"/caller/{notice.From}/recipient/{notice.To}",
        ["eventType"] = "Microsoft.Communication.IncomingCall",
        ["eventTime"] = notice.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["dataVersion"] = "1.0",
        ["metadataVersion"] = "1",
        ["data"] = new JsonObject
        {
            ["to"] = Identifiers.Write(notice.To),
            ["from"] = Identifiers.Write(notice.From),
            ["serverCallId"] = notice.ServerCallId,
            ["callerDisplayName"] = notice.DisplayName,
            ["customContext"] = CustomHeaders.Write(notice.Custom),
            ["incomingCallContext"] = notice.Context,
            ["correlationId"] = notice.CorrelationId,
        },
    };

    private sealed record Delivery(EventGridSubscription To, JsonArray Events, DateTimeOffset Since, int Attempt, CancellationToken Life);
}
