using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.Machines;
using Pbx.Infra.Memory;

namespace Pbx.Simulation.World;

/// <summary>Everything that one seed decides: time, weather, callers, phones, processes, and what the invariants say about it (ARCHITECTURE 9).</summary>
public sealed class Universe
{
    private static readonly TimeSpan FaultsEnd = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan End = TimeSpan.FromMinutes(40);
    private readonly List<(Process Process, int Life, Action Died)> underWay = [];
    private readonly List<Process> processes = [];
    private readonly Dictionary<string, CallRecord> records = [];
    private readonly Dictionary<int, QueueStay> stays = [];
    private readonly HashSet<MachineKey> begun = [];
    private readonly HashSet<MachineKey> laidAside = [];
    private readonly List<string> complaints = [];
    private readonly List<string>? story = Environment.GetEnvironmentVariable("PBX_SEED") is null ? null : [];

    /// <summary>A universe of a seed.</summary>
    /// <param name="machine">The call machine that the processes run; a planted bug wraps it.</param>
    /// <param name="weather">None: drawn from the seed.</param>
    public Universe(ulong seed, IMachine<Call, CallEvent, CallCommand, Outcome>? machine = null, Weather? weather = null)
    {
        Seed = seed;
        Prng = new Prng(seed);
        Weather = weather ?? Weather.Draw(Prng);
        Network = new PhoneWorld(this);
        Bus = new Bus(this);
        Accounts.Load(this);
        for (var i = 0; i < Weather.Processes; i++)
        {
            processes.Add(new Process(this, i, machine ?? new CallKind()));
        }
    }

    public ulong Seed { get; }

    public Prng Prng { get; }

    public Weather Weather { get; }

    public Timeline Time { get; } = new();

    public PhoneWorld Network { get; }

    public Bus Bus { get; }

    public MemoryMachines Machines { get; } = new();

    public MemoryConfigurations Configurations { get; } = new();

    public MemoryLines Lines { get; } = new();

    public MemoryNumbers Numbers { get; } = new();

    public MemoryRecordings Recordings { get; } = new();

    /// <summary>Faults strike only in the first part, so that the second shows whether everything recovers.</summary>
    public bool FaultsOn => Time.Elapsed < FaultsEnd;

    /// <summary>How many calls were made.</summary>
    public int Calls => Network.Calls;

    /// <summary>How often a process died.</summary>
    public int Deaths => processes.Sum(process => process.Deaths);

    /// <summary>How many records were filed.</summary>
    public int Records => records.Count;

    /// <summary>How many calls came to queues, and how many of them an agent answered.</summary>
    public (int All, int Answered) Stays => (stays.Count, stays.Values.Count(stay => stay.Agent is not null));

    /// <summary>How many calls of queues were picked up.</summary>
    public int PickedUp => stays.Values.Count(stay => stay.Outcome is StayEnd.PickedUp);

    /// <summary>Lives through the whole time and answers everything that was wrong.</summary>
    public IReadOnlyList<string> Run()
    {
        Network.Begin(calls: 2 + Prng.Below(12), within: FaultsEnd);
        Time.Run(End);
        Network.CheckEnd();
        foreach (var key in begun)
        {
            CheckMachine(key);
        }

        CheckPlaces();
        CheckLines();
        CheckFloor();
        foreach (var record in records.Keys.Where(id => begun.All(key => key.Id != id)))
        {
            Complain($"There is a record of {record}, which never was.");
        }

        return complaints;
    }

    internal void Complain(string what) => complaints.Add($"[{Time.Elapsed:mm\\:ss\\.fff}] {what}");

    /// <summary>What happened, when one seed is repeated.</summary>
    public IReadOnlyList<string> Story => story ?? [];

    internal void Tell(Func<string> what) => story?.Add($"[{Time.Elapsed:mm\\:ss\\.fff}] {what()}");

    internal void Begun(MachineKey key) => begun.Add(key);

    // Every delivery of the event failed: the network lays it aside and tells the people who watch.
    internal void LaidAside(MachineKey key) => laidAside.Add(key);

    internal void Filed(CallRecord record) => records[record.Id] = record;

