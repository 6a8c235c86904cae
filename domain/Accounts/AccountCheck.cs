using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Pbx.Domain.Assertions;
using Pbx.Domain.CallFlows;
using Pbx.Domain.CallRules;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Menus;
using Pbx.Domain.NightMode;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Schedules;
using Pbx.Domain.Secrets;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Time;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;
using Pbx.Domain.VoicemailNumbers;
using Pbx.Domain.WorkingHours;

namespace Pbx.Domain.Accounts;

/// <summary>Finds everything that is wrong with an account document, each with a pointer to its place.</summary>
public static class AccountCheck
{
    /// <summary>All problems; warnings do not hinder saving.</summary>
    public static IReadOnlyList<Problem> Check(AccountDocument document) => Check(document, FrozenSet<string>.Empty);

    /// <summary>What a document consists of, for checking parts of it.</summary>
    public static IDialPlan Plan(AccountDocument document) => new DialPlan(document, FrozenSet<string>.Empty);

    /// <summary>All problems of a document of which some places could not be read; what depends on a list that could not be read is let pass.</summary>
    internal static IReadOnlyList<Problem> Check(AccountDocument document, IReadOnlySet<string> unread)
    {
        ArgumentNullException.ThrowIfNull(document);
        var plan = new DialPlan(document, unread);
        return [.. Account(document.Account), .. ByTime(document.Account, plan), .. Numbers(document, plan), .. Extensions(document, plan), .. Devices.Check(document.Extensions), .. MenuCheck.StarCodes(document.Extensions), .. GroupMailbox.Codes(document.Extensions), .. QueueCheck.InAccount(document.Extensions), .. VoicemailNumber.WithoutMailbox(document.Extensions), .. SchemeCheck.Check(document.Schemes, plan), .. Prompts(document), .. FlowCheck.Check(document), .. NightModeCheck.Twice(document), .. AssertionCheck.Check(document)];
    }

    private static IEnumerable<Problem> Account(AccountSettings account)
    {
        foreach (var problem in NameCheck.Check(account.Name))
        {
            yield return problem.Under("/account/name");
        }

        foreach (var problem in account.Display is { CompanyName: { } company } ? NameCheck.Check(company) : [])
        {
            yield return problem.Under("/account/display/companyName");
        }

        if (account.ExtensionLength is < 2 or > 5)
        {
            yield return new Problem("/account/extensionLength", "Extensions have 2 to 5 digits.");
        }

        if (account is { StartNumber: { } start, ExtensionLength: { } length } && start.ToString(CultureInfo.InvariantCulture).Length != length)
        {
            yield return new Problem("/account/startNumber", $"Extensions of this account have {length} digits.");
        }

        if (!Zones.IsKnown(account.TimeZone))
        {
            yield return new Problem("/account/timeZone", Zones.Unknown(account.TimeZone));
        }

        foreach (var problem in Timers.Check(account.Timers))
        {
            yield return problem.Under("/account/timers");
        }

        if (account.Tenants.Count == 0)
        {
            yield return new Problem("/account/tenants", "Without a tenant nobody can sign in to administer the account.", IsWarning: true);
        }
    }

    private static IEnumerable<Problem> ByTime(AccountSettings account, DialPlan plan)
    {
        var hours = WorkingHoursCheck.Check(account.WorkingHours).Select(problem => problem.Under("/workingHours"));
        var rules = NumberClassCheck.Check(account).Concat(RuleDestinations.Check(account.RuleDestinations ?? []).Select(problem => problem.Under("/ruleDestinations"))).Concat(RuleCheck.Layers(account.UserRules, plan).Select(problem => problem.Under("/userRules")));
        return hours.Concat(rules).Concat(SharedScheduleCheck.Check(account)).Concat(UserGroup.Check(account, plan)).Concat(NightModeCheck.Company(account, plan)).Select(problem => problem.Under("/account"));
    }

    private static IEnumerable<Problem> Numbers(AccountDocument document, DialPlan plan)
    {
        var seen = new HashSet<PhoneNumber>();
        for (var i = 0; i < document.Account.Numbers.Count; i++)
        {
            if (!seen.Add(document.Account.Numbers[i]))
            {
                yield return new Problem($"/account/numbers/{i}", $"{document.Account.Numbers[i]} is listed twice.");
            }
        }

        if (document.Account.MainNumber is { } main && !plan.Owns(main))
        {
            yield return new Problem("/account/mainNumber", $"{main} is not a number of this account.");
        }
    }

