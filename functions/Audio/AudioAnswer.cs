using System.Text.Json.Serialization;
using Pbx.Domain.Prompts;
using Pbx.Engine.Audio;

namespace Pbx.Functions.Audio;

/// <summary>An audio file as the API shows it.</summary>
internal sealed record AudioAnswer(AudioFile File, string Name, double Seconds, long Bytes, DateTimeOffset Uploaded)
{
    public static AudioAnswer Of(StoredAudio audio) => new(audio.File, audio.Name, Math.Round(audio.Length.TotalSeconds, 3), audio.Bytes, audio.Uploaded);
}

/// <summary>The audio files of an account.</summary>
internal sealed record AudioList(IReadOnlyList<AudioAnswer> Files);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AudioAnswer))]
[JsonSerializable(typeof(AudioList))]
internal sealed partial class AudioJson : JsonSerializerContext;
