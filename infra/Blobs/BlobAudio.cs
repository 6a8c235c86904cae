using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Pbx.Domain.Accounts;
using Pbx.Domain.Prompts;
using Pbx.Engine.Audio;

namespace Pbx.Infra.Blobs;

/// <summary>Audio in Blob Storage: the container <c>audio</c>, one blob <c>{account}/{sha256}.wav</c> for each file, with what is known of it as its metadata.</summary>
public sealed class BlobAudio(BlobAccount blobs) : IAudioStore
{
    /// <summary>The container of all accounts; an account's files are reached only through its name before the slash.</summary>
    public const string Container = "audio";

    private const string Suffix = ".wav";
    private const int ReadAtOnce = 256 * 1024;

    /// <inheritdoc/>
    public async Task<StoredAudio> Put(AccountId account, StoredAudio audio, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var blob = Blob(account, audio.File);
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = StoredForm.ContentType, CacheControl = "private, max-age=31536000, immutable" },
            Metadata = Metadata(audio),
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await blobs.Write(Container, () => blob.UploadAsync(BinaryData.FromBytes(content), options, cancel), cancel);
            return audio;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            return await Find(account, audio.File, cancel) ?? audio;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredAudio?> Find(AccountId account, AudioFile file, CancellationToken cancel)
    {
        try
        {
            var properties = (await Blob(account, file).GetPropertiesAsync(cancellationToken: cancel)).Value;
            return Read(file, properties.Metadata, properties.ContentLength, properties.CreatedOn);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> Open(AccountId account, AudioFile file, CancellationToken cancel)
    {
        try
        {
            return await Blob(account, file).OpenReadAsync(bufferSize: ReadAtOnce, cancellationToken: cancel);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredAudio> List(AccountId account, [EnumeratorCancellation] CancellationToken cancel)
    {
        var prefix = $"{account}/";
        await foreach (var item in blobs.List(Container, prefix, cancel))
        {
            if (item.Name.EndsWith(Suffix, StringComparison.Ordinal) && AudioFile.TryParse(item.Name[prefix.Length..^Suffix.Length], out var file))
            {
                yield return Read(file, item.Metadata, item.Properties.ContentLength ?? 0, item.Properties.CreatedOn ?? default);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<bool> Delete(AccountId account, AudioFile file, CancellationToken cancel) =>
        (await Blob(account, file).DeleteIfExistsAsync(cancellationToken: cancel)).Value;

    /// <inheritdoc/>
    public Task<Uri> Lend(AccountId account, AudioFile file, TimeSpan within, CancellationToken cancel) =>
        blobs.Sign(Blob(account, file), BlobSasPermissions.Read, within, cancel);

    private BlobClient Blob(AccountId account, AudioFile file) => blobs.Container(Container).GetBlobClient($"{account}/{file}{Suffix}");

    private static Dictionary<string, string> Metadata(StoredAudio audio) => new(StringComparer.Ordinal)
    {
        ["name"] = Uri.EscapeDataString(audio.Name), // metadata is ASCII
        ["seconds"] = audio.Length.TotalSeconds.ToString("R", CultureInfo.InvariantCulture),
        ["uploaded"] = audio.Uploaded.ToString("O", CultureInfo.InvariantCulture),
    };

    private static StoredAudio Read(AudioFile file, IDictionary<string, string> metadata, long bytes, DateTimeOffset created) => new(
        file,
        metadata.TryGetValue("name", out var name) ? Uri.UnescapeDataString(name) : file.Value,
        metadata.TryGetValue("seconds", out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : StoredForm.LengthOf(bytes),
        bytes,
        metadata.TryGetValue("uploaded", out var written) && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, out var uploaded) ? uploaded : created);
}
