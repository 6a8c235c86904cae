using System.Security.Cryptography;
using System.Text;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Users;

namespace Pbx.Engine.Configurations;

/// <summary>Users' devices and whose they are, so that a caller is known by one read. Addresses begin alike, so they are spread over the pages by a hash.</summary>
public sealed record PhonePage(ValueList<PhoneEntry> Phones)
{
    private const int Most = 100; // an address has at most 256 letters, and a section 60 KiB

    /// <summary>Whose device a phone is, or nothing.</summary>
    public ExtensionNumber? Find(PhoneAddress phone)
    {
        foreach (var entry in Phones.AsSpan())
        {
            if (entry.Phone == phone)
            {
                return entry.User;
            }
        }

        return null;
    }

    /// <summary>The section of the page on which a phone would stand, or nothing.</summary>
    public static string? Section(ValueList<PageEntry> pages, PhoneAddress phone) => phone.IsOwnPhone ? PageEntry.Find(pages, Hash(phone)) : null;

    /// <summary>The devices of all users as pages: a page with too many is one page for each next digit of the hash.</summary>
    public static IEnumerable<(string Prefix, PhonePage Page)> Cut(ValueList<Extension> extensions)
    {
        var all = Devices.Of(extensions).Select(device => (Hash: Hash(device.Phone), Entry: new PhoneEntry(device.Phone, device.User))).OrderBy(one => one.Hash, StringComparer.Ordinal).ToList();
        return all.Count == 0 ? [] : Cut(all, "");
    }

    private static IEnumerable<(string Prefix, PhonePage Page)> Cut(List<(string Hash, PhoneEntry Entry)> phones, string prefix) => phones.Count <= Most
        ? [(prefix, new PhonePage(ValueList.From(phones.Select(one => one.Entry))))]
        : phones.GroupBy(one => one.Hash[..(prefix.Length + 1)], StringComparer.Ordinal).SelectMany(group => Cut([.. group], group.Key));

    private static string Hash(PhoneAddress phone)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(phone.Value), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}

/// <summary>A device and the user that it belongs to.</summary>
public sealed record PhoneEntry(PhoneAddress Phone, ExtensionNumber User);
