using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Engine.Configurations;

/// <summary>
/// Loads and saves whole accounts. A save of any size is atomic: sections are written first, then the pointer flips. Numbers that are new are claimed before the flip and those that are gone
/// released after it, so a number never leads to two accounts.
/// </summary>
public sealed class AccountSaving(IConfigurationStore store, INumberDirectory numbers, AccountConfigurations configurations, TimeProvider time)
{
    /// <summary>An account as it was saved last, or nothing.</summary>
    public async Task<(AccountDocument Document, ConfigurationPointer Pointer)?> Load(AccountId account, CancellationToken cancel)
    {
        if (await store.ReadPointer(account, cancel) is not { } pointer)
        {
            return null;
        }

        var manifest = await configurations.Load<Manifest>(account, pointer.Version.Manifest, cancel);
        var settings = await configurations.Load<AccountSettings>(account, manifest.Account, cancel);
        var schemes = await configurations.Load<SchemesSection>(account, manifest.Schemes, cancel);
        var pages = await Task.WhenAll(manifest.Pages.Select(page => configurations.Load<ExtensionPage>(account, page.Section, cancel)));
        var entries = pages.SelectMany(page => page.Extensions).ToList();
        var extensions = await Task.WhenAll(entries.Select(entry => configurations.Load<Extension>(account, entry.Section, cancel)));
        return (new AccountDocument(settings, schemes.Schemes, ValueList.From(extensions)), pointer);
    }

    /// <summary>The settings of an account and the tag of its newest version, without the rest.</summary>
    public async Task<AccountSettings?> Settings(AccountId account, CancellationToken cancel)
    {
        if (await store.ReadPointer(account, cancel) is not { } pointer)
        {
            return null;
        }

        var manifest = await configurations.Load<Manifest>(account, pointer.Version.Manifest, cancel);
        return await configurations.Load<AccountSettings>(account, manifest.Account, cancel);
    }

    /// <summary>The newest version of an account, or nothing when there is no such account.</summary>
    public Task<ConfigurationPointer?> Newest(AccountId account, CancellationToken cancel) => store.ReadPointer(account, cancel);

    /// <summary>What saving a document would change, and everything that hinders it. Nothing is written.</summary>
    public async Task<Review> Review(AccountId account, AccountReading.Parsed reading, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var before = await Load(account, cancel);
        return new Review(before?.Pointer, AccountText.Changes(before?.Document, reading), await Problems(account, reading, before?.Document, cancel));
    }

    /// <summary>Saves a document as somebody wrote it, all or nothing; a refusal names everything that is wrong with it.</summary>
    /// <param name="tag">The tag of the version that was changed; none: the account is new.</param>
    public async Task<Saving> Save(AccountId account, AccountReading.Parsed reading, string? tag, string by, string why, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.HasErrors
            ? new Saving.Refused(await Problems(account, reading, (await Load(account, cancel))?.Document, cancel))
            : await Save(account, reading.Document, tag, by, why, cancel);
    }

    /// <summary>Checks a document and saves it, all or nothing.</summary>
    /// <param name="tag">The tag of the version that was changed; none: the account is new.</param>
    public async Task<Saving> Save(AccountId account, AccountDocument document, string? tag, string by, string why, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(document);
        var problems = AccountCheck.Check(document);
        if (problems.Any(problem => !problem.IsWarning))
        {
            return new Saving.Refused(problems);
        }

        var before = await Load(account, cancel);
        if (before?.Pointer.Tag != tag)
        {
            return new Saving.Outdated();
        }

        var stored = before?.Document.Extensions.ToDictionary(extension => extension.Number);
        var unkept = document.Extensions.Select((extension, i) => KeptPins.Check(extension, stored?.GetValueOrDefault(extension.Number))?.Under($"/extensions/{i}")).OfType<Problem>().ToList();
        if (unkept.Count > 0)
        {
            return new Saving.Refused(unkept);
        }

        document = document with { Extensions = document.Extensions.Change(extension => KeptPins.Settle(extension, stored?.GetValueOrDefault(extension.Number))) };
        var sections = Split(document, out var manifest);
        if (sections.FirstOrDefault(section => section.Content.Length > Sections.Largest) is { } large)
        {
            return new Saving.Refused([new Problem("", $"A part of the account has {large.Content.Length} bytes; the largest possible is {Sections.Largest}.")]);
        }

        if (await Claim(account, document, before?.Document, cancel) is { Count: > 0 } taken)
        {
            return new Saving.Refused(taken);
        }

        await store.WriteSections(account, sections, cancel);
        var version = new ConfigurationVersion((before?.Pointer.Version.Number ?? 0) + 1, manifest.Name, by, time.GetUtcNow(), why);
        if (await store.Flip(account, tag, version, cancel) is not { } pointer)
        {
            return new Saving.Outdated();
        }

        var kept = document.Account.Numbers.ToHashSet();
        foreach (var gone in before?.Document.Account.Numbers.Where(number => !kept.Contains(number)) ?? [])
        {
            await numbers.Release(gone, account, cancel);
        }

        return new Saving.Saved(pointer, problems);
    }

