using Pbx.Domain.Accounts;

namespace Pbx.Engine.Audio;

/// <summary>Takes uploads: checks, converts and stores them. Two are worked on at a time, because each may need some 100 MB of memory; others wait.</summary>
public sealed class AudioIntake(IAudioStore store, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim turns = new(2);

    /// <summary>Reads an upload to its end or to the limit, whichever comes first, and stores it.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="name">What it is called, for people.</param>
    /// <param name="upload">The file; it is not read beyond <see cref="AudioConversion.LargestUpload"/>.</param>
    /// <param name="cancel">Ends the attempt.</param>
    public async Task<Intake> Take(AccountId account, string name, Stream upload, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(upload);
        await turns.WaitAsync(cancel);
        try
        {
            return await Read(upload, cancel) is { } file
                ? await Store(account, name, await Task.Run(() => AudioConversion.Convert(file), cancel), cancel)
                : new Intake.TooLarge();
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private async Task<Intake> Store(AccountId account, string name, Converted converted, CancellationToken cancel)
    {
        if (converted is not Converted.Done { Content: var content })
        {
            return new Intake.Refused(((Converted.Refused)converted).Reasons);
        }

        var audio = new StoredAudio(StoredForm.NameOf(content.Span), name, StoredForm.LengthOf(content.Length), content.Length, time.GetUtcNow());
        return new Intake.Taken(await store.Put(account, audio, content, cancel));
    }

    private static async Task<ReadOnlyMemory<byte>?> Read(Stream upload, CancellationToken cancel)
    {
        var file = new MemoryStream();
        var block = new byte[64 * 1024];
        while (await upload.ReadAsync(block, cancel) is var read and > 0)
        {
            if (file.Length + read > AudioConversion.LargestUpload)
            {
                return null;
            }

            file.Write(block, 0, read);
        }

        return file.GetBuffer().AsMemory(0, (int)file.Length);
    }
}

/// <summary>What became of an upload.</summary>
public abstract record Intake
{
    private Intake()
    {
    }

    /// <summary>It is stored.</summary>
    public sealed record Taken(StoredAudio Audio) : Intake;

    /// <summary>It is too large, and was not read to its end.</summary>
    public sealed record TooLarge : Intake;

    /// <summary>It is not taken, for these reasons.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : Intake;
}
