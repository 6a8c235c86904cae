using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// Plays to a call and collects keys from it. The network does one media operation of a call after the other; cancelling ends the one
/// that runs and those that wait.
/// </summary>
/// <remarks>Every method throws <see cref="RequestFailedException"/> with the service's status and error code when it is refused.</remarks>
public sealed class CallMedia
{
    private readonly CallingRequests requests;
    private readonly string path;

    internal CallMedia(string callConnectionId, string path, CallingRequests requests)
    {
        CallConnectionId = callConnectionId;
        this.path = path;
        this.requests = requests;
    }

    /// <summary>The id of our leg of the call.</summary>
    public string CallConnectionId { get; }

    /// <summary>Plays to some participants, to all when none is named; PlayStarted, then PlayCompleted, PlayFailed or PlayCanceled follow.</summary>
    public Task<Response<PlayResult>> PlayAsync(PlayOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Play(RequestBodies.Play(options), cancellationToken);
    }

    /// <summary>Plays to everybody; the same events follow as for <see cref="PlayAsync"/>.</summary>
    public Task<Response<PlayResult>> PlayToAllAsync(PlayToAllOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Play(RequestBodies.PlayToAll(options), cancellationToken);
    }

    /// <summary>Listens for keys, or for speech and keys, of one participant; RecognizeCompleted, RecognizeFailed or RecognizeCanceled follows.</summary>
    /// <exception cref="NotSupportedException">The options are of a kind other than <see cref="CallMediaRecognizeDtmfOptions"/> and <see cref="CallMediaRecognizeSpeechOrDtmfOptions"/>.</exception>
    public async Task<Response<StartRecognizingCallMediaResult>> StartRecognizingAsync(
        CallMediaRecognizeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var response = await requests.Post(path + ":recognize", RequestBodies.Recognize(options), 202, cancellationToken);
        return Response.FromValue(new StartRecognizingCallMediaResult(), response);
    }

    /// <summary>Hears every key of one participant, beside whatever else is done; ContinuousDtmfRecognitionToneReceived follows for each.</summary>
    public Task<Response> StartContinuousDtmfRecognitionAsync(ContinuousDtmfRecognitionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return requests.Post(path + ":startContinuousDtmfRecognition", RequestBodies.Continuous(options), 200, cancellationToken);
    }

    /// <summary>Hears the keys of a participant no longer; ContinuousDtmfRecognitionStopped follows.</summary>
    public Task<Response> StopContinuousDtmfRecognitionAsync(ContinuousDtmfRecognitionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return requests.Post(path + ":stopContinuousDtmfRecognition", RequestBodies.Continuous(options), 200, cancellationToken);
    }

    /// <summary>Ends every media operation of the call, for all participants; PlayCanceled or RecognizeCanceled follows for each.</summary>
    public async Task<Response<CancelAllMediaOperationsResult>> CancelAllMediaOperationsAsync(CancellationToken cancellationToken = default)
    {
        var response = await requests.Post(path + ":cancelAllMediaOperations", null, 202, cancellationToken);
        return Response.FromValue(new CancelAllMediaOperationsResult(), response);
    }

    private async Task<Response<PlayResult>> Play(JsonBody body, CancellationToken cancel)
    {
        var response = await requests.Post(path + ":play", body, 202, cancel);
        return Response.FromValue(new PlayResult(), response);
    }
}
