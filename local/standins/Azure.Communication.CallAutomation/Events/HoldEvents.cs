using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>Somebody could not be put on hold. Success shows in ParticipantsUpdated.</summary>
public sealed class HoldFailed : CallAutomationEventBase
{
    internal HoldFailed(JsonElement data)
        : base(data) => ReasonCode = Reason();

    /// <summary>Why it ended: the sub code.</summary>
    public MediaEventReasonCode ReasonCode { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static HoldFailed Deserialize(string content) => Read(content, static data => new HoldFailed(data));
}
