using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.Menus;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NumberingPlans.Editing;

namespace Pbx.Domain.Tests.Extensions;

public sealed class WhenADestinationIsChecked
{
    [Theory]
    [InlineData("201", null)]
    [InlineData("300", null)]
    [InlineData("+31612345678", null)]
    [InlineData("500", "its own destination")]
    [InlineData("599", "There is no extension 599.")]
    [InlineData("112", "112 is an emergency number")]
    [InlineData("915", "915 is the system extension “change numbering plan”")]
    [InlineData("9301", "9301 is the system extension “retrieve parked call”")]
    [InlineData("*21", "A destination is expected here")]
    [InlineData("#31", "A destination is expected here")]
    [InlineData("201;202", "A destination is expected here")]
    [Trait("Rule", "EXT-058")]
    [Trait("Rule", "EXT-061")]
    [Trait("Rule", "EXT-064")]
    public void It_is_an_extension_that_exists_or_a_public_number_and_nothing_else(string destination, string? refused)
    {
        var problems = Check(destination);
        Assert.Equal(refused is null ? [] : ["/config/options/0/destination"], problems.Select(problem => problem.Pointer).Distinct());
        Assert.All(refused is null ? [] : new[] { refused }, words => Assert.Contains(problems, problem => problem.Message.Contains(words, StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Rule", "EXT-058")]
    public void A_schedule_does_not_lead_to_its_own_extension_either() => Assert.Equal(
        ["/schedule/otherwise/destination"],
        Draft.Refused(ExtensionEdits.Put(
            Draft.Account,
            ExtensionNumber.Parse("500"),
            TestAccount.Read<Extension>("""{ "number": "500", "name": "Closed", "type": "auto-answer", "config": { "message": "Hello." }, "schedule": { "otherwise": { "action": "forward", "destination": "500" } } }"""),
            Draft.Now)).Select(problem => problem.Pointer).Distinct());

    [Theory]
    [InlineData("020 555 0100", Country.Netherlands, "+31205550100")]
    [InlineData("030/901820", Country.Germany, "+4930901820")]
    [InlineData("0031 20 5550100", Country.Netherlands, "+31205550100")]
    [InlineData("+31 20 555 0100", Country.Denmark, "+31205550100")]
    [InlineData("555 0100", Country.Netherlands, null)]
    [InlineData("call Anna", Country.Netherlands, null)]
    [Trait("Rule", "EXT-060")]
    public void A_public_number_is_stored_in_international_form_however_it_is_typed(string typed, Country country, string? stored)
    {
        var (wish, _) = ExtensionText.Read(Menu(typed), null, country);
        Assert.Equal(stored is null ? ["/config/options/0/destination"] : [], wish!.Problems.Select(problem => problem.Pointer));
        Assert.Equal(stored, stored is null ? null : ((MenuConfig)wish.Value.Config).Options[0].Destination?.ToString());
    }

    [Fact]
    [Trait("Rule", "EXT-060")]
    public void In_a_whole_document_the_country_is_that_of_its_account()
    {
        var text = Encoding.UTF8.GetString(AccountText.Write(TestAccount.With().Document)).Replace("\"+31201234567\"", "\"020-1234567\"", StringComparison.Ordinal);
        var reading = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(Encoding.UTF8.GetBytes(text)));
        Assert.True(reading.IsWhole);
        Assert.Contains("\"+31201234567\"", Encoding.UTF8.GetString(AccountText.Write(reading.Document)), StringComparison.Ordinal);
    }

    private static IReadOnlyList<Problem> Check(string destination)
    {
        var (wish, _) = ExtensionText.Read(Menu(destination), null, Country.Netherlands);
        return wish!.Problems.Count > 0
            ? wish.Problems
            : [.. Draft.Refused(ExtensionEdits.Put(Draft.Account, wish.Value.Number, wish.Value, Draft.Now)).Select(problem => new Problem(problem.Pointer, problem.Message))];
    }

    private static byte[] Menu(string destination) =>
        Encoding.UTF8.GetBytes($$"""{ "number": "500", "name": "Menu", "type": "menu", "config": { "greeting": "Hi.", "options": [{ "key": "1", "destination": "{{destination}}" }] } }""");
}
