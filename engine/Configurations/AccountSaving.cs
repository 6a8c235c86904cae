using Pbx.Domain.Accounts;
using Pbx.Domain.Assertions;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Users;
using Pbx.Domain.Voicemail;
using Pbx.Domain.WorkingHours;
using Pbx.Engine.Audio;
using Pbx.Engine.Numbers;

namespace Pbx.Engine.Configurations;

/// <summary>
/// Loads and saves whole accounts. A save of any size is atomic: sections are written first, then the pointer flips. What a save leaves behind that is broken off before are sections that no version
/// names, at most those that it would have added, and the same ones when it is repeated.
/// </summary>
/// <param name="after">Hears of each save; nothing: nobody does.</param>
public sealed class AccountSaving(IConfigurationStore store, INumberDirectory numbers, IAudioStore audio, AccountConfigurations configurations, TimeProvider time, IAfterSave? after = null)
{
    private readonly NumberClaims claims = new(numbers, configurations, store, time);

    /// <summary>The newest version of an account, or nothing when there is no such account.</summary>
    public Task<ConfigurationPointer?> Newest(AccountId account, CancellationToken cancel) => store.ReadPointer(account, cancel);

    /// <summary>An account as it was saved last, or nothing.</summary>
    public async Task<(AccountDocument Document, ConfigurationPointer Pointer)?> Load(AccountId account, CancellationToken cancel) =>
        await Stored(account, cancel) is { } stored ? (await stored.Document(cancel), stored.Pointer) : null;

    /// <summary>The schemes of an account as they were saved last, without the links of their plans and without reading the rest; nothing when there is no such account.</summary>
    public async Task<IReadOnlyList<Scheme>?> Schemes(AccountId account, CancellationToken cancel) =>
        await Stored(account, cancel) is { } stored ? await stored.Schemes(cancel) : null;

    /// <summary>Whether a version with a certain reason was saved since an instant: whoever puts something unique into it learns whether an earlier try took effect.</summary>
    public async Task<bool> HasSaved(AccountId account, string why, DateTimeOffset since, CancellationToken cancel)
    {
        await foreach (var version in store.History(account, null, cancel))
        {
            if (version.Why == why || version.At < since)
            {
                return version.Why == why;
            }
        }

        return false;
    }

    /// <summary>What holds for a whole account, without the list of its numbers and without reading the rest.</summary>
    public async Task<AccountSettings?> Settings(AccountId account, CancellationToken cancel) =>
        await Stored(account, cancel) is { } stored ? await stored.Settings(cancel) : null;

    /// <summary>The schemes of an account with their links, without reading its extensions; nothing when there is no such account.</summary>
    public async Task<StoredSchemes?> LinkedSchemes(AccountId account, CancellationToken cancel) => await Stored(account, cancel) is { } stored
        ? new StoredSchemes(stored.Pointer, (await stored.Settings(cancel)) with { Numbers = ValueList.From(await stored.Numbers(cancel)) }, await stored.LinkedSchemes(cancel))
        : null;

    /// <summary>Some extensions of an account as it was saved last, those of them that there are.</summary>
    public async Task<IReadOnlyDictionary<ExtensionNumber, Extension>> Extensions(AccountId account, IReadOnlyCollection<ExtensionNumber> wanted, CancellationToken cancel) =>
        await Stored(account, cancel) is { } stored ? await stored.Find(wanted, cancel) : new Dictionary<ExtensionNumber, Extension>();

    /// <summary>What saving a document would change, and everything that hinders it. Nothing is written.</summary>
    public Task<Review> Review(AccountId account, AccountReading.Parsed reading, CancellationToken cancel) => Review(account, reading, acceptsBroken: false, cancel);

    /// <summary>What saving a document would change, and everything that hinders it. Nothing is written.</summary>
    /// <param name="acceptsBroken">Whether broken assertions do not hinder the save.</param>
    public async Task<Review> Review(AccountId account, AccountReading.Parsed reading, bool acceptsBroken, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var before = await Stored(account, cancel);
        var document = before is null ? null : await before.Document(cancel);
        var effects = document is null || reading.HasErrors ? [] : Effects.Between(document, reading.Document, time.GetUtcNow());
        return new Review(before?.Pointer, AccountText.Changes(document, reading), effects, await Problems(account, reading, before, acceptsBroken, cancel));
    }

    /// <summary>Saves a document as somebody wrote it, all or nothing; a refusal names everything that is wrong with it.</summary>
    /// <param name="tag">The tag of the version that was changed; none: the account is new.</param>
    public async Task<Saving> Save(AccountId account, AccountReading.Parsed reading, string? tag, VersionNote note, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.HasErrors
            ? new Saving.Refused(await Problems(account, reading, await Stored(account, cancel), note.AcceptsBroken, cancel))
            : await Save(account, reading.Document, reading.Problems, tag, note, cancel);
    }

