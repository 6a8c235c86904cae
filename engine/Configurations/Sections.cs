using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Engine.Configurations;

/// <summary>The root of one version: names the sections of the account, of its schemes, and the pages that name those of its extensions, in the order of their prefixes.</summary>
public sealed record Manifest(string Account, string Schemes, ValueList<ManifestPage> Pages)
{
    /// <summary>The name of the page on which an extension would stand.</summary>
    public string? PageOf(ExtensionNumber number)
    {
        var prefix = number.Value.AsSpan(0, number.Value.Length - 2);
        var pages = Pages.AsSpan();
        var (from, to) = (0, pages.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = pages[middle].Prefix.AsSpan().SequenceCompareTo(prefix);
            if (order == 0)
            {
                return pages[middle].Section;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return null;
    }
}

/// <summary>Which page names the extensions that begin with these digits: all but the last two, so a page has at most a hundred and stays the same when others change.</summary>
public sealed record ManifestPage(string Prefix, string Section)
{
    /// <summary>The digits by which an extension's page is found.</summary>
    public static string PrefixOf(ExtensionNumber number) => number.Value[..^2];
}

/// <summary>A page of the manifest: extensions in the order of their numbers.</summary>
public sealed record ExtensionPage(ValueList<ExtensionEntry> Extensions)
{
    /// <summary>The section of an extension, or nothing.</summary>
    public string? SectionOf(ExtensionNumber number)
    {
        var entries = Extensions.AsSpan();
        var (from, to) = (0, entries.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = string.CompareOrdinal(entries[middle].Number.Value, number.Value);
            if (order == 0)
            {
                return entries[middle].Section;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return null;
    }
}

/// <summary>An extension and the name of its section.</summary>
public sealed record ExtensionEntry(ExtensionNumber Number, string Section);

/// <summary>The schemes of an account, in the order of their numbers.</summary>
public sealed record SchemesSection(ValueList<Scheme> Schemes);

/// <summary>Writes parts of a configuration as sections, and reads them.</summary>
internal static class Sections
{
    /// <summary>The most bytes of a section.</summary>
    public const int Largest = 60 * 1024;

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, SectionsJson.Default),
    };

    public static JsonTypeInfo<T> Type<T>() => Json.Of<T>(Options);

    public static ConfigurationSection Write<T>(T part)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(part, Type<T>());
        return new ConfigurationSection(NameOf(content), content);
    }

    // 128 bits of the content's hash, in letters that may stand in a key
    private static string NameOf(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}

[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(ManifestPage))]
[JsonSerializable(typeof(ExtensionPage))]
[JsonSerializable(typeof(ExtensionEntry))]
[JsonSerializable(typeof(SchemesSection))]
internal sealed partial class SectionsJson : JsonSerializerContext;
