using System.Globalization;
using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Authentication;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.LocationBasedRouting;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Secrets;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Tests.Calls;

namespace Pbx.Engine.Tests.Configurations;

/// <summary>Lists that are far more than a usual section holds (EXT-216, EXT-315).</summary>
public sealed class WhenAnExtensionHasTenThousandEntries
{
    private const int Most = 10_000;
    private readonly TestDesk test = new();
    private int events;

    [Fact]
    [Trait("Rule", "EXT-315")]
    public async Task They_are_saved_read_back_compared_and_route_calls()
    {
        await Save(document => With(document, Router(Enumerable.Range(0, Most).Select(i => new RoutingEntry(Number(i), To(i == 9_876 ? "1000" : "2001"), $"Customer {i}")))));
        var (stored, pointer) = await Load();
        var config = (LocationBasedRouterConfig)stored.Extensions.Single(one => one.Number.Value == "5000").Config;
        Assert.Equal((Most, "Customer 9999"), (config.Entries.Count, config.Entries[^1].Prefix));

        var changed = With(stored, Router(config.Entries.Select((entry, i) => i == 5_000 ? entry with { Prefix = "Gold" } : entry)));
        var review = await Saving().Review(TestDesk.Account, Read(changed), default);
        Assert.Equal("/extensions/2/config/entries/5000/prefix", Assert.Single(review.Changes).Pointer);
        Assert.True(review.CanBeSaved);

        Assert.Equal("1000", Place(await Arrive(Number(9_876))));
        Assert.Equal("2001", Place(await Arrive(Number(9_875))));
        Assert.Equal(1, pointer.Version.Number - 1);
    }

    [Fact]
    [Trait("Rule", "EXT-315")]
    public async Task Entries_that_take_more_than_a_row_holds_are_a_problem_with_its_place()
    {
        var (stored, pointer) = await Load();
        var document = With(stored, Router(Enumerable.Range(0, Most).Select(i => new RoutingEntry(Number(i), To("2001"), $"Customer {i}", new string('x', 60)))));
        var refused = Assert.IsType<Engine.Configurations.Saving.Refused>(await Saving().Save(TestDesk.Account, document, pointer.Tag, "anna", "", default));
        var problem = Assert.Single(refused.Problems, problem => !problem.IsWarning);
        Assert.Equal("/extensions/2", problem.Pointer);
        Assert.Contains("770048 are possible", problem.Message, StringComparison.Ordinal);
        Assert.Equal(pointer, (await Load()).Pointer);
    }

