namespace Azure.Communication.CallAutomation;

/// <summary>Where a recording is put.</summary>
public abstract class RecordingStorage
{
    private protected RecordingStorage(RecordingStorageKind kind) => RecordingStorageKind = kind;

    /// <summary>Which kind of place it is.</summary>
    public RecordingStorageKind RecordingStorageKind { get; }

    internal virtual Uri? Container => null;

    /// <summary>A container of our own; the service needs the right to write there.</summary>
    public static RecordingStorage CreateAzureBlobContainerRecordingStorage(Uri recordingDestinationContainerUri)
    {
        ArgumentNullException.ThrowIfNull(recordingDestinationContainerUri);
        return new Blobs(recordingDestinationContainerUri);
    }

    /// <summary>The service's own store, which keeps it for a day.</summary>
    public static RecordingStorage CreateAzureCommunicationsRecordingStorage() => new Service();

    private sealed class Blobs(Uri container) : RecordingStorage(RecordingStorageKind.AzureBlobStorage)
    {
        internal override Uri Container => container;
    }

    private sealed class Service() : RecordingStorage(RecordingStorageKind.AzureCommunicationServices);
}
