using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Engine.NumberingPlans;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;
using Pbx.Simulator.Network.Time;

namespace Pbx.Engine.Tests.NumberingPlans;

/// <summary>Accounts with the schedule of the specification's examples (NPL-104), over shared memory stores, on a clock that stands; and processes that look after them.</summary>
internal sealed class TestSchedules : IDisposable
{
    public static readonly AccountId Account = TestDesk.Account;

    public TestSchedules(string at)
    {
        Clock = new Clock(At(at));
        Sleepers = new Sleepers(Clock);
    }

    public Clock Clock { get; }

    public Sleepers Sleepers { get; }

    public MemoryConfigurations Configurations { get; } = new();

    public MemoryNumbers Numbers { get; } = new();

    public WatchedActivations Activations { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Plan 2 the whole week, 1 on Mondays to Fridays 09:00–17:00, 3 at noon, 5 at Christmas; plan 6 is for emergencies.</summary>
    public static Scheme Scheme() => TestDesk.Document().Schemes[0] with
    {
        Plans = ValueList.From(TestDesk.Document().Schemes[0].Plans.Concat(Enumerable.Range(2, 5).Select(number => new Plan(number, $"Plan {number}", [])))),
        Weekly = [WeeklyEntry.WholeWeek(2), .. Days(9, 17, 1), .. Days(12, 13, 3)],
        Holidays = [new Holiday("Christmas", CalendarDate.Parse("2026-12-25"), CalendarDate.Parse("2026-12-26"), 5)],
    };

    public void Dispose() => Clock.Dispose();

    /// <summary>A process of its own over the shared stores; <paramref name="activations"/> in place of the shared ones when it is to die.</summary>
    public Process NewProcess(IActivations? activations = null, IConfigurationStore? store = null)
    {
        var read = new AccountConfigurations(store ?? Configurations);
        var desk = new ActivationDesk(read, activations ?? Activations, Clock, NullLogger<ActivationDesk>.Instance);
        var saving = new AccountSaving(store ?? Configurations, Numbers, new MemoryAudio(), read, Clock, desk);
        return new Process(
            desk,
            saving,
            new ScheduleUpkeep(store ?? Configurations, read, saving, activations ?? Activations, desk, Clock, NullLogger<ScheduleUpkeep>.Instance),
            new ActivePlans(read, activations ?? Activations, Sleepers));
    }

    /// <summary>Saves the account with another scheme; a hook that is lost is one that nobody calls.</summary>
    public async Task<ConfigurationVersion> Save(Func<Scheme, Scheme>? change = null, bool hookIsLost = false, AccountId? account = null, Func<AccountSettings, AccountSettings>? settings = null)
    {
        var id = account ?? Account;
        var saving = hookIsLost ? new AccountSaving(Configurations, Numbers, new MemoryAudio(), new AccountConfigurations(Configurations), Clock) : NewProcess().Accounts;
        var (document, tag) = await saving.Load(id, default) is var (stored, pointer) ? (stored, pointer.Tag) : (New(id), (string?)null);
        document = document with { Account = (settings ?? (same => same))(document.Account), Schemes = document.Schemes.Change(change ?? (same => same)) };
        var saved = await saving.Save(id, document, tag, "anna", "", default);
        return Assert.IsType<Saving.Saved>(saved).Pointer.Version;
    }

    public async Task<Activation> Activation(AccountId? account = null) => (await Activations.Read(account ?? Account, default))!.Activation;

    public async Task<Scheme> Stored(AccountId? account = null) => (await NewProcess().Accounts.Load(account ?? Account, default))!.Value.Document.Schemes[0];

    public async Task<IReadOnlyList<ConfigurationVersion>> History()
    {
        var all = new List<ConfigurationVersion>();
        await foreach (var version in Configurations.History(Account, null, default))
        {
            all.Add(version);
        }

        return all;
    }

    public async Task<IReadOnlyList<DueAccount>> Due()
    {
        var all = new List<DueAccount>();
        await foreach (var entry in Activations.Due(DateTimeOffset.MaxValue, default))
        {
            all.Add(entry);
        }

        return all;
    }

    private static AccountDocument New(AccountId account)
    {
        var document = TestDesk.Document();
        return account == Account
            ? document with { Schemes = [Scheme()] }
            : document with
            {
                Account = document.Account with { MainNumber = null, Numbers = [] },
                Schemes = [Scheme() with { Plans = Scheme().Plans.Change(plan => plan with { Links = [] }) }],
                Extensions = document.Extensions.Change(extension => extension.Config is UserConfig user ? extension with { Config = user with { Device = null } } : extension),
            };
    }

    private static IEnumerable<WeeklyEntry> Days(int from, int to, int plan) => Enumerable.Range(0, 5).Select(day => new WeeklyEntry((Weekday)day, ClockTime.At(from), ClockTime.At(to), plan));

    internal sealed record Process(ActivationDesk Desk, AccountSaving Accounts, ScheduleUpkeep Upkeep, ActivePlans Plans);
}