    [Fact]
    [Trait("Rule", "EXT-216")]
    [Trait("Rule", "EXT-224")]
    [Trait("Rule", "EXT-218")]
    public async Task Ten_thousand_PINs_are_hashed_with_one_salt_kept_by_what_is_shown_and_one_of_them_opens()
    {
        await Save(document => With(document, Authentication(Enumerable.Range(0, Most).Select(i => new AuthenticationEntry(new ListedPin.Digits(Pin(i)), Destination: i == 1_234 ? To("1000") : null)))));
        var first = Pins((await Load()).Document);
        Assert.Equal((Most, 1), (first.Count, first.Select(pin => Convert.ToHexString(ListedPinHash.SaltOf(pin))).Distinct().Count()));
        var shown = Encoding.UTF8.GetString(AccountText.Write((await Load()).Document));
        Assert.Contains(first[0].Name, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(first[0].Hash, shown, StringComparison.Ordinal);

        // what is shown is saved again, with one PIN fewer and a new one
        var (document, pointer) = await Load();
        var written = Read(With(document, Authentication([.. ((CallerAuthenticationConfig)document.Extensions[2].Config).Entries.Skip(1), new AuthenticationEntry(new ListedPin.Digits("1234567890"))])), "1234567890");
        Assert.IsType<Engine.Configurations.Saving.Saved>(await Saving().Save(TestDesk.Account, written, pointer.Tag, new VersionNote("anna", ""), default));
        var second = Pins((await Load()).Document);
        Assert.Equal(first.Skip(1), second.SkipLast(1));
        Assert.Equal(ListedPinHash.SaltOf(first[0]), ListedPinHash.SaltOf(second[^1]));
        Assert.Equal("1000", Place(await Press(await Arrive("+31612345678"), Pin(1_234))));
        Assert.Equal("2001", Place(await Press(await Arrive("+31612345678"), "1234567890")));
        Assert.IsType<CallerAuthenticationState.Correcting>(State(await Press(await Arrive("+31612345678"), Pin(0)))); // it was taken out
    }

    [Fact]
    [Trait("Rule", "EXT-216")]
    [Trait("Rule", "EXT-224")]
    public async Task A_PIN_that_is_there_already_and_one_that_cannot_be_kept_are_refused_at_their_places()
    {
        await Save(document => With(document, Authentication([new AuthenticationEntry(new ListedPin.Digits("4711")), new AuthenticationEntry(new ListedPin.Digits("4712"))])));
        var (document, pointer) = await Load();
        var stored = ((CallerAuthenticationConfig)document.Extensions[2].Config).Entries;
        var wrong = With(document, Authentication([.. stored, new AuthenticationEntry(new ListedPin.Kept("set-0000000000")), new AuthenticationEntry(new ListedPin.Digits("4711"))]));
        var refused = Assert.IsType<Engine.Configurations.Saving.Refused>(await Saving().Save(TestDesk.Account, wrong, pointer.Tag, "anna", "", default));
        Assert.Equal(["/extensions/2/config/entries/2/pin", "/extensions/2/config/entries/3/pin"], refused.Problems.Where(problem => !problem.IsWarning).Select(problem => problem.Pointer));
        var other = With(document, Authentication(stored) with { Number = ExtensionNumber.Parse("5001") });
        Assert.IsType<Engine.Configurations.Saving.Saved>(await Saving().Save(TestDesk.Account, other, pointer.Tag, "anna", "", default)); // hashes of our own are no handles
    }

    [Fact]
    public async Task An_undone_version_has_its_PINs_back()
    {
        await Save(document => With(document, Authentication([new AuthenticationEntry(new ListedPin.Digits("4711")), new AuthenticationEntry(new ListedPin.Digits("4712"))])));
        var before = (await Load()).Document;
        await Save(document => With(document, Authentication([.. ((CallerAuthenticationConfig)document.Extensions[2].Config).Entries.Skip(1)])));
        var after = (await Load()).Document;
        var undone = Assert.IsType<Undoing.Possible>(Undoing.TakeBack(before, after, after));
        Assert.Equal(Pins(before), Pins(undone.Reading.Document));
    }

    [Fact]
    [Trait("Rule", "EXT-220")]
    public async Task Ten_wrong_PINs_from_one_number_within_an_hour_lock_it_for_an_hour_and_no_other()
    {
        await Save(document => With(document, Authentication([new AuthenticationEntry(new ListedPin.Digits("4711"))])));
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<CallerAuthenticationState.Correcting>(State(await Press(await Arrive("+31612345678"), "0000")));
        }

        Assert.IsType<CallerAuthenticationState.Refusing>(State(await Arrive("+31612345678"))); // it is not even asked
        Assert.Equal("2001", await Reached(await Press(await Arrive("+31612345679"), "4711")));
        test.Pass(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.IsType<CallerAuthenticationState.Refusing>(State(await Arrive("+31612345678")));
        test.Pass(TimeSpan.FromTicks(1));
        Assert.Equal("2001", await Reached(await Press(await Arrive("+31612345678"), "4711")));
    }

    [Fact]
    [Trait("Rule", "EXT-220")]
    public async Task Wrong_PINs_of_callers_who_show_no_number_count_together_and_right_ones_do_not_count()
    {
        await Save(document => With(document, Authentication([new AuthenticationEntry(new ListedPin.Digits("4711"))])));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("2001", await Reached(await Press(await Arrive("+31612345678"), "4711")));
        }

        for (var i = 0; i < 10; i++)
        {
            await Press(await Arrive(i % 2 == 0 ? "anonymous" : $"teams:8:orgid:{i}"), "0000");
        }

        Assert.IsType<CallerAuthenticationState.Refusing>(State(await Arrive("anonymous")));
        Assert.IsType<CallerAuthenticationState.Asking>(State(await Arrive("+31612345678")));
    }

