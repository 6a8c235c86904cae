using System.Collections.Frozen;
using System.Text;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Accounts;

/// <summary>Finds everything that is wrong with an account document, each with a pointer to its place.</summary>
public static class AccountCheck
{
    private const int LongestName = 64; // EXT-046, NPL-008

    /// <summary>All problems; warnings do not hinder saving.</summary>
    public static IReadOnlyList<Problem> Check(AccountDocument document) => Check(document, FrozenSet<string>.Empty);

    /// <summary>All problems of a document of which some places could not be read; what depends on a list that could not be read is let pass.</summary>
    internal static IReadOnlyList<Problem> Check(AccountDocument document, IReadOnlySet<string> unread)
    {
        ArgumentNullException.ThrowIfNull(document);
        var plan = new DialPlan(document, unread);
        return [.. Account(document.Account), .. Numbers(document, plan), .. Extensions(document, plan), .. Schemes(document, plan), .. Prompts(document)];
    }

    private static IEnumerable<Problem> Account(AccountSettings account)
    {
        foreach (var problem in Name(account.Name))
        {
            yield return problem.Under("/account/name");
        }

        if (account.ExtensionLength is < 2 or > 5)
        {
            yield return new Problem("/account/extensionLength", "Extensions have 2 to 5 digits.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(account.TimeZone, out var zone) || !zone.HasIanaId)
        {
            yield return new Problem("/account/timeZone", $"“{account.TimeZone}” is no time zone; one is named like Europe/Amsterdam.");
        }

        if (account.Tenants.Count == 0)
        {
            yield return new Problem("/account/tenants", "Without a tenant nobody can sign in to administer the account.", IsWarning: true);
        }
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
        for (var i = 0; i < document.Extensions.Count; i++)
        {
            var extension = document.Extensions[i];
            var at = $"/extensions/{i}";
            if (document.Account.ExtensionLength is >= 2 and <= 5 && extension.Number.Value.Length != document.Account.ExtensionLength)
            {
                yield return new Problem($"{at}/number", $"Extensions of this account have {document.Account.ExtensionLength} digits.");
            }

            if (!seen.Add(extension.Number))
            {
                yield return new Problem($"{at}/number", $"Extension {extension.Number} is listed twice.");
            }

            foreach (var problem in Name(extension.Name))
            {
                yield return problem.Under($"{at}/name");
            }

            foreach (var problem in extension.Type.Check(extension.Config, plan))
            {
                yield return problem.Under($"{at}/config");
            }

            foreach (var problem in Pin.Check((extension.Config as IHasPin)?.Pin))
            {
                yield return problem.Under($"{at}/config/pin");
            }
        }
    }

    private static IEnumerable<Problem> Schemes(AccountDocument document, DialPlan plan)
    {
        if (!document.Schemes.Any(scheme => scheme.Number == Scheme.Main))
        {
            yield return new Problem("/schemes", "Every account has the main scheme, number 1.");
        }

        var linkedBy = new Dictionary<PhoneNumber, int>();
        var seen = new HashSet<int>();
        for (var i = 0; i < document.Schemes.Count; i++)
        {
            var scheme = document.Schemes[i];
            if (scheme.Number is < 1 or > 99 || !seen.Add(scheme.Number))
            {
                yield return new Problem($"/schemes/{i}/number", "A scheme has a number from 1 to 99 of its own.");
            }

            foreach (var problem in Name(scheme.Name))
            {
                yield return problem.Under($"/schemes/{i}/name");
            }

            foreach (var problem in Plans(scheme, plan, linkedBy))
            {
                yield return problem.Under($"/schemes/{i}");
            }
        }
    }

    private static IEnumerable<Problem> Plans(Scheme scheme, DialPlan plan, Dictionary<PhoneNumber, int> linkedBy)
    {
        if (scheme.Plans.Count is 0 or > 99)
        {
            yield return new Problem("/plans", "A scheme has 1 to 99 plans.");
        }

        if (scheme.DefaultDestination is { } fallback && plan.TypeOf(fallback) is null)
        {
            yield return new Problem("/defaultDestination", $"There is no extension {fallback}.");
        }

        if (scheme is { DefaultDestination: not null, Number: not Scheme.Main })
        {
            yield return new Problem("/defaultDestination", "Only the main scheme has a default destination.");
        }

        var numbers = new HashSet<int>();
        for (var i = 0; i < scheme.Plans.Count; i++)
        {
            var one = scheme.Plans[i];
            if (one.Number is < 1 or > 99 || !numbers.Add(one.Number))
            {
                yield return new Problem($"/plans/{i}/number", "A plan has a number from 1 to 99 of its own.");
            }

            foreach (var problem in Name(one.Name))
            {
                yield return problem.Under($"/plans/{i}/name");
            }

            foreach (var problem in Links(one, scheme, plan, linkedBy))
            {
                yield return problem.Under($"/plans/{i}");
            }
        }
    }

    private static IEnumerable<Problem> Links(Plan one, Scheme scheme, DialPlan plan, Dictionary<PhoneNumber, int> linkedBy)
    {
        var seen = new HashSet<PhoneNumber>();
        for (var i = 0; i < one.Links.Count; i++)
        {
            var link = one.Links[i];
            if (!plan.Owns(link.Number))
            {
                yield return new Problem($"/links/{i}/number", $"{link.Number} is not a number of this account.");
            }

            if (!seen.Add(link.Number))
            {
                yield return new Problem($"/links/{i}/number", $"{link.Number} is linked twice in plan {one.Number}.");
            }

            if (!linkedBy.TryAdd(link.Number, scheme.Number) && linkedBy[link.Number] != scheme.Number)
            {
                yield return new Problem($"/links/{i}/number", $"{link.Number} is linked in scheme {linkedBy[link.Number]} already; a number belongs to one scheme.");
            }

            if (plan.TypeOf(link.Extension) is null)
            {
                yield return new Problem($"/links/{i}/extension", $"There is no extension {link.Extension}.");
            }

            if (link.Prefix.Length > 20)
            {
                yield return new Problem($"/links/{i}/prefix", "A prefix has at most 20 characters.");
            }
        }
    }

    private static IEnumerable<Problem> Prompts(AccountDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Prompts.Count; i++)
        {
            var prompt = document.Prompts[i];
            foreach (var problem in Name(prompt.Name))
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

    private static IEnumerable<Problem> Name(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.EnumerateRunes().Count() > LongestName)
        {
            yield return new Problem("", "A name has 1 to 64 characters.");
        }
    }

    private sealed class DialPlan(AccountDocument document, IReadOnlySet<string> unread) : IDialPlan
    {
        private readonly Dictionary<ExtensionNumber, string> types = document.Extensions.DistinctBy(e => e.Number).ToDictionary(e => e.Number, e => e.Type.Key);
        private readonly HashSet<string> prompts = document.Prompts.Select(prompt => prompt.Name).ToHashSet(StringComparer.Ordinal);
        private readonly HashSet<PhoneNumber> numbers = [.. document.Account.Numbers];

        public AccountSettings Account => document.Account;

        public string? TypeOf(ExtensionNumber number) => types.GetValueOrDefault(number) ?? (JsonPointer.IsWithin("/extensions", unread) ? "" : null);

        public bool HasPrompt(string name) => prompts.Contains(name) || JsonPointer.IsWithin("/prompts", unread);

        public bool Owns(PhoneNumber number) => numbers.Contains(number) || JsonPointer.IsWithin("/account/numbers", unread);
    }
}
