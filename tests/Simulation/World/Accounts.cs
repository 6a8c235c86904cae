using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Infra.Memory;

namespace Pbx.Simulation.World;

/// <summary>The account of every universe: each type of extension, a circle that callers can leave (any other is refused when it is saved), and a number without a link.</summary>
internal static class Accounts
{
    public static AccountId Account { get; } = AccountId.Parse("simulated");

    public static PhoneNumber[] Dialled { get; } =
        [.. new[] { "+31205550100", "+31205550101", "+31205550102", "+31205550103", "+31205550104", "+31205550105", "+31205550106", "+31205550107", "+31205550108", "+31205550109", "+31205550110", "+31205550110", "+31205550111", "+31205550112", "+31205550113", "+31205550114", "+31205550114", "+31205550115", "+31205550115", "+31205559999" }.Select(PhoneNumber.Parse)];

    /// <summary>The numbers that lead to queues.</summary>
    public static PhoneNumber[] Queues { get; } = [.. new[] { "+31205550114", "+31205550115" }.Select(PhoneNumber.Parse)];

    /// <summary>The phones from which users pick up, and what they dial. Dora is in no queue, and one of them is closed to her.</summary>
    public static PhoneAddress[] Pickers { get; } = [.. new[] { "web:dora", "web:dora", "web:anna", "web:bram" }.Select(PhoneAddress.Parse)];

    public static DialledNumber[] PickupCodes { get; } = [.. new[] { "*8700", "*8700", "*8710", "908700", "908710", "*8", "*8500" }.Select(DialledNumber.Parse)];

    public static ExtensionNumber ClosedQueue { get; } = ExtensionNumber.Parse("710");

    public static ExtensionNumber Outsider { get; } = ExtensionNumber.Parse("204");

    public static string[] Phones { get; } = ["web:anna", "web:bram", "+31201234567"];

    public static AccountDocument Document { get; } = JsonSerializer.Deserialize(Text, Json.Of<AccountDocument>(Json.Documents))!;

    public static void Load(Universe universe)
    {
        var saving = new AccountSaving(universe.Configurations, universe.Numbers, new MemoryAudio(), new AccountConfigurations(universe.Configurations), universe.Time);
        var saved = saving.Save(Account, Document, null, "simulation", "", CancellationToken.None).Result;
        if (saved is not Saving.Saved)
        {
            throw new InvalidOperationException($"The account of the simulation is not valid: {(saved is Saving.Refused refused ? string.Join(' ', refused.Problems) : saved)}");
        }
    }

    private const string Text = """
        {
          "account": {
            "name": "Simulated", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
            "numbers": ["+31205550100", "+31205550101", "+31205550102", "+31205550103", "+31205550104", "+31205550105", "+31205550106", "+31205550107", "+31205550108", "+31205550109", "+31205550110", "+31205550111", "+31205550112", "+31205550113", "+31205550114", "+31205550115"],
            "userGroups": [{ "name": "All", "members": ["201", "202"] }],
            "tenants": ["11111111-1111-1111-1111-111111111111"],
            "recording": { "active": true }
          },
          "schemes": [{ "number": 1, "name": "Simulated", "plans": [{ "number": 1, "name": "Number plan 1", "links": [
            { "number": "+31205550100", "extension": "100", "prefix": "Main" },
            { "number": "+31205550101", "extension": "201" },
            { "number": "+31205550102", "extension": "300" },
            { "number": "+31205550103", "extension": "400" },
            { "number": "+31205550104", "extension": "110" },
            { "number": "+31205550105", "extension": "120" },
            { "number": "+31205550106", "extension": "600" },
            { "number": "+31205550107", "extension": "500" },
            { "number": "+31205550108", "extension": "510" },
            { "number": "+31205550110", "extension": "520" },
            { "number": "+31205550111", "extension": "530" },
            { "number": "+31205550112", "extension": "610" },
            { "number": "+31205550113", "extension": "620" },
            { "number": "+31205550114", "extension": "700" },
            { "number": "+31205550115", "extension": "710" }
          ] }] }],
          "extensions": [
            { "number": "100", "name": "Main menu", "type": "menu", "config": { "greeting": "Press one, two or three.", "options": [
              { "key": "1", "destination": "201", "prefix": "Sales" },
              { "key": "2", "action": "transfer-with-announcement", "destination": "400" },
              { "key": "3", "destination": "300" },
              { "key": "4", "destination": "110" },
              { "key": "5", "action": "play-message", "message": "A message." },
              { "key": "6", "destination": "202" },
              { "key": "7", "destination": "+31201234567" },
              { "key": "9", "destination": "600" },
              { "key": "*", "action": "repeat" },
              { "key": "#", "action": "disconnect" } ] } },
            { "number": "110", "name": "Circle", "type": "menu", "config": { "greeting": "Round.", "options": [{ "key": "1", "destination": "120" }] } },
            { "number": "120", "name": "Circle back", "type": "menu", "config": { "greeting": "And round.", "operator": "110" } },
            { "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "ringFor": "00:00:25", "recording": { "permitted": true, "inbound": true } } },
            { "number": "202", "name": "Bram", "type": "user", "config": { "device": "web:bram", "ringFor": "00:00:15" } },
            { "number": "203", "name": "Nobody", "type": "user", "config": {} },
            { "number": "204", "name": "Dora", "type": "user", "config": { "device": "web:dora" } },
            { "number": "300", "name": "Closed", "type": "auto-answer", "config": { "message": "We are closed." } },
            { "number": "600", "name": "Box", "type": "voicemail", "config": { "longestMessage": "00:01:00" } },
            { "number": "610", "name": "Shared", "type": "group-mailbox", "config": { "code": "12", "members": ["All"], "longestMessage": "00:01:00" } },
            { "number": "620", "name": "Listen", "type": "voicemail-number", "config": {} },
            { "number": "500", "name": "Group", "type": "group", "config": { "members": ["201", "202", "203"], "transferTimeout": "00:00:20",
              "external": { "busy": ["201", "400"], "noAnswer": ["600"] } } },
            { "number": "510", "name": "Hunt", "type": "hunt-group", "config": { "members": ["202", "201"], "distribution": "uniform", "rings": 2, "waitFor": "00:01:30", "fallback": "500" } },
            { "number": "520", "name": "Limit", "type": "call-limit", "config": { "limit": 1, "within": "500", "above": "510" } },
            { "number": "530", "name": "Bot", "type": "ai", "config": { "endpoint": "https://bots.example.com/", "fallback": "510" } },
            { "number": "700", "name": "Queue", "type": "queue", "config": { "members": [{ "agent": "201" }, { "agent": "202", "ringFor": "00:00:10" }, { "agent": "203" }], "strategy": "longest-idle",
              "ringback": true, "announcesPosition": true, "announcesWait": true, "breakout": "600", "callLimit": 3, "overflowAction": "forward", "overflowTo": "300",
              "forwardTo": ["500"], "forwardAfter": "00:02:00", "coolDown": "00:00:20", "logOffAfter": 5, "callback": { "ringFor": "00:00:20", "attempts": 2, "validFor": "00:10:00" } } },
            { "number": "710", "name": "All of them", "type": "queue", "config": { "members": [{ "agent": "202" }, { "agent": "201" }, { "agent": "400" }], "strategy": "ring-all", "isClosed": true,
              "mostAttempts": 4, "waitedTooLong": "600", "forwardTo": ["300"], "forwardAfter": "00:05:00", "offersSecondCall": true } },
            { "number": "400", "name": "Outside", "type": "forward", "config": { "to": "+31201234567", "callerId": "calling" } }
          ]
        }
        """;
}
