using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Secrets;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Users;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.SystemExtensions;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.SystemExtensions;

public sealed class WhenAPhoneOfAnAccountDials
{
    private static readonly PhoneAddress Anna = PhoneAddress.Parse("web:anna");
    private static readonly PhoneAddress Outside = PhoneAddress.Parse("+31612345678");
    private static readonly MachineKey Call = new(TestDesk.Account, CallKind.Name, "call-1");
    private readonly TestDesk test = new();
    private int events;

    public WhenAPhoneOfAnAccountDials() => Change(document => document with
    {
        Schemes = [document.Schemes[0] with { Plans = [document.Schemes[0].Plans[0], document.Schemes[0].Plans[0] with { Number = 2, Name = "Closed", Links = [document.Schemes[0].Plans[0].Links[0] with { Extension = ExtensionNumber.Parse("5000") }] }] }],
        Extensions =
        [
            document.Extensions[0],
            document.Extensions[1] with { Config = new UserConfig(Anna, TimeConfiguration: true, Pin: new Pin.Digits("4711")) },
            new Extension(ExtensionNumber.Parse("5000"), "Access", ExtensionTypes.Find(SystemAccess.Key)!, new SystemAccessConfig()),
        ],
    });

    [Fact]
    [Trait("Rule", "NPL-135")]
    [Trait("Rule", "NPL-089")]
    public async Task The_plan_is_switched_by_keys_and_the_history_says_who_and_how()
    {
        var key = await Dial(Anna, "915");
        await Press(key, "2");
        await Press(key, "2");
        Assert.Contains("Nummerplan 2, Closed, is actief", Last().Command.ToString(), StringComparison.Ordinal);
        var newest = (await Versions())[0];
        Assert.Equal(("2001 (Anna)", Channel.Telephone), (newest.By, newest.Channel));
        Assert.Contains(key.Id, newest.Why, StringComparison.Ordinal);
        Assert.Equal(2, (await Load()).Schemes[0].Manual!.Plan);
    }

    [Fact]
    [Trait("Rule", "NPL-110")]
    public async Task Keys_from_a_phone_that_nobody_knows_are_rejected()
    {
        foreach (var caller in new[] { PhoneAddress.Parse("web:stranger"), Outside, PhoneAddress.Anonymous })
        {
            Assert.Null(await test.Desk.Arrived($"e{++events}", test.GetUtcNow(), new CallEvent.CallArrived(caller, null, DialledNumber.Parse("915"), $"context-{caller}"), default));
        }

        Assert.Equal(3, test.Rejected.Count);
    }

    [Fact]
    [Trait("Rule", "NPL-130")]
    public async Task Somebody_who_saves_in_between_loses_nothing_and_the_wish_is_fulfilled()
    {
        var saves = 0;
        var store = new Interfering(test.Configurations, () =>
        {
            if (++saves == 1)
            {
                Change(document => document with { Account = document.Account with { Name = "Renamed" }, Schemes = [document.Schemes[0] with { Name = "Renamed" }] });
            }
        });
        var saving = new AccountSaving(store, test.Numbers, new MemoryAudio(), new AccountConfigurations(store), test);
        var desk = new SchemeDesk(saving, new AccountConfigurations(store), NullLogger<SchemeDesk>.Instance);
        var result = await desk.Switch(Call, new OpId(7, 0), new CallCommand.SwitchScheme(ExtensionNumber.Parse("2001"), 1, SwitchMode.Permanent, 2, test.GetUtcNow()), default);
        var document = await Load();
        Assert.Equal((SwitchAnswer.Done, "Renamed", 2, 2), (result.Answer, document.Account.Name, document.Schemes[0].Manual!.Plan, saves));
    }

    [Fact]
    [Trait("Rule", "NPL-130")]
    public async Task The_same_command_again_changes_nothing_even_when_another_was_given_since()
    {
        var desk = new SchemeDesk(test.Saving(Configurations()), Configurations(), NullLogger<SchemeDesk>.Instance);
        var first = new CallCommand.SwitchScheme(ExtensionNumber.Parse("2001"), 1, SwitchMode.Temporary, 2, test.GetUtcNow());
        var told = await desk.Switch(Call, new OpId(7, 0), first, default);
        test.Pass(TimeSpan.FromSeconds(20));
        await desk.Switch(Call, new OpId(9, 0), first with { Mode = SwitchMode.Permanent, Plan = 1, At = test.GetUtcNow() }, default);
        var versions = (await Versions()).Count;
        Assert.Equal(told, await desk.Switch(Call, new OpId(7, 0), first, default));
        Assert.Equal((versions, 1), ((await Versions()).Count, (await Load()).Schemes[0].Manual!.Plan));
    }

