namespace Azure.Communication.CallAutomation;

/// <summary>An audio file (WAV: mono, 16 bits, 16 kHz; or MP3) at an address that the service can reach.</summary>
public sealed class FileSource : PlaySource
{
    /// <param name="fileUri">An absolute address.</param>
    public FileSource(Uri fileUri)
    {
        ArgumentNullException.ThrowIfNull(fileUri);
        FileUri = fileUri;
    }

    /// <summary>Where the file is.</summary>
    internal Uri FileUri { get; }
}