    /// <summary>Checks a document and saves it, all or nothing.</summary>
    /// <param name="tag">The tag of the version that was changed; none: the account is new.</param>
    public Task<Saving> Save(AccountId account, AccountDocument document, string? tag, string by, string why, CancellationToken cancel) =>
        Save(account, document, tag, new VersionNote(by, why), cancel);

    /// <summary>Checks a document and saves it, all or nothing.</summary>
    /// <param name="tag">The tag of the version that was changed; none: the account is new.</param>
    public async Task<Saving> Save(AccountId account, AccountDocument document, string? tag, VersionNote note, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(document);
        var problems = AccountCheck.Check(document);
        return problems.Any(problem => !problem.IsWarning) ? new Saving.Refused(problems) : await Save(account, document, problems, tag, note, cancel);
    }

    private async Task<Saving> Save(AccountId account, AccountDocument document, IReadOnlyList<Problem> warnings, string? tag, VersionNote note, CancellationToken cancel)
    {
        var before = await Stored(account, cancel);
        if (before?.Pointer.Tag != tag)
        {
            return new Saving.Outdated();
        }

        document = before is null ? CompanyMailbox.In(document) : document;

        var (settled, problems) = await Settle(document, before, cancel);
        var tree = AccountTree.Of(settled);
        var has = Addresses(document).Select(one => one.Address).ToHashSet();
        var had = before is null ? new HashSet<PhoneAddress>() : await before.Addresses(cancel);
        var added = has.Except(had).ToList();
        problems = [.. problems, .. await Unstored(account, document, before, cancel), .. tree.Problems];
        if (problems.Count > 0)
        {
            return new Saving.Refused([.. warnings, .. problems, .. InUse(document, await claims.InUse(account, added, cancel))]);
        }

        var broken = AssertionRun.Check(settled, time.GetUtcNow(), note.AcceptsBroken || IsByKeysOrTimers(note)).ToList();
        if (broken.Any(problem => !problem.IsWarning))
        {
            return new Saving.Refused([.. warnings, .. broken]);
        }

        var started = time.GetUtcNow();
        var (taken, claimed) = await claims.Claim(account, added, cancel);
        if (taken.Count > 0)
        {
            await claims.Release(claimed, cancel);
            return new Saving.Refused([.. warnings, .. InUse(document, taken)]);
        }

        var gone = await claims.Look(account, had.Except(has), cancel);
        var there = before is null ? new HashSet<string>() : await before.Names(cancel);
        await store.WriteSections(account, [.. tree.Parts.Where(section => !there.Contains(section.Name))], cancel);
        if (time.GetUtcNow() - started > NumberClaims.LongestSave)
        {
            throw new TimeoutException($"The save of account {account} took too long to count on the addresses that it claimed.");
        }

        var version = new ConfigurationVersion((before?.Pointer.Version.Number ?? 0) + 1, tree.Manifest, note.By, time.GetUtcNow(), Why(note, broken), note.Channel, note.Undoes, note.Restores);
        if (await store.Flip(account, tag, version, cancel) is not { } pointer)
        {
            await claims.Release(claimed, cancel);
            return new Saving.Outdated();
        }

        await claims.Release(gone, cancel);
        if (after is not null)
        {
            await after.Saved(account, cancel);
        }

        return new Saving.Saved(pointer, [.. warnings, .. broken]);
    }

    // what the document itself says is wrong with it, and what only the store knows
    private async Task<List<Problem>> Problems(AccountId account, AccountReading.Parsed reading, StoredAccount? before, bool acceptsBroken, CancellationToken cancel)
    {
        var document = reading.Document;
        var (settled, problems) = await Settle(document, before, cancel);
        var had = before is null ? new HashSet<PhoneAddress>() : await before.Addresses(cancel);
        var inUse = await claims.InUse(account, Addresses(document).Select(one => one.Address).Distinct().Except(had), cancel);
        var more = problems.Concat(await Unstored(account, document, before, cancel)).Concat(AccountTree.Of(settled).Problems).Concat(InUse(document, inUse));
        List<Problem> all = [.. reading.Problems, .. more.Select(reading.AsWritten).OfType<Problem>()];
        return all.Exists(problem => !problem.IsWarning) ? all : [.. all, .. AssertionRun.Check(settled, time.GetUtcNow(), acceptsBroken)];
    }

    // who keys at a telephone cannot look into assertions, and a timer cannot ask
    private static bool IsByKeysOrTimers(VersionNote note) => note.Channel is Channel.Telephone or Channel.Client or Channel.Schedule;

