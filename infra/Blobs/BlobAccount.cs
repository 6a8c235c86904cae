using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace Pbx.Infra.Blobs;

/// <summary>
/// A storage account with our blobs. Nothing is connected before the first request, and a container is made when the first write finds it missing. Addresses are signed with the
/// account key if there is one, otherwise with a key that the service gives to the identity of the process.
/// </summary>
public sealed class BlobAccount : IDisposable
{
    private static readonly TimeSpan DelegationHolds = TimeSpan.FromDays(1);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    private readonly Lazy<BlobServiceClient> service;
    private readonly ConcurrentDictionary<string, BlobContainerClient> containers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim asking = new(1);
    private UserDelegationKey? delegation;

    private BlobAccount(Func<BlobServiceClient> connect) => service = new Lazy<BlobServiceClient>(connect);

    /// <summary>By a connection string.</summary>
    public static BlobAccount Connect(string connectionString) => new(() => new BlobServiceClient(connectionString, Options()));

    /// <summary>By the identity of the process, which needs the roles Storage Blob Data Contributor and Storage Blob Delegator.</summary>
    public static BlobAccount Connect(Uri endpoint, TokenCredential credential) => new(() => new BlobServiceClient(endpoint, credential, Options()));

    /// <inheritdoc/>
    public void Dispose() => asking.Dispose();

    internal BlobContainerClient Container(string name) => containers.GetOrAdd(name, static (container, account) => account.service.Value.GetBlobContainerClient(container), this);

    /// <summary>Writes to a container, which is made first if it turns out to be missing.</summary>
    internal async Task<T> Write<T>(string container, Func<Task<T>> write, CancellationToken cancel)
    {
        try
        {
            return await write();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await Container(container).CreateIfNotExistsAsync(cancellationToken: cancel);
            return await write();
        }
    }

    /// <summary>The blobs with a prefix and their metadata; a missing container is an empty one.</summary>
    internal async IAsyncEnumerable<BlobItem> List(string container, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var blobs = Container(container).GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancel).GetAsyncEnumerator(cancel);
        while (await MoveNext(blobs))
        {
            yield return blobs.Current;
        }
    }

    /// <summary>The address of a blob with a signature that ends after that time by the real clock.</summary>
    internal async Task<Uri> Sign(BlobClient blob, BlobSasPermissions permissions, TimeSpan within, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var builder = new BlobSasBuilder(permissions, now + within) { BlobContainerName = blob.BlobContainerName, BlobName = blob.Name };
        if (blob.Uri.Scheme == Uri.UriSchemeHttps)
        {
            builder.Protocol = SasProtocol.Https;
        }

        return blob.CanGenerateSasUri
            ? blob.GenerateSasUri(builder)
            : new UriBuilder(blob.Uri) { Query = builder.ToSasQueryParameters(await Delegation(now, within, cancel), service.Value.AccountName).ToString() }.Uri;
    }

    // The key is asked for once a day, and early enough that what it signs ends before it does.
    private async Task<UserDelegationKey> Delegation(DateTimeOffset now, TimeSpan within, CancellationToken cancel)
    {
        if (Volatile.Read(ref delegation) is { } held && held.SignedExpiresOn > now + within + ClocksDiffer)
        {
            return held;
        }

        await asking.WaitAsync(cancel);
        try
        {
            if (delegation is { } since && since.SignedExpiresOn > now + within + ClocksDiffer)
            {
                return since;
            }

            var fresh = (await service.Value.GetUserDelegationKeyAsync(now - ClocksDiffer, now + DelegationHolds + within, cancel)).Value;
            Volatile.Write(ref delegation, fresh);
            return fresh;
        }
        finally
        {
            asking.Release();
        }
    }

    private static async ValueTask<bool> MoveNext(IAsyncEnumerator<BlobItem> blobs)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return false;
        }
    }

    private static BlobClientOptions Options() => new()
    {
        Retry = { Mode = RetryMode.Exponential, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), MaxRetries = 3, NetworkTimeout = TimeSpan.FromSeconds(30) },
    };
}