    // what the document itself says is wrong with it, and what only the store knows
    private async Task<List<Problem>> Problems(AccountId account, AccountReading.Parsed reading, AccountDocument? before, CancellationToken cancel)
    {
        var document = reading.Document;
        var stored = before?.Extensions.ToDictionary(extension => extension.Number);
        var known = before?.Account.Numbers.ToHashSet() ?? [];
        var more = document.Extensions.Select((extension, i) => KeptPins.Check(extension, stored?.GetValueOrDefault(extension.Number))?.Under($"/extensions/{i}")).OfType<Problem>().ToList();
        for (var i = 0; i < document.Account.Numbers.Count; i++)
        {
            var number = document.Account.Numbers[i];
            if (!known.Contains(number) && await numbers.Find(number, cancel) is { } owner && owner != account)
            {
                more.Add(new Problem($"/account/numbers/{i}", $"{number} is in use by another account."));
            }
        }

        return [.. reading.Problems, .. more.Select(reading.AsWritten).OfType<Problem>()];
    }

    private async Task<List<Problem>> Claim(AccountId account, AccountDocument document, AccountDocument? before, CancellationToken cancel)
    {
        var known = before?.Account.Numbers.ToHashSet() ?? [];
        var taken = new List<Problem>();
        var claimed = new List<PhoneNumber>();
        for (var i = 0; i < document.Account.Numbers.Count; i++)
        {
            var number = document.Account.Numbers[i];
            if (known.Contains(number))
            {
                continue;
            }

            if (await numbers.Claim(number, account, cancel) == account)
            {
                claimed.Add(number);
            }
            else
            {
                taken.Add(new Problem($"/account/numbers/{i}", $"{number} is in use by another account."));
            }
        }

        if (taken.Count > 0)
        {
            foreach (var number in claimed)
            {
                await numbers.Release(number, account, cancel);
            }
        }

        return taken;
    }

    private static List<ConfigurationSection> Split(AccountDocument document, out ConfigurationSection manifest)
    {
        var account = Sections.Write(document.Account);
        var schemes = Sections.Write(new SchemesSection(ValueList.From(document.Schemes.OrderBy(scheme => scheme.Number))));
        var sections = new List<ConfigurationSection> { account, schemes };
        var pages = new List<ManifestPage>();
        foreach (var group in document.Extensions.GroupBy(extension => ManifestPage.PrefixOf(extension.Number)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var entries = new List<ExtensionEntry>();
            foreach (var extension in group.OrderBy(extension => extension.Number.Value, StringComparer.Ordinal))
            {
                var section = Sections.Write(extension);
                sections.Add(section);
                entries.Add(new ExtensionEntry(extension.Number, section.Name));
            }

            var page = Sections.Write(new ExtensionPage(ValueList.From(entries)));
            sections.Add(page);
            pages.Add(new ManifestPage(group.Key, page.Name));
        }

        manifest = Sections.Write(new Manifest(account.Name, schemes.Name, ValueList.From(pages)));
        sections.Add(manifest);
        return [.. sections.DistinctBy(section => section.Name)];
    }
}

/// <summary>What a save would do.</summary>
/// <param name="Newest">The version that would be replaced; none: the account is new.</param>
public sealed record Review(ConfigurationPointer? Newest, IReadOnlyList<Change> Changes, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether nothing hinders saving; warnings do not.</summary>
    public bool CanBeSaved => !Problems.Any(problem => !problem.IsWarning);
}

/// <summary>What became of a save.</summary>
public abstract record Saving
{
    private Saving()
    {
    }

    /// <summary>Saved; the problems are warnings.</summary>
    public sealed record Saved(ConfigurationPointer Pointer, IReadOnlyList<Problem> Warnings) : Saving;

    /// <summary>Nothing was saved, for these reasons.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : Saving;

    /// <summary>Nothing was saved: somebody else has saved since.</summary>
    public sealed record Outdated : Saving;
}
