using Pbx.Domain.Accounts;

namespace Pbx.Engine.Recordings;

/// <summary>
/// The entries of recordings: those that were started and wait for their file, over all accounts, and those that have it, by account and shelf. Written again, each replaces itself.
/// </summary>
public interface IRecordings
{
    /// <summary>Remembers that a recording was started, until <see cref="File"/>.</summary>
    Task Begin(StartedRecording started, CancellationToken cancel);

    /// <summary>A recording that waits for its file, by the network's name for it.</summary>
    Task<StartedRecording?> Begun(string network, CancellationToken cancel);

    /// <summary>All that wait for their file, in any order.</summary>
    IAsyncEnumerable<StartedRecording> Waiting(CancellationToken cancel);

    /// <summary>Puts what was recorded on its shelf, and then forgets that it was waited for.</summary>
    Task File(StartedRecording started, IReadOnlyCollection<Recording> recordings, CancellationToken cancel);

    /// <summary>How many recordings a shelf holds, and how many bytes of audio; deleted ones do not count (VMR-078).</summary>
    Task<(int Count, long Bytes)> Count(AccountId account, Shelf shelf, CancellationToken cancel);

    /// <summary>One recording, or nothing.</summary>
    Task<Recording?> Find(AccountId account, Shelf shelf, string id, CancellationToken cancel);

    /// <summary>The recordings of a shelf, the newest first; deleted ones too.</summary>
    IAsyncEnumerable<Recording> List(AccountId account, Shelf shelf, CancellationToken cancel);

    /// <summary>Changes a recording, on what others wrote in between; what stays as it is is not written.</summary>
    /// <returns>The recording after it; nothing when there is none any more.</returns>
    Task<Recording?> Change(AccountId account, Shelf shelf, string id, Func<Recording, Recording> change, CancellationToken cancel);

    /// <summary>Removes an entry for good; the file is another matter.</summary>
    Task Remove(Recording recording, CancellationToken cancel);

    /// <summary>All recordings whose time was over at an instant, in any order.</summary>
    IAsyncEnumerable<Recording> Over(DateTimeOffset at, CancellationToken cancel);
}
