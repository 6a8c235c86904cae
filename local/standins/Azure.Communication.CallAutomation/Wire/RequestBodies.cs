using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// The bodies of requests, member by member as the REST description of 2026-03-12 has them. What an option leaves at null is left out;
/// an operation that reports by events always has a context, a new GUID if none was given.
/// </summary>
internal static class RequestBodies
{
    public static JsonBody Answer(AnswerCallOptions options, CommunicationUserIdentifier? source) => JsonBody.Write(
        (options, by: options.AnsweredBy ?? source),
        static (json, from) =>
        {
            json.WriteString("incomingCallContext"u8, from.options.IncomingCallContext);
            json.WriteString("callbackUri"u8, from.options.CallbackUri.AbsoluteUri);
            WriteText(json, "operationContext", from.options.OperationContext);
            WriteIntelligence(json, from.options.CallIntelligenceOptions);
            WriteUser(json, "answeredBy", from.by);
        });

    public static JsonBody Create(CreateCallOptions options, CommunicationUserIdentifier? source) => JsonBody.Write(
        (options, source),
        static (json, from) =>
        {
            var invite = from.options.CallInvite;
            json.WriteStartArray("targets"u8);
            IdentifierJson.Write(json, invite.Target);
            json.WriteEndArray();
            WriteCallerId(json, invite);
            WriteUser(json, "source", from.source);
            json.WriteString("callbackUri"u8, from.options.CallbackUri.AbsoluteUri);
            WriteText(json, "operationContext", from.options.OperationContext);
            WriteIntelligence(json, from.options.CallIntelligenceOptions);
            if (from.options.TeamsAppSource is { } app)
            {
                json.WritePropertyName("teamsAppSource"u8);
                IdentifierJson.WriteApp(json, app);
            }
        });

