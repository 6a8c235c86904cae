using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;
using Pbx.Engine.Audio;
using Pbx.Engine.Bots;
using Pbx.Engine.CallLimits;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.HuntGroups;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Notifications;
using Pbx.Engine.Numbers;
using Pbx.Engine.Recordings;
using Pbx.Engine.Secrets;
using Pbx.Engine.SystemExtensions;
using Pbx.Engine.Voicemail;

namespace Pbx.Engine.Calls;

/// <summary>The front desk of calls: what arrives from the network or from the queue goes through here to the machine that it is for.</summary>
public sealed class CallDesk(
    MachineRunner<Call, CallEvent, CallCommand, Outcome> calls,
    KnownNumbers numbers,
    FloorDesk floors,
    PinDesk pins,
    ICallControl network,
    IMessageBus bus,
    ILogger<CallDesk> logger)
{
    private const int Patience = 5; // turns of an event that nobody waits for any more, before the queue repeats it

    /// <summary>Makes a desk with everything that it needs.</summary>
    public static CallDesk Open(
        IMachineStore store,
        IMessageBus bus,
        ICallControl network,
        ICallLog log,
        IRecordings recordings,
        IRecordingFiles files,
        AudioIntake audio,
        ILines lines,
        INumberDirectory numbers,
        AccountConfigurations configurations,
        AccountSaving saving,
        TimeProvider time,
        ILoggerFactory loggers,
        string process,
        IMachine<Call, CallEvent, CallCommand, Outcome>? machine = null,
        IBots? bots = null,
        IQueueLog? queueLog = null,
        INotifications? notifications = null)
    {
        CallDesk? desk = null;
        MachineRunner<Call, CallEvent, CallCommand, Outcome>? runner = null;
        var notified = new NotificationDesk(notifications ?? new NoNotifications(), configurations, time);
        var floors = new FloorDesk(store, bus, configurations, queueLog ?? new NoQueueLog(), notified, (call, id, evt, cancel) => desk?.Happened(call, id, evt, cancel) ?? Task.CompletedTask, (call, id, evt, cancel) => runner?.Begin(call, id, evt, isToldAgain: true, cancel) ?? Task.CompletedTask, time, process, loggers.CreateLogger("Pbx.Engine.Floors"));
        var schemes = new SchemeDesk(saving, configurations, loggers.CreateLogger<SchemeDesk>());
        var pins = new PinDesk(store, configurations, time);
        var boxes = new BoxDesk(recordings, files, audio, saving, configurations, pins, loggers.CreateLogger<BoxDesk>());
        var dispatcher = new CallDispatcher(network, log, recordings, schemes, new OfferDesk(store), new CallLimitDesk(store, time), new LineDesk(lines, store, time), floors, pins, boxes, notified, bots ?? new NoBots(), time, loggers.CreateLogger<CallDispatcher>());
        runner = new MachineRunner<Call, CallEvent, CallCommand, Outcome>(
            machine ?? new CallKind(), store, bus, dispatcher, configurations, time, CallKind.Written(process), loggers.CreateLogger("Pbx.Engine.Calls"));
        return desk = new CallDesk(runner, new KnownNumbers(numbers, time), floors, pins, network, bus, loggers.CreateLogger<CallDesk>());
    }

    /// <summary>The floors of the accounts.</summary>
    public FloorDesk Floors => floors;

    /// <summary>
    /// A call rings. A number of an account is answered at once (EXT-069), with one durable write before; any other is rejected (NPL-110). Keys that are no public number are dialled at phones of
    /// accounts: then the caller's address tells the account. Answers the account's call, or nothing.
    /// </summary>
    /// <param name="eventId">The same for every delivery of the same event.</param>
    /// <param name="eventTime">The event's own time, likewise the same.</param>
    public async Task<MachineKey?> Arrived(string eventId, DateTimeOffset eventTime, CallEvent.CallArrived arrived, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(arrived);
        if (await AccountOf(arrived, cancel) is not { } account)
        {
            Log.UnknownNumber(logger, arrived.Dialled.Masked);
            await network.Reject(arrived.Context, cancel);
            return null;
        }

        var key = new MachineKey(account, CallKind.Name, CallIds.Of(eventId, eventTime));
        await calls.Begin(key, eventId, arrived, isToldAgain: true, cancel);
        return key;
    }

    /// <summary>Something happened to a call. What cannot be handled in place is handed over to the queue, so that it is never lost.</summary>
    public async Task Happened(MachineKey key, string eventId, CallEvent evt, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(evt);
        var known = evt is CallEvent.SecretCollected secret ? await pins.Judge(key, await calls.Look(key, cancel), secret, cancel) : evt;
        switch (await calls.Handle(key, eventId, known, cancel))
        {
            case Handling.Contended:
                Log.HandedOver(logger, key, evt.GetType().Name);
                var content = JsonSerializer.SerializeToUtf8Bytes(known, Json.Of<CallEvent>(Json.State));
                await bus.Event(new HandedOver(key, eventId, content), $"{key}|{eventId}", cancel);
                break;

            case Handling.Unknown:
                Log.UnknownCall(logger, key, evt.GetType().Name);
                break;
        }
    }

    /// <summary>An event comes back from the queue. What others still write in between is tried again by the queue.</summary>
    public async Task Happened(HandedOver handed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(handed);
        var evt = JsonSerializer.Deserialize(handed.Event.Span, Json.Of<CallEvent>(Json.State)) ?? throw new JsonException("An event is not null.");
        for (var turn = 0; turn < Patience; turn++)
        {
            if (await calls.Handle(handed.Key, handed.EventId, evt, cancel) != Handling.Contended)
            {
                return;
            }
        }

        throw new InvalidOperationException($"{handed.Key} is being written by others; the event comes again.");
    }

    /// <summary>An alarm of a call or a floor has come.</summary>
    public Task Woken(Alarm alarm, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return alarm.Key.Kind == FloorKind.Name ? floors.Woken(alarm, cancel) : calls.Wake(alarm, cancel);
    }

    /// <summary>A call as it is now, or nothing.</summary>
    public Task<Call?> Look(MachineKey key, CancellationToken cancel) => calls.Look(key, cancel);

    private async Task<AccountId?> AccountOf(CallEvent.CallArrived arrived, CancellationToken cancel) =>
        arrived.Dialled.Number is { } number ? await numbers.AccountOf(PhoneAddress.Of(number), cancel)
        : arrived.Caller.IsOwnPhone ? await numbers.AccountOf(arrived.Caller, cancel)
        : null;
}
