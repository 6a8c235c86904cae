using Microsoft.AspNetCore.Http;
using Pbx.Engine.Recordings;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Recordings;

/// <summary>Sends the file of a recording to who may hear it.</summary>
internal static class RecordingAudio
{
    /// <summary>All of the file, or the range that is asked for; 404 when there is none.</summary>
    public static async Task<IResult> Of(Recording recording, IRecordingFiles files, CancellationToken cancel) =>
        recording.File.Length > 0 && await files.Open(recording.File, cancel) is { } audio
            ? Results.Stream(audio, "audio/wav", $"{recording.At.UtcDateTime:yyyyMMdd-HHmmss}.wav", enableRangeProcessing: true)
            : Problems.NotFound();
}
