using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>Our leg of the call is up, after it was answered, created or joined.</summary>
public sealed class CallConnected : CallAutomationEventBase
{
    internal CallConnected(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CallConnected Deserialize(string content) => Read(content, static data => new CallConnected(data));
}

/// <summary>Our leg of the call is gone; nothing more can be done with its id.</summary>
public sealed class CallDisconnected : CallAutomationEventBase
{
    internal CallDisconnected(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CallDisconnected Deserialize(string content) => Read(content, static data => new CallDisconnected(data));
}

/// <summary>A call that we placed never connected.</summary>
public sealed class CreateCallFailed : CallAutomationEventBase
{
    internal CreateCallFailed(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CreateCallFailed Deserialize(string content) => Read(content, static data => new CreateCallFailed(data));
}

/// <summary>A call that we answered never connected.</summary>
public sealed class AnswerFailed : CallAutomationEventBase
{
    internal AnswerFailed(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static AnswerFailed Deserialize(string content) => Read(content, static data => new AnswerFailed(data));
}

/// <summary>A call that we wanted to join never connected.</summary>
public sealed class ConnectFailed : CallAutomationEventBase
{
    internal ConnectFailed(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static ConnectFailed Deserialize(string content) => Read(content, static data => new ConnectFailed(data));
}