    public static JsonBody Redirect(RedirectCallOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteString("incomingCallContext"u8, options.IncomingCallContext);
        json.WriteIdentifier("target", options.CallInvite.Target);
    });

    public static JsonBody Reject(RejectCallOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteString("incomingCallContext"u8, options.IncomingCallContext);
        json.WriteString("callRejectReason"u8, options.CallRejectReason.ToString());
    });

    public static JsonBody AddParticipant(AddParticipantOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        var invite = options.ParticipantToAdd;
        WriteCallerId(json, invite);
        json.WriteIdentifier("participantToAdd", invite.Target);
        if (options.InvitationTimeoutInSeconds is { } seconds)
        {
            json.WriteNumber("invitationTimeoutInSeconds"u8, seconds);
        }

        WriteOperation(json, options.OperationContext, options.OperationCallbackUri);
        WriteCustomContext(json, invite.CustomCallingContext);
    });

    public static JsonBody CancelAddParticipant(CancelAddParticipantOperationOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteString("invitationId"u8, options.InvitationId);
        WriteOperation(json, options.OperationContext, options.OperationCallbackUri);
    });

    public static JsonBody RemoveParticipant(RemoveParticipantOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteIdentifier("participantToRemove", options.ParticipantToRemove);
        WriteOperation(json, options.OperationContext, options.OperationCallbackUri);
    });

    public static JsonBody MoveParticipants(MoveParticipantsOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteStartArray("targetParticipants"u8);
        foreach (var target in options.TargetParticipants)
        {
            IdentifierJson.Write(json, target);
        }

        json.WriteEndArray();
        json.WriteString("fromCall"u8, options.FromCall);
        WriteOperation(json, options.OperationContext, options.OperationCallbackUri);
    });

    public static JsonBody Play(PlayOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        WritePlay(json, options.PlaySources, options.Loop, options.InterruptCallMediaOperation);
        if (options.PlayTo.Count > 0)
        {
            json.WriteStartArray("playTo"u8);
            foreach (var listener in options.PlayTo)
            {
                IdentifierJson.Write(json, listener);
            }

            json.WriteEndArray();
        }

        WriteOperation(json, options.OperationContext, options.OperationCallbackUri);
    });

    public static JsonBody PlayToAll(PlayToAllOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        WritePlay(json, options.PlaySources, options.Loop, options.InterruptCallMediaOperation);
        WriteOperation(json, options.OperationContext, options.OperationCallbackUri);
    });

    public static JsonBody Recognize(CallMediaRecognizeOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteString("recognizeInputType"u8, options.InputType.ToString());
        if (options.PlayPrompts.Count > 0)
        {
            WriteSources(json, "playPrompts", options.PlayPrompts);
        }
        else if (options.Prompt is { } prompt)
        {
            json.WritePropertyName("playPrompt"u8);
            WriteSource(json, prompt);
        }

        json.WriteBoolean("interruptCallMediaOperation"u8, options.InterruptCallMediaOperation);
        json.WriteStartObject("recognizeOptions"u8);
        json.WriteBoolean("interruptPrompt"u8, options.InterruptPrompt);
        json.WriteNumber("initialSilenceTimeoutInSeconds"u8, (int)options.InitialSilenceTimeout.TotalSeconds);
        json.WriteIdentifier("targetParticipant", options.TargetParticipant);
        switch (options)
        {
            case CallMediaRecognizeDtmfOptions dtmf:
                WriteDtmf(json, dtmf.InterToneTimeout, dtmf.MaxTonesToCollect, dtmf.StopTones);
                break;
            case CallMediaRecognizeSpeechOrDtmfOptions both:
                if (both.SpeechLanguage is { } language)
                {
                    json.WriteString("speechLanguage"u8, language);
                }

                WriteDtmf(json, both.InterToneTimeout, both.MaxTonesToCollect, both.StopTones);
                json.WriteStartObject("speechOptions"u8);
                json.WriteNumber("endSilenceTimeoutInMs"u8, (long)both.EndSilenceTimeout.TotalMilliseconds);
                json.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"Recognition by {options.GetType().Name} is not supported.");
        }

        json.WriteEndObject();
        WriteOperation(json, options.OperationContext, options.OperationCallbackUri);
    });

    public static JsonBody Continuous(ContinuousDtmfRecognitionOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteIdentifier("targetParticipant", options.TargetParticipant);
        WriteText(json, "operationContext", options.OperationContext);
        WriteText(json, "operationCallbackUri", options.OperationCallbackUri?.AbsoluteUri);
    });

    public static JsonBody StartRecording(StartRecordingOptions options) => JsonBody.Write(options, static (json, options) =>
    {
        json.WriteString("callConnectionId"u8, options.CallConnectionId);
        WriteSet(json, "recordingContentType", options.RecordingContent.ToString());
        WriteSet(json, "recordingChannelType", options.RecordingChannel.ToString());
        WriteSet(json, "recordingFormatType", options.RecordingFormat.ToString());
        WriteSet(json, "recordingStateCallbackUri", options.RecordingStateCallbackUri?.AbsoluteUri ?? "");
        json.WriteBoolean("pauseOnStart"u8, options.PauseOnStart);
        if (options.RecordingStorage is { } storage)
        {
            json.WriteStartObject("externalStorage"u8);
            json.WriteString("recordingStorageKind"u8, storage.RecordingStorageKind.ToString());
            WriteSet(json, "recordingDestinationContainerUrl", storage.Container?.AbsoluteUri ?? "");
            json.WriteEndObject();
        }
    });

    private static void WriteSet(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteDtmf(Utf8JsonWriter json, TimeSpan between, int most, IList<DtmfTone> stops)
    {
        json.WriteStartObject("dtmfOptions"u8);
        json.WriteNumber("interToneTimeoutInSeconds"u8, (int)between.TotalSeconds);
        json.WriteNumber("maxTonesToCollect"u8, most);
        if (stops.Count > 0)
        {
            json.WriteStartArray("stopTones"u8);
            foreach (var tone in stops)
            {
                json.WriteStringValue(tone.ToString());
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WritePlay(Utf8JsonWriter json, IReadOnlyList<PlaySource> sources, bool loop, bool interrupt)
    {
        WriteSources(json, "playSources", sources);
        json.WriteBoolean("interruptCallMediaOperation"u8, interrupt);
        json.WriteStartObject("playOptions"u8);
        json.WriteBoolean("loop"u8, loop);
        json.WriteEndObject();
    }

    private static void WriteSources(Utf8JsonWriter json, string name, IEnumerable<PlaySource> sources)
    {
        json.WriteStartArray(name);
        foreach (var source in sources)
        {
            WriteSource(json, source);
        }

        json.WriteEndArray();
    }

    private static void WriteSource(Utf8JsonWriter json, PlaySource source)
    {
        json.WriteStartObject();
        switch (source)
        {
            case FileSource file:
                json.WriteString("kind"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("uri"u8, file.FileUri.AbsoluteUri);
                break;
            case TextSource text:
                json.WriteString("kind"u8, "text"u8);
                json.WriteStartObject("text"u8);
                json.WriteString("text"u8, text.Text);
                WriteText(json, "sourceLocale", text.SourceLocale);
                WriteText(json, "voiceKind", text.VoiceKind?.ToString());
                WriteText(json, "voiceName", text.VoiceName);
                WriteText(json, "customVoiceEndpointId", text.CustomVoiceEndpointId);
                break;
            case SsmlSource ssml:
                json.WriteString("kind"u8, "ssml"u8);
                json.WriteStartObject("ssml"u8);
                json.WriteString("ssmlText"u8, ssml.SsmlText);
                WriteText(json, "customVoiceEndpointId", ssml.CustomVoiceEndpointId);
                break;
            default:
                throw new NotSupportedException($"A {source.GetType().Name} cannot be played.");
        }

        json.WriteEndObject();
        WriteText(json, "playSourceCacheId", source.PlaySourceCacheId);
        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, string? context, Uri? callbackUri)
    {
        json.WriteString("operationContext"u8, context ?? Guid.NewGuid().ToString());
        WriteText(json, "operationCallbackUri", callbackUri?.AbsoluteUri);
    }

    private static void WriteCallerId(Utf8JsonWriter json, CallInvite invite)
    {
        if (invite.SourceCallerIdNumber is { } number)
        {
            json.WritePropertyName("sourceCallerIdNumber"u8);
            IdentifierJson.WriteNumber(json, number);
        }

        WriteText(json, "sourceDisplayName", invite.SourceDisplayName);
    }

    private static void WriteCustomContext(Utf8JsonWriter json, CustomCallingContext context)
    {
        if (context.SipHeaders.Count + context.VoipHeaders.Count == 0)
        {
            return;
        }

        json.WriteStartObject("customCallingContext"u8);
        WriteHeaders(json, "sipHeaders", context.SipHeaders);
        WriteHeaders(json, "voipHeaders", context.VoipHeaders);
        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, string name, IDictionary<string, string> headers)
    {
        if (headers.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in headers)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteIntelligence(Utf8JsonWriter json, CallIntelligenceOptions? options)
    {
        if (options?.CognitiveServicesEndpoint is { } endpoint)
        {
            json.WriteStartObject("callIntelligenceOptions"u8);
            json.WriteString("cognitiveServicesEndpoint"u8, endpoint.AbsoluteUri);
            json.WriteEndObject();
        }
    }

    private static void WriteUser(Utf8JsonWriter json, string name, CommunicationUserIdentifier? user)
    {
        if (user is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("id"u8, user.Id);
            json.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
