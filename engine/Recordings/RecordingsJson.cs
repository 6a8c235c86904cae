using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Documents;

namespace Pbx.Engine.Recordings;

/// <summary>How the entries of recordings are written.</summary>
public static class RecordingsJson
{
    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, RecordingsJsonContext.Default),
    };

    /// <summary>One that waits for its file.</summary>
    public static JsonTypeInfo<StartedRecording> Started { get; } = (JsonTypeInfo<StartedRecording>)Options.GetTypeInfo(typeof(StartedRecording));

    /// <summary>One that has it.</summary>
    public static JsonTypeInfo<Recording> Recording { get; } = (JsonTypeInfo<Recording>)Options.GetTypeInfo(typeof(Recording));
}

[JsonSerializable(typeof(StartedRecording))]
[JsonSerializable(typeof(Recording))]
internal sealed partial class RecordingsJsonContext : JsonSerializerContext;