    private static string Why(VersionNote note, List<Problem> broken) => note.AcceptsBroken && broken.Count > 0
        ? $"{note.Why} Saved although it breaks assertions: {string.Join(' ', broken.Select(problem => problem.Message))}".TrimStart()
        : note.Why;

    // the document with its typed numbers and PINs as they are stored and its schemes as they are now
    private async Task<(AccountDocument Document, IReadOnlyList<Problem> Problems)> Settle(AccountDocument document, StoredAccount? before, CancellationToken cancel)
    {
        document = TypedNumbers.AsStored(document);
        var wanted = document.Extensions.Where(extension => KeptPins.Needs(extension) || ListedPins.Needs(extension)).Select(extension => extension.Number).ToList();
        var stored = before is null || wanted.Count == 0 ? new Dictionary<ExtensionNumber, Extension>() : await before.Find(wanted, cancel);
        var problems = document.Extensions.SelectMany((extension, i) => KeptPins.Check(extension, stored.GetValueOrDefault(extension.Number)).Select(problem => problem.Under($"/extensions/{i}")));
        var now = time.GetUtcNow();
        var length = before is null ? null : (await before.Settings(cancel)).ExtensionLength;
        var listed = document.Extensions.Select(extension => ListedPins.Settle(UserHours.Settle(extension, now), stored.GetValueOrDefault(extension.Number))).ToList();
        var settled = SchemeSettling.Settle(document, now) with
        {
            Account = document.Account with { ExtensionLength = document.Account.ExtensionLength ?? length ?? ExtensionNumbers.Length(document) },
            Extensions = ValueList.From(listed.Select(one => KeptPins.Settle(one.Extension, stored.GetValueOrDefault(one.Extension.Number)))),
        };
        return (settled, [.. LengthProblems(document, length), .. problems, .. listed.SelectMany((one, i) => one.Problems.Select(problem => problem.Under($"/extensions/{i}")))]);
    }

    // also when the last extension is gone (EXT-003); where the document leaves the length out, its own check does not know it
    private static IEnumerable<Problem> LengthProblems(AccountDocument document, int? before)
    {
        if (before is not { } length)
        {
            yield break;
        }

        var told = $"Extensions of this account have {length} digits; that cannot be changed, another length needs a new account.";
        if (document.Account.ExtensionLength is { } asked && asked != length)
        {
            yield return new Problem("/account/extensionLength", told);
        }

        for (var i = 0; document.Account.ExtensionLength is null && i < document.Extensions.Count; i++)
        {
            if (document.Extensions[i].Number.Value.Length != length)
            {
                yield return new Problem($"/extensions/{i}/number", told);
            }
        }
    }

    // what the version before names is kept from being deleted, so only what is new is looked for
    private async Task<IEnumerable<Problem>> Unstored(AccountId account, AccountDocument document, StoredAccount? before, CancellationToken cancel)
    {
        if (document.Prompts.Count == 0)
        {
            return [];
        }

        var known = before is null ? [] : (await before.Prompts(cancel)).SelectMany(PromptUses.Files).ToHashSet();
        var fresh = PromptUses.Files(document).Where(use => !known.Contains(use.File)).ToList();
        var found = await Task.WhenAll(fresh.Select(use => audio.Find(account, use.File, cancel)));
        return fresh.Where((_, i) => found[i] is null).Select(use => new Problem(use.Pointer, "There is no such audio file: upload it first."));
    }

    // the numbers of an account and the devices of its users, each with its place
    private static IEnumerable<(PhoneAddress Address, string Pointer)> Addresses(AccountDocument document) =>
    [
        .. document.Account.Numbers.Select((number, i) => (PhoneAddress.Of(number), $"/account/numbers/{i}")),
        .. Devices.Of(document.Extensions).Select(device => (device.Phone, Devices.Pointer(device.Index))),
    ];

    private static IEnumerable<Problem> InUse(AccountDocument document, IReadOnlySet<PhoneAddress> taken) => taken.Count == 0
        ? []
        : Addresses(document).Where(one => taken.Contains(one.Address)).Select(one => new Problem(one.Pointer, $"{one.Address} is in use by another account."));

    private Task<StoredAccount?> Stored(AccountId account, CancellationToken cancel) => StoredAccount.Newest(account, configurations, store, cancel);
}

/// <summary>What a save would do.</summary>
/// <param name="Newest">The version that would be replaced; none: the account is new.</param>
public sealed record Review(ConfigurationPointer? Newest, IReadOnlyList<Change> Changes, IReadOnlyList<Effect> Effects, IReadOnlyList<Problem> Problems)
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
