using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pbx.Domain.Accounts;
using Pbx.Domain.Prompts;
using Pbx.Engine.Audio;

namespace Pbx.Infra.Memory;

/// <summary>Audio in the memory of this process, for tests and benchmarks. The addresses that it lends lead nowhere: no network can reach them.</summary>
public sealed class MemoryAudio : IAudioStore
{
    private readonly ConcurrentDictionary<(AccountId Account, AudioFile File), (StoredAudio Audio, ReadOnlyMemory<byte> Content)> files = new();

    /// <inheritdoc/>
    public Task<StoredAudio> Put(AccountId account, StoredAudio audio, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(audio);
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(files.GetOrAdd((account, audio.File), static (_, stored) => stored, (audio, content.ToArray())).Audio);
    }

    /// <inheritdoc/>
    public Task<StoredAudio?> Find(AccountId account, AudioFile file, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(files.TryGetValue((account, file), out var found) ? found.Audio : null);
    }

    /// <inheritdoc/>
    public Task<Stream?> Open(AccountId account, AudioFile file, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult<Stream?>(files.TryGetValue((account, file), out var found) ? new MemoryStream(found.Content.ToArray(), writable: false) : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredAudio> List(AccountId account, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var (key, found) in files)
        {
            cancel.ThrowIfCancellationRequested();
            if (key.Account == account)
            {
                yield return found.Audio;
            }
        }
    }

    /// <inheritdoc/>
    public Task<bool> Delete(AccountId account, AudioFile file, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(files.TryRemove((account, file), out _));
    }

    /// <inheritdoc/>
    public Task<Uri> Lend(AccountId account, AudioFile file, TimeSpan within, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(new Uri($"memory://audio/{account}/{file}.wav"));
    }
}
