namespace Azure.Communication.CallAutomation;

/// <summary>Records calls. A recording belongs to the call, not to our leg of it; it ends with the call at the latest.</summary>
/// <remarks>Every method throws <see cref="RequestFailedException"/> with the service's status and error code when it is refused.</remarks>
public sealed class CallRecording
{
    private const string Root = "/calling/recordings";
    private readonly CallingRequests requests;

    internal CallRecording(CallingRequests requests) => this.requests = requests;

    /// <summary>Begins to record.</summary>
    public async Task<Response<RecordingStateResult>> StartAsync(StartRecordingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var response = await requests.PostRepeatable(Root, RequestBodies.StartRecording(options), 200, cancellationToken);
        return Response.FromValue(RecordingStateResult.Read(response), response);
    }

    /// <summary>Whether a recording runs.</summary>
    public async Task<Response<RecordingStateResult>> GetStateAsync(string recordingId, CancellationToken cancellationToken = default)
    {
        var response = await requests.Get(Path(recordingId), cancellationToken);
        return Response.FromValue(RecordingStateResult.Read(response), response);
    }

    /// <summary>Ends a recording; its file follows later.</summary>
    public Task<Response> StopAsync(string recordingId, CancellationToken cancellationToken = default) => requests.Delete(Path(recordingId), cancellationToken);

    /// <summary>Leaves out what is said from now on.</summary>
    public Task<Response> PauseAsync(string recordingId, CancellationToken cancellationToken = default) => requests.Post(Path(recordingId) + ":pause", null, 202, cancellationToken);

    /// <summary>Goes on after a pause.</summary>
    public Task<Response> ResumeAsync(string recordingId, CancellationToken cancellationToken = default) => requests.Post(Path(recordingId) + ":resume", null, 202, cancellationToken);

    private static string Path(string recordingId)
    {
        ArgumentException.ThrowIfNullOrEmpty(recordingId);
        return $"{Root}/{Uri.EscapeDataString(recordingId)}";
    }
}
