using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Calls;

/// <summary>Desks over shared memory stores, with a network and a bus that write down what they are told and can be made to fail.</summary>
internal sealed class TestDesk : TimeProvider, ICallControl, IMessageBus
{
    public static readonly AccountId Account = AccountId.Parse("acme");
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private DateTimeOffset now = Start;
    private int processes;

    public TestDesk()
    {
        Assert.IsType<Saving.Saved>(Saving(new AccountConfigurations(Configurations)).Save(Account, Document(), null, "test", "", default).Result);
        Desk = NewProcess();
    }

    public MemoryMachines Machines { get; } = new();

    public MemoryConfigurations Configurations { get; } = new();

    public MemoryLines Lines { get; } = new();

    public MemoryNumbers Numbers { get; } = new();

    public MemoryCallLog Log { get; } = new();

    public MemoryRecordings Recordings { get; } = new();

    public MemoryRecordingFiles Files { get; } = new();

    public MemoryAudio Audio { get; } = new();

    public CallDesk Desk { get; private set; }

    /// <summary>Commands in the order in which the network got them.</summary>
    public List<(OpId Op, CallCommand Command)> Told { get; } = [];

    public List<string> Rejected { get; } = [];

    public List<(Alarm Alarm, DateTimeOffset At, string Id)> Alarms { get; } = [];

    public List<HandedOver> Handed { get; } = [];

    /// <summary>What the network does before it answers; by default nothing.</summary>
    public Func<CallCommand, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether the bus takes alarms.</summary>
    public bool BusFails { get; set; }

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;

    public CallDesk NewProcess(IMachineStore? store = null)
    {
        var configurations = new AccountConfigurations(Configurations);
        return CallDesk.Open(
            store ?? Machines, this, this, Log, Recordings, Files, new AudioIntake(Audio, this), Lines, Numbers, configurations, Saving(configurations), this, NullLoggerFactory.Instance, $"p{++processes}");
    }

    /// <summary>Saves as an administrator does.</summary>
    public AccountSaving Saving(AccountConfigurations configurations) => new(Configurations, Numbers, Audio, configurations, this);

    public async Task<MachineKey> Arrive(CallDesk? desk = null, string number = "+31205550100") =>
        (await (desk ?? Desk).Arrived("event-1", Start, new CallEvent.CallArrived(PhoneAddress.Parse("+31612345678"), null, PhoneNumber.Parse(number), "context"), default))!.Value;

    public async Task<Outcome> CarryOut(CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel)
    {
        await Before(command);
        lock (Told) // the phones of a group are rung at once
        {
            Told.Add((op, command));
        }

        return command switch
        {
            CallCommand.Answer => new Outcome.Answering("connection"),
            CallCommand.RingPhone => new Outcome.Ringing($"invitation-{op}"),
            _ => new Outcome.Accepted(),
        };
    }

    public Task Reject(string context, CancellationToken cancel)
    {
        Rejected.Add(context);
        return Task.CompletedTask;
    }

    public Task Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel)
    {
        if (BusFails)
        {
            throw new IOException("The bus is away.");
        }

        Alarms.Add((alarm, at, messageId));
        return Task.CompletedTask;
    }

    public Task Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel) => Task.CompletedTask;

    public Task Event(HandedOver evt, string messageId, CancellationToken cancel)
    {
        Handed.Add(evt);
        return Task.CompletedTask;
    }

    public static AccountDocument Document(int extensions = 0)
    {
        var document = JsonSerializer.Deserialize(
            """
            {
              "account": { "name": "Acme", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 4, "mainNumber": "+31205550100",
                "numbers": ["+31205550100", "+31205550101"], "tenants": ["11111111-1111-1111-1111-111111111111"] },
              "schemes": [{ "number": 1, "name": "Acme", "plans": [{ "number": 1, "name": "Plan", "links": [{ "number": "+31205550100", "extension": "1000" }, { "number": "+31205550101", "extension": "2001" }] }] }],
              "extensions": [
                { "number": "1000", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "options": [{ "key": "1", "destination": "2001" }] } },
                { "number": "2001", "name": "Anna", "type": "user", "config": { "device": "web:anna", "ringFor": "00:00:20" } }
              ]
            }
            """,
            Json.Of<AccountDocument>(Json.Documents))!;
        var more = Enumerable.Range(3000, extensions).Select(i => document.Extensions[1] with { Number = Domain.Extensions.ExtensionNumber.Parse(i.ToString(CultureInfo.InvariantCulture)), Name = $"User {i}", Config = new Domain.Users.UserConfig(PhoneAddress.Parse($"web:user{i}")) });
        return document with { Extensions = [.. document.Extensions, .. more] };
    }
}
