namespace Pbx.Engine.Recordings;

/// <summary>The files that the network records into, in a container of ours.</summary>
public interface IRecordingFiles
{
    /// <summary>Where the network shall put them; made if it is missing.</summary>
    Task<Uri> Destination(CancellationToken cancel);

    /// <summary>
    /// The audio files of a recording, in their order, when they are there: more than one when it was so long that the network began another. Found without the network's word.
    /// </summary>
    /// <param name="network">The network's name for the recording.</param>
    /// <param name="since">When it was started; its files are not older.</param>
    Task<IReadOnlyList<string>> Find(string network, DateTimeOffset since, CancellationToken cancel);

    /// <summary>The name of a file by its address; nothing when it is not one of ours.</summary>
    string? NameOf(Uri location);

    /// <summary>What is in a file, or nothing when there is none.</summary>
    Task<AudioMeasure?> Measure(string file, CancellationToken cancel);

    /// <summary>A file to read, with a length and from any place; nothing when there is none.</summary>
    Task<Stream?> Open(string file, CancellationToken cancel);

    /// <summary>An address under which whoever has it can read this one file, and nothing else, for that long. Whether the file is there is not looked at.</summary>
    Task<Uri> Lend(string file, TimeSpan within, CancellationToken cancel);

    /// <summary>Deletes a file and what the network put beside it. What is not there is deleted already.</summary>
    Task Delete(string file, CancellationToken cancel);
}

/// <summary>How much is in an audio file.</summary>
/// <param name="Bytes">Of the whole file.</param>
/// <param name="Length">Of the sound that is really in it; nothing when it is no WAV file.</param>
/// <param name="IsWhole">Whether it has as much sound as its header says.</param>
public sealed record AudioMeasure(long Bytes, TimeSpan? Length, bool IsWhole);