    private static IEnumerable<Problem> Extensions(AccountDocument document, DialPlan plan)
    {
        var seen = new HashSet<ExtensionNumber>();
        var length = plan.Length;
        for (var i = 0; i < document.Extensions.Count; i++)
        {
            var extension = document.Extensions[i];
            var at = $"/extensions/{i}";
            if (length is >= 2 and <= 5 && extension.Number.Value.Length != length)
            {
                yield return new Problem($"{at}/number", $"Extensions of this account have {length} digits{(document.Account.ExtensionLength is null ? ", as its first one" : "; that cannot be changed")}.");
            }

            if (SystemNumbers.Reserves(document.Account.Country, extension.Number) is { } reserved)
            {
                yield return new Problem($"{at}/number", reserved);
            }

            if (!seen.Add(extension.Number))
            {
                yield return new Problem($"{at}/number", $"Extension {extension.Number} is listed twice.");
            }

            foreach (var problem in NameCheck.Check(extension.Name))
            {
                yield return problem.Under($"{at}/name");
            }

            if (extension is { StartDate: { } start, EndDate: { } end } && end.Date < start.Date)
            {
                yield return new Problem($"{at}/endDate", "The last day is not before the first one.");
            }

            foreach (var pointer in ToItself(extension))
            {
                yield return new Problem($"{at}{pointer}", "An extension cannot be its own destination.");
            }

            foreach (var problem in ScheduleCheck.Check(extension, plan))
            {
                yield return problem.Under($"{at}/schedule");
            }

            foreach (var problem in extension.Type.Check(extension.Config, plan))
            {
                yield return problem.Under($"{at}/config");
            }

            foreach (var place in PinPlace.In(extension.Config))
            {
                foreach (var problem in Pin.Check(place.Of(extension.Config)))
                {
                    yield return problem.Under($"{at}/config{place.Pointer}");
                }
            }
        }
    }

    // the check of its schedule says so too (EXT-058)
    private static IEnumerable<string> ToItself(Extension extension) =>
        extension.Type.Ways(extension.Config).Where(way => !way.Waits && way.To == new Destination.ToExtension(extension.Number)).Select(way => $"/config{way.Pointer}").Distinct(StringComparer.Ordinal);

    private static IEnumerable<Problem> Prompts(AccountDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Prompts.Count; i++)
        {
            var prompt = document.Prompts[i];
            foreach (var problem in NameCheck.Check(prompt.Name))
            {
                yield return problem.Under($"/prompts/{i}/name");
            }

            if (!seen.Add(prompt.Name))
            {
                yield return new Problem($"/prompts/{i}/name", $"Prompt “{prompt.Name}” is listed twice.");
            }

            if (string.IsNullOrWhiteSpace(prompt.Description) || prompt.Description.EnumerateRunes().Count() > OwnPrompt.LongestDescription)
            {
                yield return new Problem($"/prompts/{i}/description", "A description has 1 to 500 characters.");
            }

            if (!prompt.Files.All.Any())
            {
                yield return new Problem($"/prompts/{i}/files", "A prompt needs a file in at least one language.");
            }
        }
    }

    private sealed class DialPlan(AccountDocument document, IReadOnlySet<string> unread) : IDialPlan
    {
        private readonly Dictionary<ExtensionNumber, string> types = document.Extensions.DistinctBy(e => e.Number).ToDictionary(e => e.Number, e => e.Type.Key);
        private readonly HashSet<string> prompts = document.Prompts.Select(prompt => prompt.Name).ToHashSet(StringComparer.Ordinal);
        private readonly HashSet<PhoneNumber> numbers = [.. document.Account.Numbers];

        public AccountSettings Account => document.Account;

        public string? TypeOf(ExtensionNumber number) => types.GetValueOrDefault(number) ?? (JsonPointer.IsWithin("/extensions", unread) ? "" : null);

        // a length that could not be read is not taken from the first extension
        public int? Length => JsonPointer.IsWithin("/account/extensionLength", unread) ? null : ExtensionNumbers.Length(document);

        public bool HasPrompt(string name) => prompts.Contains(name) || JsonPointer.IsWithin("/prompts", unread);

        public bool Owns(PhoneNumber number) => numbers.Contains(number) || JsonPointer.IsWithin("/account/numbers", unread);
    }
}
