using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pbx.Simulator.Rest.Recordings;

namespace Pbx.Local.Host.Recordings;

/// <summary>
/// Puts recordings of the simulator into the containers of one storage account, with its connection string where the real service
/// has the managed identity of its resource. The address of a container may go on with a place in it.
/// </summary>
public sealed class StoredRecordings(string connectionString) : IRecordingStorage
{
    private readonly BlobServiceClient account = new(connectionString);

    /// <inheritdoc/>
    public async Task<string?> Problem(Uri place, CancellationToken cancel)
    {
        if (Split(place) is not var (container, _))
        {
            return $"{place} is not a container of {account.Uri}.";
        }

        try
        {
            return await account.GetBlobContainerClient(container).ExistsAsync(cancel) ? null : $"There is no container {container} in {account.Uri}.";
        }
        catch (RequestFailedException e)
        {
            return $"{place} cannot be reached: {e.Message}";
        }
    }

    /// <inheritdoc/>
    public async Task<Uri> Write(Uri place, string name, Stream content, string contentType, CancellationToken cancel)
    {
        if (Split(place) is not var (container, folder))
        {
            throw new IOException($"{place} is not a container of {account.Uri}.");
        }

        try
        {
            var blob = account.GetBlobContainerClient(container).GetBlobClient(folder + name);
            await blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } }, cancel);
            return blob.Uri;
        }
        catch (RequestFailedException e)
        {
            throw new IOException($"{name} could not be written to {place}: {e.Message}", e);
        }
    }

    private (string Container, string Folder)? Split(Uri place)
    {
        var root = account.Uri.AbsoluteUri.TrimEnd('/') + "/";
        var address = place.GetLeftPart(UriPartial.Path);
        if (!address.StartsWith(root, StringComparison.OrdinalIgnoreCase) || address.Length == root.Length)
        {
            return null;
        }

        var parts = Uri.UnescapeDataString(address[root.Length..]).Trim('/').Split('/', 2);
        return parts is [var container, var folder] ? (container, folder + "/") : (parts[0], string.Empty);
    }
}
