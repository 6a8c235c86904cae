using System.Text.Json;
using Azure;
using Azure.Communication;
using Azure.Communication.CallAutomation;
using Azure.Core;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.CallAutomation;

/// <summary>
/// Azure Communication Services as our telephone network. A command has 5 s, within which its request may be tried a second time. Nothing is sent before the first command.
/// </summary>
public sealed class AcsCallControl : ICallControl
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);
    private static readonly Outcome Accepted = new Outcome.Accepted();

    private readonly AcsOptions options;
    private readonly IAudioStore audio;
    private readonly IRecordingFiles recordings;
    private readonly Lazy<CallAutomationClient> client;

    /// <exception cref="ArgumentException">The options are incomplete or contradict themselves.</exception>
    public AcsCallControl(AcsOptions options, IAudioStore audio, IRecordingFiles recordings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(recordings);
        AcsOptions.Check(options);
        this.options = options;
        this.audio = audio;
        this.recordings = recordings;
        client = new Lazy<CallAutomationClient>(() => Open(options));
    }

    /// <inheritdoc/>
    /// <exception cref="NetworkTroubleException">The network could not be asked, or failed.</exception>
    public async Task<Outcome> CarryOut(CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(command);
        using var name = Repeatability.For(call.Key, op);
        return await Ask(command.GetType().Name, limited => Give(call, op, command, limited), cancel);
    }

    /// <inheritdoc/>
    /// <exception cref="NetworkTroubleException">The network could not be asked, or failed.</exception>
    public async Task Reject(string context, CancellationToken cancel)
    {
        // What cannot be rejected rings no more, or stops ringing by itself: there is nothing to tell.
        _ = await Ask(nameof(Reject), limited => Done(client.Value.RejectCallAsync(new RejectCallOptions(context), limited)), cancel);
    }

    private Task<Outcome> Give(CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel) => command switch
    {
        CallCommand.Answer answer => Answer(call, op, answer, cancel),
        CallCommand.CallPhone phone => CallPhone(call, op, phone, cancel),
        CallCommand.FileRecord or CallCommand.RaiseAlarm or CallCommand.CountMessages or CallCommand.LookForPinLock or CallCommand.ShowSchemes or CallCommand.SwitchScheme
            or CallCommand.ShowOffers or CallCommand.NoteOffer or CallCommand.TakePlace or CallCommand.FreePlace or CallCommand.HoldLine or CallCommand.FreeLines or CallCommand.AskBot
            or CallCommand.FindBox or CallCommand.LookIntoBox or CallCommand.MarkHeard or CallCommand.DeleteMessage or CallCommand.FetchGreeting or CallCommand.ChangeBox => throw new ArgumentOutOfRangeException(nameof(command), command, "This command is not for the network."),
        _ when string.IsNullOrEmpty(call.Connection) => Task.FromResult<Outcome>(Refused("the network has not named our leg of the call")),
        _ => Give(client.Value.GetCallConnection(call.Connection), call, op, command, cancel),
    };

    private Task<Outcome> Give(CallConnection leg, CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel) => command switch
    {
        CallCommand.Play play => IfThere(leg, Play(leg, call, op, play, cancel), "the caller is not in the call", cancel),
        CallCommand.CollectDigits collect => IfThere(leg, Collect(leg, call, op, collect, cancel), "the caller is not in the call", cancel),
        CallCommand.HearOut hearOut => IfThere(leg, HearOut(leg, call, op, hearOut, cancel), "the caller is not in the call", cancel),
        CallCommand.HearKeys => IfThere(leg, HearKeys(leg, call, op, cancel), "the caller is not in the call", cancel),
        CallCommand.StopHearingKeys => IfThere(leg, StopHearingKeys(leg, call, op, cancel), null, cancel),
        CallCommand.StartRecording start => Record(call, start, cancel),
        CallCommand.PauseRecording => Tape(call, static (tapes, id, cancel) => tapes.PauseAsync(id, cancel), cancel),
        CallCommand.ResumeRecording => Tape(call, static (tapes, id, cancel) => tapes.ResumeAsync(id, cancel), cancel),
        CallCommand.StopRecording => Tape(call, static (tapes, id, cancel) => tapes.StopAsync(id, cancel), cancel),
        CallCommand.StopSounds => Done(leg.GetCallMedia().CancelAllMediaOperationsAsync(cancel)),
        CallCommand.RingPhone ring => IfThere(leg, Ring(leg, op, ring, cancel), "the network does not know the phone", cancel),
        CallCommand.MovePhone move => IfThere(leg, Move(leg, op, move, cancel), "the phone is in no other call", cancel),
        CallCommand.StopRinging when call.Invitation is { } invitation => IfThere(leg, StopRinging(leg, invitation, op, cancel), null, cancel),
        CallCommand.StopRinging => Task.FromResult(Accepted), // the network never named the invitation: it rings out
        CallCommand.DropPhone drop => IfThere(leg, Drop(leg, op, drop, cancel), null, cancel),
        CallCommand.HangUp => Done(leg.HangUpAsync(forEveryone: true, cancel)),
        CallCommand.LookWhoIsThere => Look(leg, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command of a call."),
    };

    private async Task<Outcome> Answer(CallOnNetwork call, OpId op, CallCommand.Answer answer, CancellationToken cancel)
    {
        var answered = await client.Value.AnswerCallAsync(
            new AnswerCallOptions(answer.Context, Callback(call))
            {
                OperationContext = op.ToString(),
                CallIntelligenceOptions = new CallIntelligenceOptions { CognitiveServicesEndpoint = options.CognitiveServicesEndpoint },
            },
            cancel);
        return answered.Value.CallConnectionProperties.CallConnectionId is { Length: > 0 } connection
            ? new Outcome.Answering(connection)
            : throw new JsonException("The network did not name our leg of the call.");
    }

    // Tried again it is recognised by its name, and the network names the same leg.
    private async Task<Outcome> CallPhone(CallOnNetwork call, OpId op, CallCommand.CallPhone phone, CancellationToken cancel)
    {
        if (Invite(phone.Phone, phone.CallerId, phone.Display) is not { } invite)
        {
            return Refused(CannotBeRung(phone.Phone));
        }

        var called = await client.Value.CreateCallAsync(
            new CreateCallOptions(invite, Callback(call))
            {
                OperationContext = op.ToString(),
                CallIntelligenceOptions = new CallIntelligenceOptions { CognitiveServicesEndpoint = options.CognitiveServicesEndpoint },
            },
            cancel);
        return called.Value.CallConnectionProperties.CallConnectionId is { Length: > 0 } connection
            ? new Outcome.Answering(connection)
            : throw new JsonException("The network did not name our leg of the call.");
    }

    private Uri Callback(CallOnNetwork call) => options.Public($"api/calls/{call.Key.Account}/{Uri.EscapeDataString(call.Key.Id)}/events");

    private static string CannotBeRung(PhoneAddress phone) => phone.Number is null ? "a phone of this kind cannot be rung" : "a public number cannot be rung without showing a number";

    private async Task<Outcome> Play(CallConnection leg, CallOnNetwork call, OpId op, CallCommand.Play play, CancellationToken cancel) => await Done(leg.GetCallMedia().PlayAsync(
        new PlayOptions(await AcsSound.Sources(play.Sounds, options, call.Key.Account, audio, recordings, cancel), play.ToAll ? [] : [AcsAddress.Write(call.Caller)]) // nobody named: everybody
        {
            Loop = play.Loop,
            InterruptCallMediaOperation = true, // a repeat restarts a sentence instead of doubling it (ARCHITECTURE 4)
            OperationContext = op.ToString(),
        },
        cancel));

    private async Task<Outcome> Collect(CallConnection leg, CallOnNetwork call, OpId op, CallCommand.CollectDigits collect, CancellationToken cancel) => await Done(leg.GetCallMedia().StartRecognizingAsync(
        new CallMediaRecognizeDtmfOptions(AcsAddress.Write(call.Caller), collect.Most)
        {
            PlayPrompts = [.. await AcsSound.Sources(collect.Prompt, options, call.Key.Account, audio, recordings, cancel)],
            InitialSilenceTimeout = Seconds(collect.FirstWithin, 1, 300),
            InterToneTimeout = Seconds(collect.NextWithin, 1, 60),
            StopTones = [.. collect.Stop.Select(DtmfToneOf)],
            InterruptPrompt = true,
            InterruptCallMediaOperation = true,
            OperationContext = CommandContext.Write(op, collect.IsSecret),
        },
        cancel));

    private static DtmfTone DtmfToneOf(char key) => key switch
    {
        '#' => DtmfTone.Pound,
        '*' => DtmfTone.Asterisk,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Only # and * end an input."),
    };

    // No key is set to end it: which one was pressed comes with the event.
    private static Task<Outcome> HearOut(CallConnection leg, CallOnNetwork call, OpId op, CallCommand.HearOut hearOut, CancellationToken cancel) => Done(leg.GetCallMedia().StartRecognizingAsync(
        new CallMediaRecognizeSpeechOrDtmfOptions(AcsAddress.Write(call.Caller), maxTonesToCollect: 1)
        {
            SpeechLanguage = hearOut.Language.Locale(),
            InitialSilenceTimeout = Seconds(hearOut.FirstWithin, 1, 20),
            EndSilenceTimeout = hearOut.QuietFor,
            InterruptCallMediaOperation = true,
            OperationContext = op.ToString(),
        },
        cancel));

    // Keys are told beside whatever plays, one event each (docs/azure/notes.md, continuous DTMF).
    private static Task<Outcome> HearKeys(CallConnection leg, CallOnNetwork call, OpId op, CancellationToken cancel) => Heard(
        leg.GetCallMedia().StartContinuousDtmfRecognitionAsync(new ContinuousDtmfRecognitionOptions(AcsAddress.Write(call.Caller)) { OperationContext = op.ToString() }, cancel));

    private static Task<Outcome> StopHearingKeys(CallConnection leg, CallOnNetwork call, OpId op, CancellationToken cancel) => Heard(
        leg.GetCallMedia().StopContinuousDtmfRecognitionAsync(new ContinuousDtmfRecognitionOptions(AcsAddress.Write(call.Caller)) { OperationContext = op.ToString() }, cancel));

    private static async Task<Outcome> Heard(Task<Response> request)
    {
        await request;
        return Accepted;
    }

    private async Task<Outcome> Record(CallOnNetwork call, CallCommand.StartRecording start, CancellationToken cancel)
    {
        var begun = await client.Value.GetCallRecording().StartAsync(
            new StartRecordingOptions(call.Connection ?? "")
            {
                RecordingContent = RecordingContent.Audio,
                RecordingChannel = RecordingChannel.Mixed,
                RecordingFormat = RecordingFormat.Wav,
                PauseOnStart = start.IsPaused,
                RecordingStorage = RecordingStorage.CreateAzureBlobContainerRecordingStorage(await recordings.Destination(cancel)),
            },
            cancel);
        return begun.Value.RecordingId is { Length: > 0 } id ? new Outcome.Recording(id) : throw new JsonException("The network did not name the recording.");
    }

    // A recording that is not there has ended: with the call, or by an earlier try of this command.
    private async Task<Outcome> Tape(CallOnNetwork call, Func<CallRecording, string, CancellationToken, Task<Response>> command, CancellationToken cancel)
    {
        if (call.Recording is not { } recording)
        {
            return Refused("the network never named the recording");
        }

        try
        {
            await command(client.Value.GetCallRecording(), recording, cancel);
            return Accepted;
        }
        catch (RequestFailedException notFound) when (notFound.Status == 404)
        {
            return Refused("the recording has ended");
        }
    }

    private static async Task<Outcome> Ring(CallConnection leg, OpId op, CallCommand.RingPhone ring, CancellationToken cancel)
    {
        if (Invite(ring.Phone, ring.CallerId, ring.Display) is not { } invite)
        {
            return Refused(CannotBeRung(ring.Phone));
        }

        var rung = await leg.AddParticipantAsync(
            new AddParticipantOptions(invite) { InvitationTimeoutInSeconds = (int)Seconds(ring.For, 1, 180).TotalSeconds, OperationContext = op.ToString() },
            cancel);
        return rung.Value.InvitationId is { Length: > 0 } invitation ? new Outcome.Ringing(invitation) : Accepted;
    }

    private static CallInvite? Invite(PhoneAddress phone, PhoneNumber? shown, string display) => AcsAddress.Write(phone) switch
    {
        PhoneNumberIdentifier { IsAnonymous: false } number when shown is { } callerId => new CallInvite(number, new PhoneNumberIdentifier(callerId.Value)),
        CommunicationUserIdentifier user => new CallInvite(user) { SourceDisplayName = display.Length > 0 ? display : null },
        TeamsExtensionUserIdentifier user => new CallInvite(user),
        MicrosoftTeamsUserIdentifier user => new CallInvite(user),
        MicrosoftTeamsAppIdentifier app => new CallInvite(app),
        _ => null,
    };

    private static Task<Outcome> Move(CallConnection leg, OpId op, CallCommand.MovePhone move, CancellationToken cancel) =>
        Done(leg.MoveParticipantsAsync(new MoveParticipantsOptions([AcsAddress.Write(move.Phone)], move.Connection) { OperationContext = op.ToString() }, cancel));

    private static Task<Outcome> StopRinging(CallConnection leg, string invitation, OpId op, CancellationToken cancel) =>
        Done(leg.CancelAddParticipantOperationAsync(new CancelAddParticipantOperationOptions(invitation) { OperationContext = op.ToString() }, cancel));

    private static Task<Outcome> Drop(CallConnection leg, OpId op, CallCommand.DropPhone drop, CancellationToken cancel) =>
        Done(leg.RemoveParticipantAsync(new RemoveParticipantOptions(AcsAddress.Write(drop.Phone)) { OperationContext = op.ToString() }, cancel));

    private static async Task<Outcome> Look(CallConnection leg, CancellationToken cancel)
    {
        var there = await leg.GetParticipantsAsync(cancel);
        return new Outcome.Roster(ValueList.From(there.Value.Select(one => one.Identifier?.RawId).OfType<string>().Select(AcsAddress.Read)));
    }

    private static async Task<Outcome> Done<T>(Task<T> request)
    {
        await request;
        return Accepted;
    }

    // Not found can mean the call, or the phone or invitation that the command is about; the call itself tells. Without a reason to refuse, what is not there is what was wanted.
    private static async Task<Outcome> IfThere(CallConnection leg, Task<Outcome> command, string? refusal, CancellationToken cancel)
    {
        try
        {
            return await command;
        }
        catch (RequestFailedException notFound) when (notFound.Status == 404)
        {
            _ = await leg.GetCallConnectionPropertiesAsync(cancel);
            return refusal is null ? Accepted : Refused(refusal);
        }
    }

    private static async Task<Outcome> Ask(string command, Func<CancellationToken, Task<Outcome>> give, CancellationToken cancel)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Within);
        try
        {
            return await give(limited.Token);
        }
        catch (RequestFailedException answer) when (AcsAnswer.Outcome(answer) is { } outcome)
        {
            return outcome;
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested && AcsAnswer.Trouble(trouble, command) is not null)
        {
            throw AcsAnswer.Trouble(trouble, command) ?? trouble;
        }
    }

    private static Outcome.Refused Refused(string why) => new(why);

    // The network counts whole seconds; a wait is never made shorter.
    private static TimeSpan Seconds(TimeSpan wanted, int least, int most) => TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(wanted.TotalSeconds), least, most));

    private static CallAutomationClient Open(AcsOptions options)
    {
        var settings = new CallAutomationClientOptions();
        settings.Retry.Mode = RetryMode.Fixed;
        settings.Retry.MaxRetries = 1;
        settings.Retry.Delay = TimeSpan.FromMilliseconds(200);
        settings.Retry.NetworkTimeout = Within;
        settings.AddPolicy(new Repeatability(), HttpPipelinePosition.PerCall);
        if (options.Transport is { } transport)
        {
            settings.Transport = transport;
        }

        return options switch
        {
            { ConnectionString: { } connection } => new CallAutomationClient(connection, settings),
            { Endpoint: { } endpoint, Credential: { } credential } => new CallAutomationClient(endpoint, credential, settings),
            _ => throw new ArgumentException("A connection string, or an endpoint and a credential, are needed.", nameof(options)),
        };
    }
}
