using System.Text.Json;
using Pbx.Domain.Authentication;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Authentication;

public sealed class WhenCallersAreAuthenticated
{
    private const string Numbers = """
        { "by": "caller-id", "forward": "201", "prefix": "Known", "fallback": "300", "entries": [
          { "caller": "+3120*", "destination": "202" }, { "caller": "+31205551234", "prefix": "Gold" }, { "caller": "+31*", "destination": "400" }, { "caller": "201", "destination": "400" } ] }
        """;

    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    [Trait("Rule", "EXT-218")]
    [Trait("Rule", "EXT-213")]
    public void A_PIN_is_asked_for_as_a_secret_of_as_many_digits_as_the_longest_has()
    {
        var story = Asked(ByPin());
        story.Then(new CallCommand.CollectDigits([Catalogue.Say(Prompt.EnterPin, Language.Dutch)], 6, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#", IsSecret: true));
        Assert.NotNull(story.Call!.Trail.Answered);
        Assert.Equal("Uw code?", Assert.Single(Asked(ByPin(config => config with { Welcome = "Uw code?" })).Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-211")]
    [Trait("Rule", "EXT-212")]
    [Trait("Rule", "EXT-218")]
    public void The_right_PIN_leads_to_the_destination_of_its_entry_or_else_to_the_usual_one()
    {
        var own = Asked(ByPin()).When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Right, NameOf("471100")));
        Assert.Equal(("400", 1), (own.Place(), own.Call!.Trail.HopsSinceInput));
        var usual = Asked(ByPin()).When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Right, NameOf("2580")));
        Assert.Equal(("201", "Member +31612345678"), (usual.Place(), usual.Display()));
        var prefixed = Asked(ByPin()).When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Right, NameOf("9999")));
        Assert.Equal(("201", "VIP +31612345678"), (prefixed.Place(), prefixed.Display()));
        var gone = Asked(ByPin()).When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Right, "set-0000000000")); // taken out since the call entered
        Assert.Equal("201", gone.Place());
    }

    [Fact]
    [Trait("Rule", "EXT-217")]
    [Trait("Rule", "EXT-219")]
    [Trait("Rule", "EXT-214")]
    public void Three_wrong_or_missing_PINs_lead_to_the_refusal_and_then_to_the_fallback()
    {
        var story = Wrong(Asked(ByPin()));
        Assert.Equal(Catalogue.Text(Prompt.WrongPin, Language.Dutch), Assert.Single(story.Spoken));
        story.EndSound().PressNothing().When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Wrong));
        Assert.Equal(Catalogue.Text(Prompt.NotAuthorised, Language.Dutch), Assert.Single(story.Spoken));
        Assert.Equal("300", story.EndSound().Place());
        var own = Asked(ByPin(config => config with { Refusal = "Nee." })).PressNothing().PressNothing().PressNothing();
        Assert.Equal("Nee.", Assert.Single(own.Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-215")]
    public void Without_a_fallback_destination_the_call_is_ended_after_the_refusal()
    {
        var story = Asked(ByPin(config => config with { Fallback = null })).PressNothing().PressNothing().PressNothing().EndSound();
        Assert.Equal(EndReason.NotAuthorised, Assert.IsType<Phase.HangingUp>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-219")]
    public void The_star_key_alone_is_a_missing_PIN() => Assert.Equal(Catalogue.Text(Prompt.WrongPin, Language.Dutch), Assert.Single(Asked(ByPin()).Press("*").Spoken));

    [Fact]
    [Trait("Rule", "EXT-220")]
    public void A_caller_whose_number_is_locked_goes_straight_to_the_fallback()
    {
        var story = Called(ByPin()).When<CallCommand.LookForPinLock>(op => new CallEvent.PinLockSeen(op, IsLocked: true));
        Assert.Equal(Catalogue.Text(Prompt.NotAuthorised, Language.Dutch), Assert.Single(story.Spoken));
        Assert.Equal("300", story.EndSound().Place());
        var later = Asked(ByPin()).When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Blocked));
        Assert.Equal("300", later.EndSound().Place());
    }

    [Fact]
    [Trait("Rule", "EXT-220")]
    public void A_lock_that_cannot_be_looked_up_does_not_keep_callers_waiting()
    {
        Assert.True(Called(ByPin()).When<CallCommand.LookForPinLock>(op => new CallEvent.CommandRefused(op)).One<CallCommand.CollectDigits>().IsSecret);
        Assert.True(Called(ByPin()).WhenDue().One<CallCommand.CollectDigits>().IsSecret);
    }

    [Theory]
    [InlineData("+31205551234", "201")] // the number itself, which names no destination
    [InlineData("+31205551235", "202")]
    [InlineData("+31612345678", "400")]
    [Trait("Rule", "EXT-221")]
    [Trait("Rule", "EXT-217")]
    public void By_number_the_most_exact_entry_decides(string caller, string to) => Assert.Equal(to, Extension500.With(CallerAuthentication.Key, Numbers).Called(caller).Place());

    [Fact]
    [Trait("Rule", "EXT-221")]
    [Trait("Rule", "EXT-212")]
    public void By_number_the_prefix_of_the_entry_is_shown_and_users_are_known_by_their_extension()
    {
        Assert.Equal("Gold +31205551234", Extension500.With(CallerAuthentication.Key, Numbers).Called("+31205551234").Display());
        Assert.Equal("400", Extension500.With(CallerAuthentication.Key, Numbers).CalledInside().Place());
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("teams:8:orgid:eva")]
    [InlineData("+4930123456")]
    [Trait("Rule", "EXT-222")]
    [Trait("Rule", "EXT-217")]
    public void Callers_without_a_number_and_strangers_are_never_authorised(string caller)
    {
        var story = Extension500.With(CallerAuthentication.Key, Numbers).Called(caller);
        Assert.Equal(Catalogue.Text(Prompt.NotAuthorised, Language.Dutch), Assert.Single(story.Spoken));
        Assert.Equal("300", story.EndSound().Place());
    }

    [Fact]
    [Trait("Rule", "EXT-223")]
    [Trait("Rule", "EXT-069")]
    public void By_number_a_welcome_is_played_to_its_end_and_without_one_the_call_goes_on_unanswered()
    {
        var silent = Extension500.With(CallerAuthentication.Key, Numbers).Called();
        Assert.Null(silent.Call!.Trail.Answered);
        var story = Extension500.With(CallerAuthentication.Key, Numbers.Replace("\"forward\"", "\"welcome\": \"Welkom.\", \"forward\"", StringComparison.Ordinal)).Called();
        story.Then(new CallCommand.Play([new Sound.Speech("Welkom.", Language.Dutch)]));
        Assert.NotNull(story.Call!.Trail.Answered);
        Assert.Equal("400", story.EndSound().Place());
    }

    [Fact]
    [Trait("Rule", "EXT-225")]
    public void Whoever_is_not_reached_does_not_come_back()
    {
        var story = Extension500.With(CallerAuthentication.Key, Numbers).Called("+31205551234").Miss(NotReached.NoAnswer);
        Assert.Equal(EndReason.NoAnswer, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-224")]
    public void A_stored_PIN_is_a_hash_and_no_text_of_it_has_digits_of_it()
    {
        var hashed = ListedPinHash.Of("471100", Salt);
        Assert.DoesNotContain("471100", hashed.Hash, StringComparison.Ordinal);
        Assert.Equal(6, ListedPinHash.LengthOf(hashed));
        Assert.Equal(Salt, ListedPinHash.SaltOf(hashed));
        var entry = new AuthenticationEntry(hashed);
        Assert.Contains(hashed.Hash, JsonSerializer.Serialize(entry, Json.Of<AuthenticationEntry>(Json.State)), StringComparison.Ordinal);
        Assert.Equal($$"""{"pin":"{{hashed.Name}}"}""", JsonSerializer.Serialize(entry, Json.Of<AuthenticationEntry>(Json.Documents)));
        Assert.Equal(new ListedPin.Kept(hashed.Name), TestAccount.Read<AuthenticationEntry>($$"""{ "pin": "{{hashed.Name}}" }""").Pin);
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new AuthenticationEntry(new ListedPin.Digits("4711")), Json.Of<AuthenticationEntry>(Json.State)));
        Assert.DoesNotContain("4711", JsonSerializer.Serialize(new AuthenticationEntry(new ListedPin.Digits("4711")), Json.Of<AuthenticationEntry>(Json.Documents)), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-218")]
    public void A_PIN_is_found_among_others_whatever_salts_they_have()
    {
        ListedPin.Hashed[] pins = [ListedPinHash.Of("2580", Salt), ListedPinHash.Of("471100", Salt), ListedPinHash.Of("1234567890", [9, 9, 9, 9, 9, 9, 9, 9, 9])];
        Assert.Equal(pins[1], ListedPinHash.Find(pins, "471100"));
        Assert.Equal(pins[2], ListedPinHash.Find(pins, "1234567890"));
        Assert.Null(ListedPinHash.Find(pins, "47110"));
        Assert.Null(ListedPinHash.Find(pins, ""));
        Assert.Null(ListedPinHash.Find([], "2580"));
    }

    [Fact]
    [Trait("Rule", "EXT-209")]
    [Trait("Rule", "EXT-210")]
    [Trait("Rule", "EXT-216")]
    public void What_cannot_be_is_named_each_with_its_place()
    {
        Assert.Equal(["/forward"], Refused("{}"));
        Assert.Equal(["/forward", "/fallback"], Refused("""{ "forward": "299", "fallback": "298" }"""));
        Assert.Equal(
            ["/entries/0/pin", "/entries/1/pin", "/entries/2/caller", "/entries/2/pin", "/entries/3/destination", "/entries/3/prefix", "/entries/4/pin"],
            Refused("""{ "forward": "201", "entries": [{ "pin": "123" }, {}, { "caller": "+31*" }, { "pin": "4711", "prefix": "123456789012345678901", "destination": "299" }, { "pin": "12345678901" }] }""")
                .Order(StringComparer.Ordinal));
        Assert.Equal(["/entries/1/pin"], Refused("""{ "forward": "201", "entries": [{ "pin": "4711" }, { "pin": "4711" }, { "pin": "47110" }] }"""));
        Assert.Equal(["/entries/1/caller"], Refused("""{ "forward": "201", "by": "caller-id", "entries": [{ "caller": "020 555 1234" }, { "caller": "+31205551234" }] }"""));
        Assert.Equal(["/entries/0/pin", "/entries/0/caller", "/entries/1/caller"], Refused("""{ "forward": "201", "by": "caller-id", "entries": [{ "pin": "4711" }, { "caller": "*" }] }"""));
        Assert.True(Assert.Single(Extension500.Problems(CallerAuthentication.Key, """{ "forward": "201" }""")).IsWarning);
    }

    private static IEnumerable<string> Refused(string config) => Extension500.Refused(CallerAuthentication.Key, config);

    private static string NameOf(string digits) => ListedPinHash.Of(digits, Salt).Name;

    private static TestAccount ByPin(Func<CallerAuthenticationConfig, CallerAuthenticationConfig>? change = null)
    {
        var account = Extension500.With(CallerAuthentication.Key, """{ "forward": "201", "prefix": "Member", "fallback": "300" }""");
        var entries = new[] { new AuthenticationEntry(ListedPinHash.Of("2580", Salt)), new AuthenticationEntry(ListedPinHash.Of("471100", Salt), Destination: Destination.Parse("400")), new AuthenticationEntry(ListedPinHash.Of("9999", Salt), Prefix: "VIP") };
        return new TestAccount(account.Document with
        {
            Extensions = account.Document.Extensions.Change(one => one.Config is CallerAuthenticationConfig own ? one with { Config = (change ?? (config => config))(own with { Entries = [.. entries] }) } : one),
        });
    }

    private static CallStory Called(TestAccount account) => account.Called();

    private static CallStory Asked(TestAccount account) => Called(account).When<CallCommand.LookForPinLock>(op => new CallEvent.PinLockSeen(op, IsLocked: false));

    private static CallStory Wrong(CallStory story) => story.When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Wrong));
}
