using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.LocationBasedRouting;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.LocationBasedRouting;

public sealed class WhenAPostalCodeIsAskedFor
{
    private const string Codes = """
        { "by": "postal-code", "fallback": "202", "prefix": "Else", "welcome": "Uw postcode?", "entries": [
          { "match": "1000-1099", "destination": "300" }, { "match": "1011", "destination": "201", "prefix": "Centre" }, { "match": "2000", "destination": "400" } ] }
        """;

    [Fact]
    [Trait("Rule", "EXT-328")]
    [Trait("Rule", "EXT-325")]
    [Trait("Rule", "EXT-326")]
    public void The_call_is_answered_and_four_digits_are_asked_for()
    {
        var story = Called(Codes);
        story.Then(new CallCommand.CollectDigits([new Sound.Speech("Uw postcode?", Language.Dutch)], 4, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#"));
        Assert.NotNull(story.Call!.Trail.Answered);
        Assert.Equal(Catalogue.Text(Prompt.EnterPostalCode, Language.Dutch), Assert.Single(Called("""{ "by": "postal-code", "fallback": "202" }""").Spoken));
    }

    [Theory]
    [InlineData(Country.Netherlands, 4)]
    [InlineData(Country.Latvia, 4)]
    [InlineData(Country.Denmark, 4)]
    [InlineData(Country.Germany, 5)]
    [InlineData(Country.Spain, 5)]
    [InlineData(Country.Finland, 5)]
    [Trait("Rule", "EXT-326")]
    public void The_length_is_that_of_the_country(Country country, int digits)
    {
        var account = Extension500.With(LocationBasedRouter.Key, """{ "by": "postal-code", "fallback": "202" }""");
        account = new TestAccount(account.Document with { Account = account.Document.Account with { Country = country } });
        Assert.Equal(digits, account.Called().One<CallCommand.CollectDigits>().Most);
    }

    [Theory]
    [InlineData("1011", "201")] // a single code wins over the range around it
    [InlineData("1000", "300")]
    [InlineData("1010", "300")]
    [InlineData("1099", "300")]
    [InlineData("0999", "202")]
    [InlineData("1100", "202")]
    [InlineData("2000", "400")]
    [Trait("Rule", "EXT-327")]
    [Trait("Rule", "EXT-329")]
    public void The_entry_of_the_code_decides_and_a_whole_code_without_one_goes_to_the_fallback_at_once(string code, string to) => Assert.Equal(to, Called(Codes).Press(code).Place());

    [Fact]
    [Trait("Rule", "EXT-328")]
    public void The_prefix_of_the_entry_is_shown() => Assert.Equal("Centre +31612345678", Called(Codes).Press("1011").Display());

    [Fact]
    [Trait("Rule", "EXT-319")]
    public void The_prefix_of_the_fallback_is_shown_else() =>
        Assert.Equal("Else +31612345678", Called(Codes.Replace("\"202\"", "\"201\"", StringComparison.Ordinal)).Press("9999").Display());

    [Fact]
    [Trait("Rule", "EXT-329")]
    [Trait("Rule", "EXT-087")]
    public void An_incomplete_or_missing_code_is_asked_for_three_times_in_all()
    {
        var story = Called(Codes).Press("101");
        story.Then(new CallCommand.Play([Catalogue.Say(Prompt.InvalidPostalCode, Language.Dutch)]));
        Assert.Equal("Uw postcode?", Assert.Single(story.EndSound().Spoken));
        Assert.Equal("Uw postcode?", Assert.Single(story.PressNothing().Spoken)); // silence needs no word
        Assert.Equal("202", story.Press("10*1").Place());
        Assert.Equal("201", Called(Codes).PressNothing().PressNothing().Press("1011").Place());
    }

    [Fact]
    [Trait("Rule", "EXT-329")]
    public void A_network_that_does_not_tell_counts_as_silence()
    {
        var story = Called(Codes);
        story.When<CallCommand.CollectDigits>(op => new CallEvent.CollectingFailed(op)).WhenDue();
        Assert.Equal("202", story.WhenDue().Place());
    }

    [Fact]
    [Trait("Rule", "EXT-068")]
    public void Keying_a_code_counts_as_input_of_the_caller()
    {
        Assert.Equal(1, Called(Codes).Press("1011").Call!.Trail.HopsSinceInput);
        Assert.Equal(2, Called(Codes).PressNothing().PressNothing().PressNothing().Call!.Trail.HopsSinceInput);
    }

    private static CallStory Called(string config) => Extension500.With(LocationBasedRouter.Key, config).Called();
}
