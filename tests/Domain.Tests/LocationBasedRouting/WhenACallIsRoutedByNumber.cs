using Pbx.Domain.Calls;
using Pbx.Domain.LocationBasedRouting;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.LocationBasedRouting;

/// <summary>By area code, caller id and called number: nothing of it is heard.</summary>
public sealed class WhenACallIsRoutedByNumber
{
    private const string AreaCodes = """
        { "by": "area-code", "fallback": "202", "prefix": "Else", "blockedFallback": "300", "blockedPrefix": "Blocked", "mobileFallback": "201", "mobilePrefix": "Mobile", "entries": [
          { "match": "020", "destination": "201", "prefix": "Amsterdam" }, { "match": "0118", "destination": "300" }, { "match": "088", "destination": "400" }, { "match": "6", "destination": "400" } ] }
        """;

    private const string Callers = """
        { "by": "caller-id", "fallback": "202", "blockedFallback": "300", "entries": [
          { "match": "+31*", "destination": "300" }, { "match": "020*", "destination": "400" }, { "match": "020 555 1234", "destination": "201", "prefix": "Gold" },
          { "match": "0049 30*", "destination": "201" }, { "match": "201", "destination": "400" }, { "match": "+44 20 7946 0123", "destination": "300" } ] }
        """;

    [Theory]
    [InlineData("+31205551234", "201")]
    [InlineData("+31118555123", "300")] // 0118, not 011
    [InlineData("+31885551234", "400")] // a non-geographic prefix
    [InlineData("+31105551234", "202")] // no entry
    [InlineData("+31612345678", "201")] // mobile, though an entry begins like it
    [InlineData("anonymous", "300")]
    [InlineData("teams:8:orgid:eva", "300")] // shows no number
    [Trait("Rule", "EXT-322")]
    [Trait("Rule", "EXT-321")]
    [Trait("Rule", "EXT-323")]
    public void The_area_code_of_the_caller_decides(string caller, string to) => Assert.Equal(to, Called(AreaCodes, caller).Place());

    [Fact]
    [Trait("Rule", "EXT-322")]
    public void The_longest_area_code_wins()
    {
        const string Nested = """{ "by": "area-code", "fallback": "202", "entries": [{ "match": "1524", "destination": "201" }, { "match": "15242", "destination": "300" }] }""";
        Assert.Equal("300", Called(Nested, "+441524212345", "gb").Place());
        Assert.Equal("201", Called(Nested, "+441524312345", "gb").Place());
    }

    [Theory]
    [InlineData("+4930123456")]
    [InlineData("+4915123456789")]
    [InlineData("+32205551234")]
    [Trait("Rule", "EXT-324")]
    public void Foreign_callers_mobile_or_fixed_get_the_fallback(string caller) => Assert.Equal("202", Called(AreaCodes, caller).Place());

    [Fact]
    [Trait("Rule", "EXT-324")]
    [Trait("Rule", "EXT-333")]
    public void Internal_callers_have_no_area_code_and_are_compared_by_their_extension()
    {
        Assert.Equal("202", Account(AreaCodes).CalledInside().Place());
        Assert.Equal("400", Account(Callers).CalledInside().Place());
        Assert.Equal("202", Account(Callers.Replace("\"201\", \"destination\": \"400\"", "\"203\", \"destination\": \"400\"", StringComparison.Ordinal)).CalledInside().Place());
        Assert.Equal("202", Called(Callers, "+12015550123").Place()); // an entry 201 is no beginning of numbers
    }

    [Theory]
    [InlineData("+31205551234", "201")] // the number itself wins
    [InlineData("+31205551235", "400")] // the longest beginning
    [InlineData("+31105551234", "300")]
    [InlineData("+4930123456", "201")]
    [InlineData("+4940123456", "202")]
    [InlineData("+442079460123", "300")]
    [InlineData("anonymous", "300")]
    [Trait("Rule", "EXT-331")]
    [Trait("Rule", "EXT-332")]
    [Trait("Rule", "EXT-330")]
    public void The_number_of_the_caller_decides(string caller, string to) => Assert.Equal(to, Called(Callers, caller).Place());