    internal void Filed(QueueStay stay)
    {
        if (stays.TryGetValue(stay.Sequence, out var before) && before != stay)
        {
            Complain($"A stay was filed as {before}, and then as {stay}.");
        }

        stays[stay.Sequence] = stay;
    }

    internal Process Process() => processes[Prng.Below(processes.Count)];

    internal bool IsLost() => FaultsOn && Prng.Chance(Weather.Lose);

    internal bool IsRepeated() => FaultsOn && Prng.Chance(Weather.Repeat);

    internal TimeSpan Delay() => FaultsOn && Prng.Chance(Weather.Late)
        ? Prng.Between(TimeSpan.Zero, TimeSpan.FromSeconds(8))
        : Prng.Between(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(150));

    internal void Started(Process process, int life, Action died) => underWay.Add((process, life, died));

    internal bool Finished(Process process, int life, Action died) => underWay.Remove((process, life, died));

    internal void Died(Process process, int life)
    {
        var lost = underWay.FindAll(work => work.Process == process && work.Life == life);
        underWay.RemoveAll(work => work.Process == process && work.Life == life);
        foreach (var work in lost)
        {
            work.Died();
        }
    }

    // every call is over, so whoever still counts is counted wrongly (EXT-359)
    private void CheckPlaces()
    {
        if (Machines.Read(new MachineKey(Accounts.Account, "limit", "520"), CancellationToken.None).Result is { } limit
            && System.Text.Json.JsonDocument.Parse(limit.State).RootElement.TryGetProperty("taken", out var taken) && taken.GetArrayLength() > 0)
        {
            Complain($"A call limit still counts {taken}.");
        }
    }

    // nobody waits or talks any more, and whoever was in a queue is counted once (QUE-486, QUE-490)
    private void CheckFloor()
    {
        if (Machines.Read(new MachineKey(Accounts.Account, FloorKind.Name, "floor"), CancellationToken.None).Result is not { } stored)
        {
            return;
        }

        if (stays.Values.Any(stay => stay.Queue == Accounts.ClosedQueue && stay.Agent == Accounts.Outsider))
        {
            Complain("Somebody has picked up a call to whom its queue is closed."); // QUE-347
        }

        var floor = System.Text.Json.JsonSerializer.Deserialize(stored.State.Span, FloorKind.Written("reader").Machine)!;
        if (floor.State.HasCalls || floor.Pending.Count > 0)
        {
            Complain($"On the floor are {floor.Pending.Count} commands, {(floor.State.HasCalls ? "and calls" : "and no call")}.");
        }

        if (!stays.Keys.Order().SequenceEqual(Enumerable.Range(1, floor.State.Entries)))
        {
            Complain($"{floor.State.Entries} calls came to queues, and filed are {string.Join(' ', stays.Keys.Order())}.");
        }
    }

    private void CheckLines()
    {
        // where the store was away three times in a row, a place is left until somebody meets it
        foreach (var left in Weather.Fail > 0 ? [] : Lines.Read(Accounts.Account, ExtensionNumber.Parse("100"), ExtensionNumber.Parse("999"), CancellationToken.None).Result)
        {
            Complain($"A line is still in use: {left.Line}.");
        }
    }

    private void CheckMachine(MachineKey key)
    {
        if (Machines.Read(key, CancellationToken.None).Result is not { } stored)
        {
            return; // the commit was lost, and the network gave up: no call of ours
        }

        var machine = System.Text.Json.JsonSerializer.Deserialize(stored.State.Span, CallKind.Written("reader").Machine)!;
        if (laidAside.Contains(key) && machine.State.Phase is Phase.Answering)
        {
            return; // never answered, because the process died at every delivery
        }

        if (machine.State.Phase is not Phase.Ended)
        {
            Complain($"{key} never ended: it is {machine.State.Phase.GetType().Name}, {machine.Pending.Count} commands pending.");
            return;
        }

        if (machine.Pending.Count > 0)
        {
            Complain($"{key} ended with {machine.Pending.Count} commands not carried out.");
        }

        if (!records.ContainsKey(key.Id))
        {
            Complain($"{key} has no record in the log.");
        }
    }
}
