using System.Collections.Concurrent;
using Pbx.Domain.Accounts;

namespace Pbx.Engine.Configurations;

/// <summary>
/// The sections that were used last, compiled. Two generations, each bounded by the bytes of its sections: when the younger is full it becomes the older one, and what was not used since is
/// forgotten. So a process holds at most twice the bound, however many accounts it serves and however large their sections are; one that is larger than the bound itself is not kept.
/// </summary>
public sealed class SectionCache(long most)
{
    private const int Overhead = 300; // bytes of keys and entries, roughly
    private readonly Lock gate = new();
    private ConcurrentDictionary<(AccountId Account, string Name), (object Section, int Bytes)> young = new(Keys.ByName);
    private ConcurrentDictionary<(AccountId Account, string Name), (object Section, int Bytes)> old = new(Keys.ByName);
    private long bytes;

    /// <summary>A section, or nothing when it is not here.</summary>
    public T? Find<T>(AccountId account, string name)
        where T : class
    {
        if (young.TryGetValue((account, name), out var found))
        {
            return (T)found.Section;
        }

        if (!old.TryGetValue((account, name), out found))
        {
            return null;
        }

        Keep(account, name, found.Section, found.Bytes);
        return (T)found.Section;
    }

    /// <summary>Keeps a section for as long as it is used.</summary>
    /// <param name="length">The bytes of its written form.</param>
    public void Keep(AccountId account, string name, object section, int length)
    {
        var more = length + Overhead;
        lock (gate)
        {
            if (more > most || young.ContainsKey((account, name)))
            {
                return;
            }

            if (bytes + more > most)
            {
                (old, young, bytes) = (young, new(Keys.ByName), 0);
            }

            young[(account, name)] = (section, length);
            bytes += more;
        }
    }

    // A name is a hash already, so its first letters tell sections apart: no other hash is computed at every look.
    private sealed class Keys : IEqualityComparer<(AccountId Account, string Name)>
    {
        public static Keys ByName { get; } = new();

        public bool Equals((AccountId Account, string Name) x, (AccountId Account, string Name) y) => x.Name == y.Name && x.Account == y.Account;

        public int GetHashCode((AccountId Account, string Name) obj)
        {
            var hash = obj.Name.Length;
            foreach (var letter in obj.Name.AsSpan(0, Math.Min(obj.Name.Length, 8)))
            {
                hash = (hash * 31) + letter;
            }

            return hash;
        }
    }
}