    [Theory]
    [InlineData("+31205551234", "Amsterdam +31205551234")]
    [InlineData("+31612345678", "Mobile +31612345678")]
    [Trait("Rule", "EXT-315")]
    [Trait("Rule", "EXT-321")]
    [Trait("Rule", "EXT-074")]
    public void The_prefix_of_what_decided_is_shown(string caller, string display) => Assert.Equal(display, Called(AreaCodes, caller).Display());

    [Fact]
    [Trait("Rule", "EXT-314")]
    [Trait("Rule", "EXT-319")]
    public void The_prefix_of_the_fallback_is_shown_when_it_is_used() =>
        Assert.Equal("Else +31105551234", Called(AreaCodes.Replace("\"202\"", "\"201\"", StringComparison.Ordinal), "+31105551234").Display());

    [Fact]
    [Trait("Rule", "EXT-318")]
    public void A_special_fallback_that_is_left_out_is_the_fallback_with_its_prefix()
    {
        const string Plain = """{ "by": "area-code", "fallback": "201", "prefix": "Else", "blockedPrefix": "Blocked", "mobilePrefix": "Mobile" }""";
        Assert.Equal("Else +31612345678", Called(Plain, "+31612345678").Display());
        Assert.Equal(("201", "EXT-112"), (Called(Plain, "anonymous").Place(), Called(Plain, "anonymous").Rule));
        Assert.StartsWith("Else ", Called(Plain, "anonymous").Display(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-336")]
    [Trait("Rule", "EXT-337")]
    public void The_number_that_was_called_decides_also_behind_a_menu()
    {
        const string CalledNumbers = """
            { "by": "called-number", "fallback": "202", "entries": [{ "match": "020 555 01 09", "destination": "201", "prefix": "Nine" }, { "match": "+31205550100", "destination": "300" }] }
            """;
        Assert.Equal("Nine +31612345678", Called(CalledNumbers).Display());
        var menu = """{ "number": "100", "name": "Menu", "type": "menu", "config": { "options": [{ "key": "1", "destination": "500" }] } }""";
        Assert.Equal("300", CallStory.Of(Account(CalledNumbers, more: menu)).Dial("+31205550100").Press("1").Place());
        Assert.Equal("202", Account(CalledNumbers).CalledInside().Place());
        Assert.Equal("202", CallStory.Of(Account(CalledNumbers, more: menu.Replace("100", "201", StringComparison.Ordinal))).Dial("+31205550101").Press("1").Place());
    }

    [Theory]
    [InlineData(AreaCodes)]
    [InlineData(Callers)]
    [Trait("Rule", "EXT-316")]
    [Trait("Rule", "EXT-069")]
    public void The_caller_notices_nothing_and_the_call_does_not_count_as_answered(string config)
    {
        var story = Called(config, "+31205551234");
        Assert.IsType<CallCommand.RingPhone>(story.Commands[^1].Command);
        Assert.DoesNotContain(story.Spoken, text => text.Contains("postcode", StringComparison.OrdinalIgnoreCase));
        Assert.Null(story.Call!.Trail.Answered);
    }

    [Fact]
    [Trait("Rule", "EXT-063")]
    public void A_destination_that_is_gone_leads_to_the_fallback() =>
        Assert.Equal("202", Called("""{ "by": "caller-id", "fallback": "202", "entries": [{ "match": "+31612345678", "destination": "299" }] }""").Place());

    [Fact]
    [Trait("Rule", "EXT-319")]
    public void What_becomes_of_the_call_at_its_destination_is_not_the_routers_matter()
    {
        var story = Called(Callers, "+31205551234").Miss(NotReached.NoAnswer);
        Assert.Equal(EndReason.NoAnswer, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    private static TestAccount Account(string config, string country = "nl", params string[] more) => Stored(Extension500.With(LocationBasedRouter.Key, config, more), country);

    private static CallStory Called(string config, string? caller = null, string country = "nl") => Account(config, country).Called(caller);

    // as it is when it was saved
    private static TestAccount Stored(TestAccount account, string country)
    {
        var document = account.Document with { Account = account.Document.Account with { Country = country == "gb" ? Domain.Accounts.Country.UnitedKingdom : Domain.Accounts.Country.Netherlands } };
        return new TestAccount(Domain.Numbers.TypedNumbers.AsStored(document));
    }
}
