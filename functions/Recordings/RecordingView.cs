using System.Text.Json.Serialization;
using Pbx.Domain.Recordings;
using Pbx.Engine.Recordings;

namespace Pbx.Functions.Recordings;

/// <summary>A message or recording as the API shows it.</summary>
/// <param name="Call">The call that it belongs to, as the call log names it.</param>
/// <param name="Seconds">Its length, measured from the file.</param>
/// <param name="State">Of a message: whether it was heard.</param>
/// <param name="User">Of a conversation: whose it is.</param>
/// <param name="Trouble">What is wrong with the file.</param>
/// <param name="GoneAt">When it is deleted for good, as things stand.</param>
internal sealed record RecordingView(
    string Id,
    string Call,
    DateTimeOffset At,
    string Caller,
    string? CallerName,
    string Dialled,
    string? Other,
    double Seconds,
    long Bytes,
    MessageState? State,
    string? User,
    bool? Automatic,
    string? Trouble,
    DateTimeOffset? DeletedAt,
    DateTimeOffset? GoneAt)
{
    public static RecordingView Of(Recording recording)
    {
        var conversation = recording.Purpose as RecordingPurpose.Conversation;
        return new RecordingView(
            recording.Id,
            recording.Call,
            recording.At,
            recording.Caller.ToString(),
            recording.CallerName,
            recording.Dialled.ToString(),
            recording.Other?.ToString(),
            Math.Round(recording.Length.TotalSeconds, 2),
            recording.Bytes,
            recording.Purpose is RecordingPurpose.Message ? recording.Heard is null ? MessageState.New : MessageState.Old : null,
            conversation?.User.Value,
            conversation?.Automatic,
            recording.Trouble,
            recording.Deleted,
            recording.Until);
    }
}

/// <summary>Whether a message was heard.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageState>))]
internal enum MessageState
{
    [JsonStringEnumMemberName("new")]
    New,

    [JsonStringEnumMemberName("old")]
    Old,
}

internal sealed record MessageList(IReadOnlyList<RecordingView> Messages, int New);

internal sealed record RecordingList(IReadOnlyList<RecordingView> Recordings);

internal sealed record MessageChange(MessageState? State = null, bool? Deleted = null);

internal sealed record RecordingWished(RecordingWish Wish);

internal sealed record RecordingNow(string Call, RecordingState? State);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(RecordingList))]
[JsonSerializable(typeof(MessageChange))]
[JsonSerializable(typeof(RecordingWished))]
[JsonSerializable(typeof(RecordingNow))]
internal sealed partial class RecordingViewJson : JsonSerializerContext;
