namespace Pbx.Simulator.Network.Calls;

/// <summary>The application's own leg of a call: what it calls a call connection.</summary>
public sealed class AppLeg
{
    internal AppLeg(Conversation call, AppLegRequest asked)
    {
        Call = call;
        Asked = asked;
    }

    /// <summary>The callConnectionId.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    public Conversation Call { get; internal set; }

    public AppLegRequest Asked { get; }

    public AppLegState State { get; internal set; } = AppLegState.Connecting;
}

/// <summary>What the application said when it answered or made the call.</summary>
public sealed record AppLegRequest(string CallbackUri, string? OperationContext, bool CanSpeak);

/// <summary>Where the application's leg is.</summary>
public enum AppLegState
{
    Connecting,
    Connected,
    Disconnected,
}
