using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;

namespace Pbx.Benchmarks;

/// <summary>Accounts to measure with: a main number with a menu, plans for day, night and lunch with twenty holidays, a number that is answered with a message, and as many users as wanted, each with a number of its own, or the first so many.</summary>
internal static class SampleAccount
{
    public const string Main = "+31200000000";
    public const string Message = "+31200000001";
    public static readonly AccountId Id = AccountId.Parse("bench");

    /// <summary>An account with this many extensions: 100 have three digits, 10,000 have five.</summary>
    public static AccountDocument With(int extensions, int numbered = int.MaxValue)
    {
        var length = extensions > 700 ? 5 : 3;
        var first = length == 5 ? 10_000 : 200; // not the emergency numbers and system extensions of three digits
        var menu = first.ToString(CultureInfo.InvariantCulture);
        var message = (first + 1).ToString(CultureInfo.InvariantCulture);
        var user = (first + (extensions / 2)).ToString(CultureInfo.InvariantCulture);
        var all = new JsonArray(
            Extension(menu, "menu", new JsonObject
            {
                ["greeting"] = "Welcome to Sample Bicycles. For sales press 1, for the workshop press 2, for our opening hours press 3.",
                ["options"] = new JsonArray(Option("1", user), Option("2", user), Option("3", message)),
            }),
            Extension(message, "auto-answer", new JsonObject { ["message"] = "We are open from Monday to Saturday." }));
        var links = new JsonArray(Link(Main, menu), Link(Message, message));
        var numbers = new JsonArray(Main, Message);
        for (var i = 2; i < extensions; i++)
        {
            var number = (first + i).ToString(CultureInfo.InvariantCulture);
            all.Add(Extension(number, "user", new JsonObject { ["device"] = $"web:user{i}", ["ringFor"] = "00:00:25" }));
            if (i < numbered)
            {
                var phone = $"+3120{(i + 1000).ToString("0000000", CultureInfo.InvariantCulture)}";
                numbers.Add(phone);
                links.Add(Link(phone, number));
            }
        }

        var account = new JsonObject
        {
            ["account"] = new JsonObject
            {
                ["name"] = "Sample Bicycles", ["country"] = "nl", ["language"] = "en", ["timeZone"] = "Europe/Amsterdam", ["extensionLength"] = length,
                ["mainNumber"] = Main, ["numbers"] = numbers, ["tenants"] = new JsonArray(Guid.Empty.ToString()),
            },
            ["schemes"] = new JsonArray(new JsonObject
            {
                ["number"] = 1, ["name"] = "Sample Bicycles",
                ["plans"] = new JsonArray(Plan(1, "Day", links), Plan(2, "Night", links.DeepClone()), Plan(3, "Lunch", links.DeepClone())),
                ["weekly"] = new JsonArray([Entry("monday", "00:00", "24:00", 2, "sunday"), .. Weekdays.Select(day => Entry(day, "09:00", "17:30", 1)), .. Weekdays.Select(day => Entry(day, "12:00", "13:00", 3))]),
                ["holidays"] = new JsonArray([.. Enumerable.Range(1, 20).Select(i => Holiday(new DateOnly(2026, 12, 1).AddDays(7 * i)))]),
            }),
            ["extensions"] = all,
        };
        return account.Deserialize(Json.Of<AccountDocument>(Json.Documents)) ?? throw new InvalidOperationException("An account is no null.");
    }

    /// <summary>Saves an account as an administrator does.</summary>
    public static async Task Save(AccountSaving accounts, int extensions)
    {
        var saved = await accounts.Save(Id, With(extensions), null, "benchmark", "to measure with", CancellationToken.None);
        if (saved is not Saving.Saved)
        {
            throw new InvalidOperationException(saved is Saving.Refused refused ? string.Join(' ', refused.Problems.Take(5)) : saved.ToString());
        }
    }

    public static PhoneAddress Caller => PhoneAddress.Parse("+31612345678");

    private static string[] Weekdays => ["monday", "tuesday", "wednesday", "thursday", "friday"];

    private static JsonObject Plan(int number, string name, JsonNode links) => new() { ["number"] = number, ["name"] = name, ["links"] = links };

    private static JsonObject Entry(string day, string start, string end, int plan, string? endDay = null)
    {
        var entry = new JsonObject { ["day"] = day, ["start"] = start, ["end"] = end, ["plan"] = plan };
        if (endDay is not null)
        {
            entry["endDay"] = endDay;
        }

        return entry;
    }

    private static JsonObject Holiday(DateOnly date) => new() { ["description"] = "Closed", ["startDate"] = $"{date:yyyy-MM-dd}", ["endDate"] = $"{date:yyyy-MM-dd}", ["plan"] = 2 };

    private static JsonObject Extension(string number, string type, JsonObject config) =>
        new() { ["number"] = number, ["name"] = $"Extension {number}", ["type"] = type, ["config"] = config };

    private static JsonObject Option(string key, string to) => new() { ["key"] = key, ["action"] = "transfer", ["destination"] = to, ["prefix"] = "Sales" };

    private static JsonObject Link(string number, string to) => new() { ["number"] = number, ["extension"] = to };
}
