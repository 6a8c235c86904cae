using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.LocationBasedRouting;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.LocationBasedRouting;

public sealed class WhenALocationBasedRouterIsChecked
{
    [Fact]
    [Trait("Rule", "EXT-312")]
    [Trait("Rule", "EXT-313")]
    public void Type_and_fallback_are_required() => Assert.Equal(["/by", "/fallback"], Refused("{}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("dk")]
    [InlineData("lv")]
    [Trait("Rule", "EXT-320")]
    public void Area_codes_are_not_offered_where_there_are_none(string country) => Assert.Equal(["/by"], Refused("""{ "by": "area-code", "fallback": "202" }""", country));

    [Fact]
    [Trait("Rule", "EXT-326")]
    public void Postal_codes_are_not_offered_where_they_have_letters()
    {
        Assert.Equal(["/by"], Refused("""{ "by": "postal-code", "fallback": "202" }""", "gb"));
        Assert.Empty(Refused("""{ "by": "postal-code", "fallback": "202" }""", "de"));
    }

    [Theory]
    [InlineData("area-code", "/welcome /welcomePrompt")]
    [InlineData("postal-code", "/blockedFallback /blockedPrefix /mobileFallback /mobilePrefix /welcomePrompt")] // two questions at once
    [InlineData("caller-id", "/mobileFallback /mobilePrefix /welcome /welcomePrompt")]
    [InlineData("called-number", "/blockedFallback /blockedPrefix /mobileFallback /mobilePrefix /welcome /welcomePrompt")]
    [Trait("Rule", "EXT-312")]
    [Trait("Rule", "EXT-334")]
    [Trait("Rule", "EXT-330")]
    public void Fields_of_other_types_are_refused(string by, string refused)
    {
        var all = $$"""{ "by": "{{by}}", "fallback": "202", "blockedFallback": "201", "blockedPrefix": "B", "mobileFallback": "201", "mobilePrefix": "M", "welcome": "Code?", "welcomePrompt": "code" }""";
        Assert.Equal(refused.Split(' '), Refused(all).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("area-code", "020", "019")]
    [InlineData("area-code", "20", "+3120")]
    [InlineData("postal-code", "1011", "101")]
    [InlineData("postal-code", "1011-1019", "1011-101")]
    [InlineData("postal-code", "1011 – 1019", "1019-1011")]
    [InlineData("postal-code", "0000-9999", "1011-1011")]
    [InlineData("caller-id", "020 555 1234", "205551234")]
    [InlineData("caller-id", "+49*", "49*")]
    [InlineData("caller-id", "201", "*")]
    [InlineData("called-number", "020-5550100", "020-5559999")]
    [InlineData("called-number", "+31205550100", "+312055*")]
    [Trait("Rule", "EXT-323")]
    [Trait("Rule", "EXT-331")]
    [Trait("Rule", "EXT-335")]
    public void Each_type_takes_its_own_kind_of_entry(string by, string good, string bad)
    {
        Assert.Empty(Refused(With(by, good)));
        Assert.Equal(["/entries/0/match"], Refused(With(by, bad)));
    }

    [Fact]
    [Trait("Rule", "EXT-317")]
    public void Entries_of_another_type_do_not_stay_when_the_type_is_changed()
    {
        Assert.Empty(Refused(With("postal-code", "1011", "1012")));
        Assert.Equal(["/entries/0/match", "/entries/1/match"], Refused(With("area-code", "1011", "1012")));
        Assert.Equal(["/entries/0/match"], Refused(With("called-number", "+31612345678")));
    }

    [Theory]
    [InlineData("area-code", "020", "20")]
    [InlineData("caller-id", "020 555 1234", "+31205551234")]
    [InlineData("caller-id", "020*", "0031 20 *")]
    [InlineData("postal-code", "1011", "1011")]
    [InlineData("postal-code", "1011-1019", "1011–1019")]
    [Trait("Rule", "EXT-315")]
    public void Each_match_stands_once_however_it_is_typed(string by, string one, string other)
    {
        var problem = Assert.Single(Extension500.Problems(LocationBasedRouter.Key, With(by, one, other)));
        Assert.Equal("/entries/1/match", problem.Pointer);
        Assert.EndsWith("has an entry already.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000-1099", "1099-1199", 1)]
    [InlineData("1099-1199", "1000-1099", 1)]
    [InlineData("1000-1999", "1400-1500", 1)]
    [InlineData("1000-1099", "1100-1199", null)]
    [InlineData("1000-1099", "1050", null)]
    [Trait("Rule", "EXT-327")]
    public void Ranges_do_not_overlap(string one, string other, int? place) =>
        Assert.Equal(place is { } at ? [$"/entries/{at}/match"] : [], Refused(With("postal-code", one, other)));

    [Fact]
    [Trait("Rule", "EXT-327")]
    public void A_range_is_held_against_all_that_begin_before_it() =>
        Assert.Equal(["/entries/1/match", "/entries/2/match"], Refused(With("postal-code", "1000-1999", "1100-1200", "1300-1400")));

    [Fact]
    [Trait("Rule", "EXT-075")]
    public void Prefixes_have_at_most_twenty_characters_that_can_be_printed()
    {
        Assert.Equal(
            ["/entries/0/prefix", "/prefix"],
            Refused($$"""{ "by": "caller-id", "fallback": "202", "prefix": "{{new string('x', 21)}}", "entries": [{ "match": "201", "destination": "201", "prefix": "a\u0007" }] }""").Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Rule", "EXT-060")]
    public void Numbers_are_stored_in_international_form()
    {
        var written = Written("caller-id", "020 555 1234", "0049 30 *", "201", "nonsense");
        Assert.Equal(["+31205551234", "+4930*", "201", "nonsense"], written);
        Assert.Equal(["20", "118"], Written("area-code", "020", "0118"));
        Assert.Equal(["1011-1019"], Written("postal-code", " 1011 – 1019 "));
    }

    [Fact]
    public void Ten_thousand_entries_are_checked_and_the_ten_thousand_and_first_is_refused()
    {
        var most = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{ "match": "+3120{{i:D7}}", "destination": "201" }"""));
        Assert.Equal(["/entries"], Refused($$"""{ "by": "caller-id", "fallback": "202", "entries": [{{most}},{ "match": "+31201234567", "destination": "201" }] }"""));
        var config = TestAccount.Read<LocationBasedRouterConfig>($$"""{ "by": "caller-id", "fallback": "202", "entries": [{{most}}] }""");
        Assert.Empty(LocationBasedRouter.Check(config, new EveryPlan()));
        Assert.Equal(10_000, config.Entries.Count);
        var account = Extension500.With(LocationBasedRouter.Key, $$"""{ "by": "caller-id", "fallback": "202", "entries": [{{most}}] }""");
        Assert.Equal(["201", "202"], new[] { "+31200009999", "+31200010000" }.Select(caller => account.Called(caller).Place()));
    }

    [Fact]
    public void All_its_ways_are_told_and_those_by_a_keyed_code_are_chosen()
    {
        var config = TestAccount.Read<LocationBasedRouterConfig>("""{ "by": "area-code", "fallback": "202", "blockedFallback": "300", "mobileFallback": "400", "entries": [{ "match": "20", "destination": "201" }] }""");
        Assert.Equal(
            [
                new Way(Destination.Parse("201"), "/entries/0/destination", "area code 20"),
                new Way(Destination.Parse("300"), "/blockedFallback", "blocked caller id"),
                new Way(Destination.Parse("400"), "/mobileFallback", "mobile caller"),
                new Way(Destination.Parse("202"), "/fallback", "no entry matches"),
            ],
            LocationBasedRouter.Ways(config));
        Assert.True(LocationBasedRouter.Ways(config with { By = LocationBasis.PostalCode }).First().IsChosen);
    }

    private sealed class EveryPlan : IDialPlan
    {
        public AccountSettings Account => TestAccount.With().Account;

        public string? TypeOf(ExtensionNumber number) => "user";

        public bool HasPrompt(string name) => true;

        public bool Owns(Domain.Numbers.PhoneNumber number) => true;
    }

    private static IEnumerable<string> Refused(string config, string country = "nl") => Extension500.Refused(LocationBasedRouter.Key, config, country);

    private static string With(string by, params string[] matches) =>
        $$"""{ "by": "{{by}}", "fallback": "202", "entries": [{{string.Join(',', matches.Select(match => $$"""{ "match": "{{match}}", "destination": "201" }"""))}}] }""";

    private static IEnumerable<string> Written(string by, params string[] matches)
    {
        var account = Extension500.With(LocationBasedRouter.Key, With(by, matches));
        var reading = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(AccountText.Write(account.Document)));
        return ((LocationBasedRouterConfig)reading.Document.Extensions.Single(one => one.Number.Value == "500").Config).Entries.Select(entry => entry.Match);
    }
}
