using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Users;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.SystemExtensions;

public sealed class WhenASystemExtensionIsDialled
{
    [Theory]
    [InlineData(Country.Netherlands, "900 901 902 903 904 905 906 907 908 909 910 915 920 930 940 1233")]
    [InlineData(Country.Germany, "8800 8801 8802 8803 8804 8805 8806 8807 8808 8809 8810 8815 8880 8830 8840 8888")]
    [InlineData(Country.UnitedKingdom, "8800 8801 8802 8803 8804 8805 8806 8807 8808 8809 8810 8815 8880 8830 8840 8888")]
    [InlineData(Country.Spain, "1900 1901 1902 1903 1904 1905 1906 1907 1908 1909 1910 1915 1980 1930 1940 1988")]
    [InlineData(Country.Latvia, "900 901 902 903 904 905 906 907 908 909 910 915 920 930 940 999")]
    [InlineData(Country.Denmark, "900 901 902 903 904 905 906 907 908 909 910 915 920 930 940 999")]
    [InlineData(Country.Finland, "900 901 902 903 904 905 906 907 908 909 910 915 920 930 940 999")]
    [Trait("Rule", "CFT-296")]
    [Trait("Rule", "CFT-300")]
    [Trait("Rule", "EXT-006")]
    public void Every_country_has_its_own_numbers(Country country, string codes)
    {
        Assert.Equal(codes.Split(' '), SystemNumbers.Of(country).Select(system => system.Code));
        Assert.Equal(Enumerable.Range(285, 16).Select(i => $"CFT-{i}"), SystemNumbers.Of(country).Select(system => system.Rule));
        Assert.Equal(Enum.GetValues<SystemFunction>(), SystemNumbers.Of(country).Select(system => system.Function));
        Assert.All(SystemNumbers.Of(country), system => Assert.Equal(system, SystemNumbers.Find(country, DialledNumber.Parse(system.Code))));
    }

    [Theory]
    [InlineData("9301", SystemFunction.ParkRetrieve)]
    [InlineData("93099", SystemFunction.ParkRetrieve)]
    [InlineData("93005", SystemFunction.ParkRetrieve)]
    [InlineData("9037", SystemFunction.ParkRetrieve)]
    [InlineData("908201", SystemFunction.Pickup)]
    [InlineData("9300", null)]
    [InlineData("930100", null)]
    [InlineData("9080", null)]
    [InlineData("9151", null)]
    [InlineData("91", null)]
    [InlineData("*21", null)]
    [Trait("Rule", "CFT-293")]
    [Trait("Rule", "CFT-298")]
    [Trait("Rule", "CFT-121")]
    public void A_line_or_an_extension_may_follow_where_one_belongs(string dialled, SystemFunction? function) =>
        Assert.Equal(function, SystemNumbers.Find(Country.Netherlands, DialledNumber.Parse(dialled))?.Function);

    [Theory]
    [InlineData(Country.Netherlands, "915", "“change numbering plan”")]
    [InlineData(Country.Germany, "8815", "“change numbering plan”")]
    [InlineData(Country.Netherlands, "1233", "“personal voicemail”")]
    [InlineData(Country.Netherlands, "112", "an emergency number")]
    [InlineData(Country.UnitedKingdom, "999", "an emergency number")]
    [InlineData(Country.Latvia, "999", "“personal voicemail”")]
    [InlineData(Country.Germany, "110", "an emergency number")]
    [InlineData(Country.Netherlands, "9309", "“retrieve parked call” (930)")]
    [InlineData(Country.Netherlands, "90399", "“retrieve parked call” (930)")]
    [InlineData(Country.Spain, "19301", "“retrieve parked call” (1930)")]
    [Trait("Rule", "EXT-007")]
    [Trait("Rule", "EXT-008")]
    [Trait("Rule", "EXT-006")]
    public void No_extension_of_an_account_takes_one(Country country, string number, string words)
    {
        var account = TestAccount.With($$"""{ "number": "{{number}}", "name": "Mine", "type": "user", "config": {} }""");
        var document = account.Document with { Account = account.Account with { Country = country, ExtensionLength = number.Length } };
        var problem = Assert.Single(AccountCheck.Check(document), problem => problem.Pointer == $"/extensions/{document.Extensions.Count - 1}/number");
        Assert.Contains($"{number} is", problem.Message, StringComparison.Ordinal);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.False(problem.IsWarning);
    }

