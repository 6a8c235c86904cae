using Pbx.Domain.Accounts;

namespace Pbx.Engine.Configurations;

/// <summary>
/// Keeps configurations as a version-control system keeps a tree: sections that are named by their content and never change, and one pointer per account to the newest
/// version (ARCHITECTURE 4, Configuration).
/// </summary>
public interface IConfigurationStore
{
    /// <summary>The newest version of an account; nothing for an account that does not exist.</summary>
    Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel);

    /// <summary>A section by its name, or nothing.</summary>
    Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel);

    /// <summary>Writes sections that no version names yet; those that are there already stay as they are. At most 752 KiB each.</summary>
    Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel);

    /// <summary>
    /// Makes a version the newest and adds it to the history, both or neither. Without a tag the account must not exist yet; with one the pointer must be unchanged since.
    /// Answers the new pointer, or nothing when somebody else was faster.
    /// </summary>
    Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel);

    /// <summary>The versions of an account, newest first.</summary>
    /// <param name="before">Only those with a lower number than this; nothing: all.</param>
    IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, CancellationToken cancel);

    /// <summary>All accounts with their newest versions, in the order of their names, read as it goes on. One that is made or saved meanwhile may be told as it was before.</summary>
    /// <param name="after">Only those behind this one; nothing: all.</param>
    IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, CancellationToken cancel);

    /// <summary>One version by its number, or nothing.</summary>
    Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel);
}

/// <summary>Points to the newest version; the tag changes with it.</summary>
public sealed record ConfigurationPointer(ConfigurationVersion Version, string Tag);

/// <summary>One saved version: its number from 1 on, the section that names all others, and who saved it when and why.</summary>
/// <param name="Channel">By which way it came; nothing: it was saved by a release that did not write this down, or by one that knows a way that this one does not.</param>
/// <param name="Undoes">The version whose changes it takes back.</param>
/// <param name="Restores">The older version that it is equal to.</param>
public sealed record ConfigurationVersion(int Number, string Manifest, string By, DateTimeOffset At, string Why, Channel? Channel = null, int? Undoes = null, int? Restores = null);

/// <summary>A section: its name is made from its content.</summary>
public sealed record ConfigurationSection(string Name, ReadOnlyMemory<byte> Content);
