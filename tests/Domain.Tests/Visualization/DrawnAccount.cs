using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Visualization;

/// <summary>Accounts to be drawn.</summary>
internal static class DrawnAccount
{
    /// <summary>A small office: one number with two plans, a menu with a circle that callers choose, a user, a mailbox, and a colleague's mobile.</summary>
    public static AccountDocument Office { get; } = TestAccount.Read<AccountDocument>("""
        {
          "account": { "name": "Bakery", "country": "nl", "language": "en", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100", "numbers": ["+31205550100"],
            "tenants": ["11111111-1111-1111-1111-111111111111"] },
          "schemes": [{ "number": 1, "name": "Bakery", "weekly": [{ "day": "monday", "start": "00:00", "endDay": "sunday", "end": "24:00", "plan": 2 },
              { "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }, { "day": "tuesday", "start": "09:00", "end": "17:00", "plan": 1 }],
            "plans": [
              { "number": 1, "name": "Open", "links": [{ "number": "+31205550100", "extension": "100" }] },
              { "number": 2, "name": "Closed", "links": [{ "number": "+31205550100", "extension": "300" }] } ] }],
          "extensions": [
            { "number": "100", "name": "Front desk", "type": "menu", "config": { "greeting": "Press 1 for the shop, 2 for orders.", "operator": "201", "options": [
              { "key": "1", "destination": "201" }, { "key": "2", "destination": "110" }, { "key": "9", "destination": "+31612345678" } ] } },
            { "number": "110", "name": "Orders", "type": "menu", "config": { "greeting": "Press 1 for Anna, 0 to go back.", "options": [{ "key": "1", "destination": "201" }, { "key": "0", "destination": "100" }] } },
            { "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" } },
            { "number": "300", "name": "Messages", "type": "voicemail", "config": {} }
          ]
        }
        """);

    /// <summary>Some account: menus that lead anywhere, circles among them, forwards to own and other numbers, schedules, and numbers in two plans.</summary>
    public static AccountDocument Random(int seed, int extensions, int numbers)
    {
        var state = (uint)(seed * 2654435761) | 1;
        var all = new JsonArray();
        for (var i = 0; i < extensions; i++)
        {
            var config = (i % 4) switch
            {
                0 => new JsonObject { ["greeting"] = "Hello.", ["options"] = new JsonArray([.. Enumerable.Range(1, 1 + Next(4)).Select(key => new JsonObject { ["key"] = $"{key}", ["destination"] = To() })]) },
                1 => new JsonObject { ["device"] = $"web:user{i}" },
                2 => new JsonObject { ["to"] = Next(3) == 0 ? Own(Next(numbers)) : $"+316123{Next(100000):D5}" },
                _ => new JsonObject { ["message"] = "Nobody is here." },
            };
            var extension = new JsonObject { ["number"] = Number(i), ["name"] = Names[Next(Names.Length)], ["type"] = Types[i % 4], ["config"] = config };
            if (i % 4 == 3 && Next(2) == 0)
            {
                extension["schedule"] = new JsonObject { ["otherwise"] = new JsonObject { ["action"] = "forward", ["destination"] = To() } };
            }

            all.Add((JsonNode)extension);
        }

        JsonArray Links() => new([.. Enumerable.Range(0, numbers).Where(_ => Next(4) > 0).Select(n => new JsonObject { ["number"] = Own(n), ["extension"] = Number(Next(extensions)) })]);

        return TestAccount.Read<AccountDocument>(new JsonObject
        {
            ["account"] = new JsonObject { ["name"] = $"Account {seed}", ["country"] = "nl", ["language"] = "en", ["timeZone"] = "Europe/Amsterdam", ["extensionLength"] = 4, ["mainNumber"] = Own(0), ["numbers"] = new JsonArray([.. Enumerable.Range(0, numbers).Select(n => JsonValue.Create(Own(n)))]) },
            ["schemes"] = new JsonArray(new JsonObject
            {
                ["number"] = 1,
                ["name"] = "Main",
                ["weekly"] = JsonNode.Parse("""[{ "day": "monday", "start": "00:00", "endDay": "sunday", "end": "24:00", "plan": 2 }, { "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }, { "day": "friday", "start": "09:00", "end": "17:00", "plan": 1 }]"""),
                ["plans"] = new JsonArray(new JsonObject { ["number"] = 1, ["name"] = "Open", ["links"] = Links() }, new JsonObject { ["number"] = 2, ["name"] = "Closed", ["links"] = Links() }),
            }),
            ["extensions"] = all,
        }.ToJsonString());

        string To() => Next(8) == 0 ? $"+316123{Next(100000):D5}" : Number(Next(extensions));

        int Next(int below)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)below);
        }
    }

    private static readonly string[] Types = ["menu", "user", "forward", "auto-answer"];
    private static readonly string[] Names = ["Reception", "Anna", "Orders and questions about deliveries to the islands in the north", "Späti", "営業部", "Night", "A&B <Sales> \"quoted\"", "Supercalifragilisticexpialidociousness without any end to be seen"];

    private static string Number(int i) => $"{2000 + i}";

    private static string Own(int i) => $"+3120555{i:D4}";
}