    [Fact]
    [Trait("Rule", "EXT-308")]
    [Trait("Rule", "EXT-307")]
    public async Task From_outside_the_right_pin_opens_the_dialogue_and_its_digits_are_nowhere()
    {
        var key = await LogIn("2001", "4711");
        Assert.Equal(new Question.Menu(), Assert.IsType<SystemAccessState.Asking>(State(await test.Desk.Look(key, default))).Question);
        var written = Encoding.UTF8.GetString((await test.Machines.Read(key, default))!.State.Span);
        await foreach (var entry in test.Machines.Journal(key, default))
        {
            written += Encoding.UTF8.GetString(entry.Content.Span);
        }

        Assert.DoesNotContain("4711", written, StringComparison.Ordinal);
        Assert.Contains("pin-judged", written, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-309")]
    [Trait("Rule", "EXT-192")]
    public async Task After_ten_wrong_pins_the_extension_is_blocked_for_an_hour_and_others_are_not()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SystemAccessState.Refusing>(State(await test.Desk.Look(await LogIn("2001", "0000"), default)));
        }

        Assert.IsType<SystemAccessState.Refusing>(State(await test.Desk.Look(await LogIn("2001", "4711"), default)));
        test.Pass(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.IsType<SystemAccessState.Refusing>(State(await test.Desk.Look(await LogIn("2001", "4711"), default)));
        test.Pass(TimeSpan.FromTicks(1));
        Assert.IsType<SystemAccessState.Asking>(State(await test.Desk.Look(await LogIn("2001", "4711"), default)));
        Assert.IsType<SystemAccessState.Asking>(State(await test.Desk.Look(await Dial(Anna, "915"), default))); // from inside nothing is blocked
    }

    [Theory]
    [InlineData("9999")]
    [InlineData("1000")] // a menu has none
    [InlineData("1*")]
    [Trait("Rule", "EXT-192")]
    public async Task An_extension_without_a_pin_is_answered_like_a_wrong_one(string extension)
    {
        Assert.IsType<SystemAccessState.Refusing>(State(await test.Desk.Look(await LogIn(extension, "4711"), default)));
        Assert.Contains("Het toestelnummer of de pincode is niet juist.", Last().Command.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_star_key_in_place_of_a_pin_goes_back()
    {
        var key = await LogIn("2001", "*");
        Assert.Equal(new Question.User(0), Assert.IsType<SystemAccessState.Asking>(State(await test.Desk.Look(key, default))).Question);
    }

    [Fact]
    public async Task A_pin_that_comes_when_nobody_waits_for_it_any_more_is_forgotten()
    {
        var key = await LogIn("2001", "0000");
        var state = await test.Desk.Look(key, default);
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.SecretCollected(new OpId(3, 0), "4711"), default);
        Assert.Equal(state, await test.Desk.Look(key, default));
    }

    [Fact]
    public async Task A_wrong_pin_that_is_delivered_again_counts_once()
    {
        var key = await Dial(Outside, "+31205550100");
        await Press(key, "2001");
        var secret = new CallEvent.SecretCollected(Last().Op, "0000");
        for (var i = 0; i < 12; i++)
        {
            await test.Desk.Happened(key, "the same", secret, default);
        }

        Assert.IsType<SystemAccessState.Asking>(State(await test.Desk.Look(await LogIn("2001", "4711"), default)));
    }

    private static object State(Call? call) => Assert.IsType<Phase.InExtension>(call!.Phase).State.State;

    private AccountConfigurations Configurations() => new(test.Configurations);

    private (OpId Op, CallCommand Command) Last() => test.Told[^1];

    private async Task<MachineKey> LogIn(string extension, string pin)
    {
        Change(document => document with { Schemes = [document.Schemes[0] with { Manual = new Domain.NumberingPlans.ManualOverride(2) }] });
        var key = await Dial(Outside, "+31205550100");
        await Press(key, extension);
        Assert.True(Assert.IsType<CallCommand.CollectDigits>(Last().Command).IsSecret);
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.SecretCollected(Last().Op, pin), default);
        return key;
    }

    private async Task<MachineKey> Dial(PhoneAddress caller, string number)
    {
        var key = (await test.Desk.Arrived($"e{++events}", test.GetUtcNow(), new CallEvent.CallArrived(caller, null, DialledNumber.Parse(number), "context"), default))!.Value;
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.CallerConnected("connection"), default);
        return key;
    }

    private Task Press(MachineKey key, string keys) => test.Desk.Happened(key, $"e{++events}", new CallEvent.DigitsCollected(Last().Op, keys), default);

    private async Task<AccountDocument> Load() => (await test.Saving(Configurations()).Load(TestDesk.Account, default))!.Value.Document;

    private async Task<List<ConfigurationVersion>> Versions()
    {
        var all = new List<ConfigurationVersion>();
        await foreach (var version in test.Configurations.History(TestDesk.Account, null, default))
        {
            all.Add(version);
        }

        return all;
    }

    private void Change(Func<AccountDocument, AccountDocument> change)
    {
        var saving = test.Saving(Configurations());
        var (document, pointer) = saving.Load(TestDesk.Account, default).Result!.Value;
        var changed = change(document);
        if (changed != document)
        {
            var saved = saving.Save(TestDesk.Account, changed, pointer.Tag, "test", "", default).Result;
            Assert.True(saved is Saving.Saved, saved is Saving.Refused refused ? string.Join(' ', refused.Problems) : saved.ToString());
        }
    }

    /// <summary>A store before which somebody else is faster.</summary>
    private sealed class Interfering(MemoryConfigurations store, Action before) : IConfigurationStore
    {
        public Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel) => store.ReadPointer(account, cancel);

        public Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel) => store.ReadSection(account, name, cancel);

        public Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel) => store.WriteSections(account, sections, cancel);

        public Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel)
        {
            before();
            return store.Flip(account, tag, version, cancel);
        }

        public IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, CancellationToken cancel) => store.History(account, before, cancel);

        public IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, CancellationToken cancel) => store.Accounts(after, cancel);

        public Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel) => store.ReadVersion(account, number, cancel);
    }
}
