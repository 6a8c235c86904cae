using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Documents;
using Pbx.Domain.Names;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Engine.Configurations;

/// <summary>Writes parts of a configuration as sections, and reads them.</summary>
internal static class Sections
{
    /// <summary>The most bytes of a section, but for one that holds a single extension.</summary>
    public const int Largest = 60 * 1024;

    /// <summary>The most bytes of a section that holds a single extension, which may have a list of ten thousand entries (EXT-216, EXT-315).</summary>
    public const int LargestExtension = 752 * 1024;

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, SectionsJson.Default),
    };

    public static JsonTypeInfo<T> Type<T>() => Json.Of<T>(Options);

    public static ConfigurationSection Write<T>(T part) => Of(JsonSerializer.SerializeToUtf8Bytes(part, Type<T>()));

    /// <summary>A part as one text in as many sections as it needs.</summary>
    public static IEnumerable<ConfigurationSection> WriteInPieces<T>(T part) => JsonSerializer.SerializeToUtf8Bytes(part, Type<T>()).Chunk(Largest).Select(Of);

    private static ConfigurationSection Of(byte[] content) => new(NameOf(content), content);

    // 128 bits of the content's hash, in letters that may stand in a key
    private static string NameOf(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}

[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(PageEntry))]
[JsonSerializable(typeof(PromptEntry))]
[JsonSerializable(typeof(ExtensionPage))]
[JsonSerializable(typeof(SchemesSection))]
[JsonSerializable(typeof(SchemeEntry))]
[JsonSerializable(typeof(LinkIndex))]
[JsonSerializable(typeof(PhonePage))]
[JsonSerializable(typeof(PhoneEntry))]
[JsonSerializable(typeof(NamePage))]
[JsonSerializable(typeof(ListedName))]
[JsonSerializable(typeof(LinkPage))]
[JsonSerializable(typeof(PlacedLink))]
[JsonSerializable(typeof(NumbersPage))]
[JsonSerializable(typeof(DocumentOrder))]
[JsonSerializable(typeof(PlanOrder))]
[JsonSerializable(typeof(AssertionsText))]
internal sealed partial class SectionsJson : JsonSerializerContext;