    [Theory]
    [InlineData(Country.Germany, "915")]
    [InlineData(Country.Netherlands, "9310")]
    [InlineData(Country.Netherlands, "9300")]
    [InlineData(Country.Netherlands, "93000")]
    [InlineData(Country.Netherlands, "999")]
    [Trait("Rule", "EXT-007")]
    public void What_another_country_reserves_is_free(Country country, string number) => Assert.Null(SystemNumbers.Reserves(country, ExtensionNumber.Parse(number)));

    [Fact]
    [Trait("Rule", "CFT-290")]
    public void One_that_is_not_built_is_not_in_service_and_the_log_says_what_it_is()
    {
        var story = CallStory.Of().Dial("905", caller: Dialogue.AnnasPhone);
        Assert.Equal(["Het nummer dat u hebt gekozen is niet in gebruik."], story.Spoken.ToArray());
        Assert.Equal(("The system extension “record audio” is not in service yet.", "CFT-290"), (story.Why, story.Rule));
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Theory]
    [InlineData("2011")]
    [InlineData("20")]
    [InlineData("*21*0612345678")]
    [InlineData("0201234567")]
    [Trait("Rule", "CFT-001")]
    [Trait("Rule", "CFT-004")]
    public void Keys_that_mean_nothing_are_not_in_service(string dialled)
    {
        var story = CallStory.Of().Dial(dialled, caller: Dialogue.AnnasPhone);
        Assert.Equal((EndReason.Unassigned, "CFT-004"), (Assert.IsType<Phase.Ending>(story.Phase).Reason, story.Rule));
    }

    [Fact]
    [Trait("Rule", "EXT-082")]
    [Trait("Rule", "EXT-116")]
    [Trait("Rule", "CFT-001")]
    public void A_colleague_is_rung_and_sees_who_calls()
    {
        var story = CallStory.Of("""{ "number": "203", "name": "Bert", "type": "user", "config": { "device": "web:bert" } }""").Dial("203", caller: Dialogue.AnnasPhone);
        Assert.Equal(new CallCommand.RingPhone(PhoneAddress.Parse("web:bert"), TimeSpan.FromSeconds(180), null, "201 Anna", Line: new UserLine(ExtensionNumber.Parse("203"), 1)), story.One<CallCommand.RingPhone>());
        story.AnswerPhone();
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Theory]
    [InlineData("100", typeof(CallCommand.CollectDigits))]
    [InlineData("300", typeof(CallCommand.Play))]
    [InlineData("400", typeof(CallCommand.RingPhone))]
    [Trait("Rule", "EXT-013")]
    [Trait("Rule", "EXT-082")]
    public void A_colleague_reaches_every_functional_number(string dialled, Type command) =>
        Assert.Contains(CallStory.Of().Dial(dialled, caller: Dialogue.AnnasPhone).Commands, given => given.Command.GetType() == command);

    [Fact]
    [Trait("Rule", "CFT-004")]
    [Trait("Rule", "EXT-011")]
    public void An_extension_that_there_is_not_leads_nowhere()
    {
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(CallStory.Of().Dial("777", caller: Dialogue.AnnasPhone).Phase).Reason);
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(CallStory.Of().Dial("201", caller: PhoneAddress.Parse("web:stranger")).Phase).Reason);
    }

    [Fact]
    public void A_phone_that_is_nobodys_any_more_gets_no_dialogue()
    {
        var story = CallStory.Of().Dial("915", caller: PhoneAddress.Parse("web:somebody"));
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }
}
