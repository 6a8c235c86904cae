using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Documents;

/// <summary>How everything of ours is written as JSON: camel-case members, kebab-case values that never change, nothing unknown accepted in a document.</summary>
public static class Json
{
    /// <summary>For documents that people write: an unknown member is an error.</summary>
    public static JsonSerializerOptions Documents { get; } = Make(JsonUnmappedMemberHandling.Disallow);

    /// <summary>For what we store ourselves: members of the next release are passed over while both run (ARCHITECTURE 4, Ends).</summary>
    public static JsonSerializerOptions State { get; } = Make(JsonUnmappedMemberHandling.Skip);

    /// <summary>How to read and write one type, from the options.</summary>
    public static JsonTypeInfo<T> Of<T>(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    private static JsonSerializerOptions Make(JsonUnmappedMemberHandling unknown)
    {
        var resolvers = new List<IJsonTypeInfoResolver> { DomainJson.Default, FloorJson.Default };
        resolvers.AddRange(ExtensionTypes.All.Concat(ExtensionTypes.BehindSystemExtensions).Select(type => type.Json));
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = unknown,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = unknown == JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = unknown != JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. resolvers]),
        };
        if (unknown == JsonUnmappedMemberHandling.Disallow)
        {
            options.Converters.Add(new ListedPinJson());
            options.Converters.Add(new PinJson()); // what we store ourselves has hashes instead
            options.Converters.Add(new InstantJson());
        }

        options.MakeReadOnly();
        return options;
    }
}
