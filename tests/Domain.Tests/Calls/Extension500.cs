using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Tests.Calls;

/// <summary>The usual account of the tests with an extension 500 of one's own, to which the number +31205550109 leads.</summary>
internal static class Extension500
{
    public const string Number = "+31205550109";

    /// <summary>The account; further extensions are given whole.</summary>
    public static TestAccount With(string type, string config, params string[] more) =>
        Linked(TestAccount.With([$$"""{ "number": "500", "name": "Own", "type": "{{type}}", "config": {{config}} }""", .. more]));

    /// <summary>Who calls it, and when; by default somebody with a Dutch mobile.</summary>
    public static CallStory Called(this TestAccount account, string? caller = null, DateTimeOffset? at = null) =>
        CallStory.Of(account).After((at ?? CallStory.Start) - CallStory.Start).Dial(Number, caller: caller is null ? null : PhoneAddress.Parse(caller));

    /// <summary>A user of the account dials the extension; Anna's phone is 201.</summary>
    public static CallStory CalledInside(this TestAccount account, string phone = "web:anna") => CallStory.Of(account).Dial("500", caller: PhoneAddress.Parse(phone));

    /// <summary>The last extension that had to do with the call.</summary>
    public static string? Place(this CallStory story) => story.Call!.Trail.Steps.LastOrDefault(step => step.Extension is not null)?.Extension?.Value;

    /// <summary>What a phone shows.</summary>
    public static string? Display(this CallStory story) => (story.Phase as Phase.InExtension)?.Arrival.Display;

    /// <summary>The pointers to what hinders saving it, from the configuration on.</summary>
    public static IEnumerable<string> Refused(string type, string config, string country = "nl") => Problems(type, config, country).Where(problem => !problem.IsWarning).Select(problem => problem.Pointer);

    /// <summary>The problems of the extension in a document that is read as people write it, from the configuration on.</summary>
    public static IEnumerable<Problem> Problems(string type, string config, string country = "nl")
    {
        var account = TestAccount.With();
        var document = JsonNode.Parse(AccountText.Write(account.Document))!;
        document["account"]!["country"] = country;
        var extensions = document["extensions"]!.AsArray();
        var at = $"/extensions/{extensions.Count}/config";
        extensions.Add((JsonNode)new JsonObject { ["number"] = "500", ["name"] = "Own", ["type"] = type, ["config"] = JsonNode.Parse(config) });
        var reading = (AccountReading.Parsed)AccountReading.Read(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
        return reading.Problems.Where(problem => problem.Pointer.StartsWith(at, StringComparison.Ordinal)).Select(problem => problem with { Pointer = problem.Pointer[at.Length..] });
    }

    private static TestAccount Linked(TestAccount account)
    {
        var link = new Link(PhoneNumber.Parse(Number), ExtensionNumber.Parse("500"));
        return new TestAccount(account.Document with { Schemes = account.Document.Schemes.Change(scheme => scheme with { Plans = scheme.Plans.Change(plan => plan with { Links = plan.Links.Add(link) }) }) });
    }
}