    [Fact]
    [Trait("Rule", "EXT-224")]
    public async Task The_digits_of_a_PIN_are_in_no_state_and_no_journal()
    {
        await Save(document => With(document, Authentication([new AuthenticationEntry(new ListedPin.Digits("471147"))])));
        var key = await Press(await Arrive("+31612345678"), "471147");
        var written = Encoding.UTF8.GetString((await test.Machines.Read(key, default))!.State.Span);
        await foreach (var entry in test.Machines.Journal(key, default))
        {
            written += Encoding.UTF8.GetString(entry.Content.Span);
        }

        Assert.DoesNotContain("471147", written, StringComparison.Ordinal);
        Assert.Contains("pin-judged", written, StringComparison.Ordinal);
    }

    private static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"+3120{i:D7}");

    private static string Pin(int i) => (100_000 + (i * 7)).ToString(CultureInfo.InvariantCulture);

    private static Destination To(string extension) => Destination.Parse(extension);

    private static Extension Router(IEnumerable<RoutingEntry> entries) =>
        Own(LocationBasedRouter.Key, new LocationBasedRouterConfig(LocationBasis.CallerId, To("2001"), Entries: ValueList.From(entries)));

    private static Extension Authentication(IEnumerable<AuthenticationEntry> entries) => Own(CallerAuthentication.Key, new CallerAuthenticationConfig(To("2001"), Entries: ValueList.From(entries)));

    private static Extension Own(string type, object config) => new(ExtensionNumber.Parse("5000"), "Own", ExtensionTypes.Find(type)!, config);

    private static AccountDocument With(AccountDocument document, Extension own) => document with
    {
        Schemes = [document.Schemes[0] with { Plans = document.Schemes[0].Plans.Change(plan => plan with { Links = plan.Links.Change(link => link.Number.Value == "+31205550101" ? link with { Extension = own.Number } : link) }) }],
        Extensions = [document.Extensions[0], document.Extensions[1], own],
    };

    // as somebody writes it who was shown it
    private static AccountReading.Parsed Read(AccountDocument document, string? pin = null)
    {
        var text = Encoding.UTF8.GetString(AccountText.Write(document));
        text = pin is null ? text : text.Replace("\"new-0\"", $"\"{pin}\"", StringComparison.Ordinal);
        return Assert.IsType<AccountReading.Parsed>(AccountReading.Read(Encoding.UTF8.GetBytes(text)));
    }

    private static List<ListedPin.Hashed> Pins(AccountDocument document) => [.. ((IHasListedPins)document.Extensions[2].Config).Pins.Cast<ListedPin.Hashed>()];

    private AccountSaving Saving() => test.Saving(new AccountConfigurations(test.Configurations));

    private async Task<(AccountDocument Document, ConfigurationPointer Pointer)> Load() => (await Saving().Load(TestDesk.Account, default))!.Value;

    private async Task Save(Func<AccountDocument, AccountDocument> change)
    {
        var (document, pointer) = await Load();
        Assert.IsType<Engine.Configurations.Saving.Saved>(await Saving().Save(TestDesk.Account, change(document), pointer.Tag, "anna", "", default));
    }

    private async Task<MachineKey> Arrive(string caller)
    {
        var arrived = new CallEvent.CallArrived(PhoneAddress.Parse(caller), null, PhoneNumber.Parse("+31205550101"), "context");
        var key = (await test.Desk.Arrived($"e{++events}", test.GetUtcNow(), arrived, default))!.Value;
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.CallerConnected("connection"), default);
        return key;
    }

    // whoever was reached is free again for the next caller
    private async Task<string?> Reached(MachineKey key)
    {
        var place = Place(key);
        await test.Desk.Happened(key, "over", new CallEvent.CallEnded(), default);
        return place;
    }

    private async Task<MachineKey> Press(MachineKey key, string pin)
    {
        var (op, _) = test.Told.Last(told => told.Command is CallCommand.CollectDigits { IsSecret: true });
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.SecretCollected(op, pin), default);
        return key;
    }

    private object? State(MachineKey key) => (test.Desk.Look(key, default).Result?.Phase as Phase.InExtension)?.State.State;

    private string? Place(MachineKey key) => (test.Desk.Look(key, default).Result?.Phase as Phase.InExtension)?.At.ToString();
}
