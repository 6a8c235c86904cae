using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Users;
using Pbx.Domain.Voicemail;
using Pbx.Simulation.World;

namespace Pbx.Simulation.Explanations;

/// <summary>Accounts of every kind of extension, and questions about calls to them, as a seed draws them. All times have odd milliseconds, so that no two things happen at one instant by chance.</summary>
internal static class Drawn
{
    private const string Outside = "+31201234567 +31201234568 +4930123456";
    private static readonly string[] Zones = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Europe/Helsinki"];
    private static readonly string[] Menus = ["100", "101", "102"];
    private static readonly string[] Users = ["201", "202", "203", "204"];
    private static readonly string[] Others = ["300", "301", "400", "401", "500", "501", "510", "511", "520", "530", "540", "550", "560", "570", "580", "581", "600", "601", "602", "610", "700", "710"];
    private static readonly string[] All = [.. Menus, .. Users, .. Others];
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 8).Select(i => $"+3120555010{i}")];

    /// <summary>The files that prompts of these accounts have, and how long they last.</summary>
    public static IReadOnlyDictionary<AudioFile, TimeSpan> Files { get; } = Enumerable.Range(1, 3).ToDictionary(
        i => AudioFile.Parse(new string((char)('0' + i), 64)),
        i => TimeSpan.FromMilliseconds((i * 2000) + 313));

    /// <summary>An account; nothing when what was drawn is refused.</summary>
    public static AccountDocument? Account(Prng prng) => Draft(prng) is { HasErrors: false } draft ? draft.Document : null;

    /// <summary>An account as somebody might draft it, with everything that is wrong with it.</summary>
    public static AccountReading.Parsed Draft(Prng prng)
    {
        var document = new JsonObject
        {
            ["account"] = new JsonObject
            {
                ["name"] = "Drawn", ["country"] = "nl", ["language"] = prng.Pick("nl", "en", "de", "lv"), ["timeZone"] = prng.Pick<string>(Zones), ["extensionLength"] = 3,
                ["mainNumber"] = prng.Chance(0.9) ? Numbers[0] : null,
                ["numbers"] = new JsonArray([.. Numbers.Select(number => (JsonNode)number)]),
                ["tenants"] = new JsonArray("11111111-1111-1111-1111-111111111111"),
                ["userGroups"] = new JsonArray(new JsonObject { ["name"] = "All", ["members"] = new JsonArray(Users[0], Users[1]) }),
                ["recording"] = prng.Chance(0.6) ? new JsonObject { ["active"] = true, ["notice"] = prng.Pick("off", "inbound") } : null,
                ["userRules"] = prng.Chance(0.2) ? new JsonObject { ["incoming"] = new JsonObject { ["mandatory"] = UserRules(prng), ["overridable"] = UserRules(prng) } } : null,
            },
            ["schemes"] = new JsonArray(Scheme(prng, 1, Numbers[..5]), Scheme(prng, 2, Numbers[5..7])),
            ["extensions"] = new JsonArray([.. Menus.Select(number => (JsonNode)Menu(prng, number)), .. Users.Select(number => User(prng, number)), .. Others.Select(number => Other(prng, number))]),
            ["prompts"] = new JsonArray([.. Files.Keys.Select((file, i) => (JsonNode)new JsonObject
            {
                ["name"] = $"Prompt {i}", ["description"] = "Drawn.", ["files"] = new JsonObject { [prng.Pick("nl", "en")] = new JsonObject { ["file"] = file.Value } },
            })]),
        };
        return AccountReading.Read(JsonSerializer.SerializeToUtf8Bytes(WithoutNull(document))) as AccountReading.Parsed ?? throw new InvalidOperationException("What is drawn can be read.");
    }

    /// <summary>A question about a call to an account.</summary>
    public static Question Question(Prng prng, DocumentConfiguration account)
    {
        var users = account.Document.Extensions.Where(extension => extension.Config is UserConfig { Device: not null }).Select(extension => ((UserConfig)extension.Config).Device ?? default).ToList();
        var keys = string.Concat(Enumerable.Range(0, prng.Below(8)).Select(_ => prng.Pick("1", "2", "3", "4", "5", "6", "9", "*", "#", "w")));
        var phones = new Dictionary<PhoneName, PhoneAssumption>();
        foreach (var phone in users.Select(user => user.Value).Concat(Outside.Split(' ')).Concat(Users))
        {
            if (prng.Chance(0.5) && PhoneName.TryParse(phone, out var name))
            {
                phones[name] = new PhoneAssumption(name, prng.Pick(Enum.GetValues<PhoneBehaviour>()), Odd(prng, 0, 40));
            }
        }

        return new Question(
            prng.Chance(0.1) && users.Count > 0 ? users[prng.Below(users.Count)] : PhoneAddress.Parse(prng.Pick("+31612345678", "anonymous", "+4915112345678")),
            PhoneNumber.Parse(prng.Pick<string>(Numbers)),
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromMinutes(prng.Below(3 * 365 * 24 * 60)),
            new Assumptions(
                keys.Length > 0 ? KeySequence.Parse(keys) : null,
                [.. phones.Values],
                [.. account.Document.Extensions.Where(extension => extension.Config is VoicemailConfig && prng.Chance(0.2)).Select(extension => extension.Number)],
                prng.Chance(0.7) ? prng.Chance(0.2) ? TimeSpan.Zero : Odd(prng, 1, 80) : null,
                prng.Chance(0.7) ? Odd(prng, 1, 800) : null,
                prng.Chance(0.3) ? Odd(prng, 0, 90) : null));
    }

    private static JsonObject Scheme(Prng prng, int number, string[] numbers)
    {
        var plans = Enumerable.Range(1, 1 + prng.Below(3)).ToList();
        return new JsonObject
        {
            ["number"] = number, ["name"] = number == 1 ? "Drawn" : "Second",
            ["plans"] = new JsonArray([.. plans.Select(plan => (JsonNode)new JsonObject
            {
                ["number"] = plan, ["name"] = $"Plan {plan}",
                ["links"] = new JsonArray([.. numbers.Where(_ => prng.Chance(0.9)).Select(one => (JsonNode)new JsonObject { ["number"] = one, ["extension"] = prng.Pick<string>(All), ["prefix"] = prng.Pick("", "Sales", "Night") })]),
            })]),
            ["defaultDestination"] = number == 1 && prng.Chance(0.9) ? prng.Pick<string>(All) : null,
            ["timeZone"] = prng.Chance(0.3) ? prng.Pick<string>(Zones) : null,
            ["weekly"] = prng.Chance(0.7) ? new JsonArray([.. Enumerable.Range(0, 1 + prng.Below(6)).Select(_ => (JsonNode)Weekly(prng, plans.Count))]) : null,
            ["holidays"] = new JsonArray([.. Enumerable.Range(0, prng.Below(12)).Select(i => (JsonNode)Holiday(prng, plans.Count, i))]),
            ["manual"] = prng.Chance(0.1) ? new JsonObject { ["plan"] = 1 + prng.Below(plans.Count), ["by"] = "Somebody" } : null,
            ["temporary"] = prng.Chance(0.1)
                ? new JsonObject { ["plan"] = 1 + prng.Below(plans.Count), ["from"] = "2026-03-01T09:00:00Z", ["until"] = "2027-06-01T09:00:00Z", ["by"] = "Somebody" }
                : null,
        };
    }

    private static JsonObject Weekly(Prng prng, int plans)
    {
        string[] days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        return new JsonObject
        {
            ["day"] = prng.Pick<string>(days), ["start"] = Clock(prng), ["end"] = Clock(prng), ["plan"] = 1 + prng.Below(plans),
            ["endDay"] = prng.Chance(0.4) ? prng.Pick<string>(days) : null,
        };
    }

    private static JsonObject Holiday(Prng prng, int plans, int index)
    {
        var start = new DateOnly(2026, 1, 1).AddDays(prng.Below(1000));
        return new JsonObject
        {
            ["description"] = $"Holiday {index}", ["startDate"] = Date(start), ["endDate"] = Date(start.AddDays(prng.Below(20))), ["plan"] = 1 + prng.Below(plans),
            ["startTime"] = "00:00", ["endTime"] = prng.Chance(0.5) ? $"{12 + prng.Below(10)}:30" : null,
        };
    }

    private static JsonObject Menu(Prng prng, string number) => Extension(prng, number, "menu", new JsonObject
    {
        ["greeting"] = prng.Chance(0.5) ? $"Menu {number}. Choose." : null,
        ["maximumDigits"] = 3,
        ["dialExtension"] = prng.Chance(0.1) ? true : null,
        ["forward"] = prng.Chance(0.3) ? new JsonObject { ["destination"] = To(prng, number), ["timeout"] = prng.Pick("00:00:05.1370000", "00:00:12.1370000", "00:01:00.1370000") } : null,
        ["options"] = new JsonArray([.. ((string[])["1", "2", "3", "4", "5", "6", "*", "#", "12", "33", "123", "226"]).Where(_ => prng.Chance(0.5)).Select(key => (JsonNode)new JsonObject
        {
            ["key"] = key,
            ["action"] = prng.Pick("transfer", "transfer", "transfer", "transfer-with-announcement", "transfer-to-operator", "play-message", "repeat", "disconnect", "none", "dial-by-name", "dial-by-extension"),
            ["destination"] = To(prng, number),
            ["message"] = "A message for those who ask.",
            ["prefix"] = prng.Pick("", "Key"),
        })]),
        ["operator"] = prng.Chance(0.6) ? To(prng, number) : null,
    });

    private static JsonObject User(Prng prng, string number) => Extension(prng, number, "user", new JsonObject
    {
        ["device"] = prng.Chance(0.85) ? prng.Chance(0.7) ? $"web:user{number}" : $"+316555000{number[^2..]}" : null,
        ["ringFor"] = prng.Chance(0.7) ? TimeSpan.FromSeconds(5 + prng.Below(170)).ToString("c", CultureInfo.InvariantCulture) : null,
        ["recording"] = prng.Chance(0.4) ? new JsonObject { ["permitted"] = true, ["inbound"] = prng.Chance(0.7) } : null,
        ["incomingRules"] = prng.Chance(0.3) ? UserRules(prng) : null,
    });

    // after a while they go to what takes every call, so that few go round in circles
    private static JsonArray UserRules(Prng prng) => new([.. Enumerable.Range(0, prng.Below(3)).Select(i =>
    {
        var rule = Rule(prng, "599", i);
        rule["then"] = prng.Chance(0.5) ? rule["then"]!.DeepClone() : new JsonObject
        {
            ["do"] = "ring", ["ring"] = new JsonArray(new JsonObject { ["after"] = prng.Chance(0.3) ? "00:00:02.9110000" : null }, new JsonObject { ["destination"] = prng.Pick<string>(Users), ["after"] = "00:00:05.7190000" }),
        };
        return (JsonNode)rule;
    })]);

    private static JsonObject Other(Prng prng, string number) => number[0] switch
    {
        '3' => Extension(prng, number, "auto-answer", prng.Chance(0.3) ? new JsonObject { ["messagePrompt"] = $"Prompt {prng.Below(3)}" } : new JsonObject { ["message"] = prng.Chance(0.8) ? "We are closed." : null }),
        '4' => Extension(prng, number, Forward.Key, new JsonObject { ["to"] = prng.Pick<string>(Outside.Split(' ')), ["callerId"] = prng.Pick("calling", "called") }),
        '5' => Routing(prng, number),
        '6' when number[1] == '1' => Extension(prng, number, "group-mailbox", new JsonObject
        {
            ["code"] = "1", ["members"] = new JsonArray("All"), ["greeting"] = prng.Chance(0.5) ? "Speak to the group." : null, ["allowsAnonymous"] = prng.Chance(0.3) ? true : null,
        }),
        '7' when number[1] == '1' => Extension(prng, number, "system-access", new JsonObject { ["forwardTo"] = prng.Pick("voicemail", "time-configuration") }),
        '7' => Extension(prng, number, "voicemail-number", new JsonObject { ["mailbox"] = prng.Pick("voicemail", "user-mailbox", "group-mailbox"), ["groupMailbox"] = null }),
        _ => Extension(prng, number, Mailbox.Key, Box(prng, number)),
    };

    // what sends calls on, to one or to several
    private static JsonObject Routing(Prng prng, string number) => number[1] switch
    {
        '0' => Extension(prng, number, "group", new JsonObject
        {
            ["members"] = Some(prng, Users), ["external"] = Forwards(prng, number), ["internal"] = Forwards(prng, number), ["callerId"] = prng.Pick("calling", "called"),
            ["transferTimeout"] = prng.Chance(0.7) ? prng.Pick("00:00:11.1730000", "00:00:29.1730000") : null,
        }),
        '1' => Extension(prng, number, "hunt-group", new JsonObject
        {
            ["members"] = Some(prng, Users), ["distribution"] = prng.Pick("simultaneous", "fixed-order", "circular", "uniform"), ["ringFor"] = prng.Pick("00:00:07.1930000", "00:00:22.1930000"),
            ["goesOn"] = prng.Chance(0.2) ? false : null, ["waitFor"] = prng.Chance(0.5) ? "00:00:41.3930000" : null, ["fallback"] = To(prng, number), ["playsBusyTone"] = prng.Chance(0.3) ? true : null,
        }),
        '2' => Extension(prng, number, "call-limit", new JsonObject { ["limit"] = prng.Below(3), ["within"] = To(prng, number), ["above"] = To(prng, number) }),
        '3' => Extension(prng, number, "tbr", new JsonObject
        {
            ["failover"] = To(prng, number),
            ["periods"] = new JsonArray([.. Enumerable.Range(0, prng.Below(4)).Select(i => (JsonNode)new JsonObject
            {
                ["startDay"] = prng.Pick("monday", "wednesday"), ["start"] = "08:00", ["endDay"] = prng.Pick("thursday", "saturday"), ["end"] = $"{12 + i}:30", ["destination"] = To(prng, number),
            })]),
        }),
        '4' => Extension(prng, number, "lbr", new JsonObject
        {
            ["by"] = "area-code", ["fallback"] = To(prng, number), ["mobileFallback"] = prng.Chance(0.5) ? To(prng, number) : null, ["blockedFallback"] = prng.Chance(0.5) ? To(prng, number) : null,
            ["entries"] = new JsonArray(new JsonObject { ["match"] = "20", ["destination"] = To(prng, number), ["prefix"] = "Amsterdam" }),
        }),
        '5' => Extension(prng, number, "extension-picker", new JsonObject { ["fallback"] = To(prng, number) }),
        '6' => Extension(prng, number, "authentication", new JsonObject
        {
            ["by"] = "caller-id", ["forward"] = To(prng, number), ["fallback"] = prng.Chance(0.5) ? To(prng, number) : null,
            ["entries"] = new JsonArray(new JsonObject { ["caller"] = "+3161234*", ["destination"] = prng.Chance(0.5) ? To(prng, number) : null }),
        }),
        '8' => Extension(prng, number, "rule-based", new JsonObject
        {
            ["rules"] = new JsonArray([.. Enumerable.Range(0, prng.Below(5)).Select(i => (JsonNode)Rule(prng, number, i))]), ["fallback"] = prng.Chance(0.8) ? Action(prng, number) : null,
            ["information"] = prng.Chance(0.3) ? "Rules" : null, ["promptLanguage"] = prng.Chance(0.3) ? prng.Pick("de", "fi") : null, ["prefersOwnNumber"] = prng.Chance(0.3) ? true : null,
        }),
        _ => Extension(prng, number, "ai", new JsonObject { ["endpoint"] = "https://bots.example.com/", ["fallback"] = prng.Chance(0.7) ? To(prng, number) : null }),
    };

    private static JsonObject Rule(Prng prng, string number, int i) => new()
    {
        ["name"] = $"Rule {i}", ["then"] = Action(prng, number),
        ["when"] = new JsonObject
        {
            ["caller"] = prng.Chance(0.4) ? new JsonObject { ["numbers"] = new JsonArray("+316*"), ["kinds"] = prng.Chance(0.5) ? new JsonArray("anonymous") : null, ["not"] = prng.Chance(0.3) ? true : null } : null,
            ["called"] = prng.Chance(0.2) ? new JsonObject { ["numbers"] = new JsonArray(prng.Pick<string>(Numbers)) } : null,
            ["time"] = prng.Chance(0.4) ? new JsonObject { ["periods"] = new JsonArray(new JsonObject { ["days"] = new JsonArray("monday", "friday", "sunday"), ["start"] = "08:00", ["end"] = prng.Pick("03:00", "17:30") }) } : null,
            ["date"] = prng.Chance(0.2) ? new JsonObject { ["from"] = "2026-06-01", ["not"] = prng.Chance(0.5) ? true : null } : null,
            ["working"] = prng.Chance(0.1) ? new JsonObject { ["is"] = prng.Pick("working-time", "night") } : null,
            ["inCall"] = prng.Chance(0.1) ? new JsonObject { ["user"] = prng.Pick<string>(Users) } : null,
        },
    };

    private static JsonObject Action(Prng prng, string number) => prng.Below(5) switch
    {
        0 => new JsonObject { ["do"] = "message", ["message"] = "A message by a rule.", ["destination"] = prng.Chance(0.5) ? To(prng, number) : null },
        1 => new JsonObject { ["do"] = "forward", ["destination"] = To(prng, number) },
        2 => new JsonObject { ["do"] = "busy" },
        _ => new JsonObject
        {
            ["do"] = "ring", ["ringFor"] = prng.Chance(0.5) ? "00:00:33.2970000" : null,
            ["ring"] = new JsonArray([.. Enumerable.Range(0, 3).Select(_ => prng.Chance(0.7) ? prng.Pick<string>(Users) : To(prng, number)).Distinct().Select((to, i) => (JsonNode)new JsonObject
            {
                ["destination"] = to, ["after"] = i == 0 && prng.Chance(0.8) ? null : prng.Pick("00:00:07.4310000", "00:00:13.5170000", "00:01:30.6110000"),
            })]),
        },
    };

    private static JsonObject? Forwards(Prng prng, string number) => prng.Chance(0.7)
        ? new JsonObject { ["always"] = prng.Chance(0.2) ? Several(prng, number) : null, ["busy"] = prng.Chance(0.5) ? Several(prng, number) : null, ["noAnswer"] = prng.Chance(0.7) ? Several(prng, number) : null }
        : null;

    private static JsonArray Several(Prng prng, string number) => new([.. Enumerable.Range(0, prng.Chance(0.6) ? 1 : 3).Select(_ => (JsonNode)To(prng, number))]);

    private static JsonArray Some(Prng prng, string[] of) => new([.. of.Where((_, i) => i == 0 || prng.Chance(0.6)).Select(one => (JsonNode)one)]);

    private static JsonObject Box(Prng prng, string number)
    {
        var takes = prng.Chance(0.8);
        return new JsonObject
        {
            ["greeting"] = prng.Chance(0.4) ? "Speak after the tone." : null,
            ["takesMessages"] = takes,
            ["afterGreeting"] = !takes && prng.Chance(0.5) ? To(prng, number) : null,
            ["longestMessage"] = prng.Chance(0.5) ? TimeSpan.FromSeconds(30 + prng.Below(60)).ToString("c", CultureInfo.InvariantCulture) : null,
        };
    }

    private static JsonObject Extension(Prng prng, string number, string type, JsonObject config) => new JsonObject
    {
        ["number"] = number, ["name"] = $"{type} {number}", ["type"] = type, ["config"] = config, ["language"] = prng.Chance(0.2) ? prng.Pick("en", "da", "es", "fi") : null,
    };

    // most go on to what comes later, so that few drafts have circles
    private static string To(Prng prng, string from)
    {
        if (prng.Chance(0.1))
        {
            return prng.Pick<string>(Outside.Split(' '));
        }

        var later = All.Where(number => string.CompareOrdinal(number, from) > 0).ToArray();
        return later.Length > 0 && prng.Chance(0.96) ? prng.Pick<string>(later) : prng.Pick<string>(All);
    }

    private static string Clock(Prng prng) => string.Create(CultureInfo.InvariantCulture, $"{prng.Below(24):00}:{prng.Below(60):00}");

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TimeSpan Odd(Prng prng, int least, int most) => TimeSpan.FromSeconds(least + prng.Below(most - least)) + TimeSpan.FromMilliseconds(1 + (2 * prng.Below(499)) + 0.137);

    // what is not set is left out
    private static JsonNode WithoutNull(JsonNode node)
    {
        foreach (var (name, value) in (node as JsonObject)?.ToList() ?? [])
        {
            if (value is null)
            {
                ((JsonObject)node).Remove(name);
            }
            else
            {
                WithoutNull(value);
            }
        }

        foreach (var item in node as JsonArray ?? [])
        {
            WithoutNull(item ?? throw new InvalidOperationException("A list holds no null."));
        }

        return node;
    }
}
