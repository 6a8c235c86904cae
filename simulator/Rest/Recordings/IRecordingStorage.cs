namespace Pbx.Simulator.Rest.Recordings;

/// <summary>
/// The storage accounts into which recordings may be put. The real service reaches them with the managed identity of its resource;
/// a host gives the simulator what it may use instead.
/// </summary>
public interface IRecordingStorage
{
    /// <summary>Why nothing can be written to a container, or to a place in it; null when it can. Never throws for what a storage account may answer.</summary>
    Task<string?> Problem(Uri place, CancellationToken cancel);

    /// <summary>Writes a blob under a place, in place of one that is there, and returns its address.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    Task<Uri> Write(Uri place, string name, Stream content, string contentType, CancellationToken cancel);
}
