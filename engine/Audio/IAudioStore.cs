using Pbx.Domain.Accounts;
using Pbx.Domain.Prompts;

namespace Pbx.Engine.Audio;

/// <summary>
/// Keeps the audio files of accounts in the one stored form (VMR-097). A file is named by its content and never changes; replacing one is naming another (VMR-100).
/// </summary>
public interface IAudioStore
{
    /// <summary>Keeps a file. One with the same content is there only once: then what is known of that one is answered.</summary>
    Task<StoredAudio> Put(AccountId account, StoredAudio audio, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>What is known of a file, or nothing.</summary>
    Task<StoredAudio?> Find(AccountId account, AudioFile file, CancellationToken cancel);

    /// <summary>The content, or nothing. The stream can seek, and what is not read of it is not fetched; it is the caller's to dispose.</summary>
    Task<Stream?> Open(AccountId account, AudioFile file, CancellationToken cancel);

    /// <summary>The files of an account, in no particular order.</summary>
    IAsyncEnumerable<StoredAudio> List(AccountId account, CancellationToken cancel);

    /// <summary>Deletes a file, and tells whether it was there.</summary>
    Task<bool> Delete(AccountId account, AudioFile file, CancellationToken cancel);

    /// <summary>An address under which whoever has it can read this one file, and nothing else, for that long. Whether the file is there is not looked at.</summary>
    Task<Uri> Lend(AccountId account, AudioFile file, TimeSpan within, CancellationToken cancel);
}

/// <summary>What is known of a stored file.</summary>
/// <param name="File">Its name in documents.</param>
/// <param name="Name">What it was called where it came from, for people.</param>
/// <param name="Length">How long it plays.</param>
/// <param name="Bytes">The size of the stored form.</param>
/// <param name="Uploaded">When it was first stored.</param>
public sealed record StoredAudio(AudioFile File, string Name, TimeSpan Length, long Bytes, DateTimeOffset Uploaded);
