namespace Pbx.Domain.SystemExtensions;

/// <summary>A service number that every account of a country has and none can take (EXT-006).</summary>
/// <param name="Function">What it does.</param>
/// <param name="Code">The digits that are dialled in the country.</param>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Rule">The row of the specification's table.</param>
public sealed record SystemExtension(SystemFunction Function, string Code, string Name, string Rule);

/// <summary>What system extensions do (CFT-285 to CFT-300).</summary>
public enum SystemFunction
{
    /// <summary>Tells who is logged in at the phone.</summary>
    LogInStatus,

    /// <summary>Logs a user in at the phone.</summary>
    LogIn,

    /// <summary>Logs the user out.</summary>
    LogOut,

    /// <summary>Logs in to a queue.</summary>
    QueueLogIn,

    /// <summary>Logs out of a queue.</summary>
    QueueLogOut,

    /// <summary>Records audio.</summary>
    RecordAudio,

    /// <summary>Listens in.</summary>
    ListenIn,

    /// <summary>Changes the PIN.</summary>
    ChangePin,

    /// <summary>Takes a call that rings elsewhere: any, or with an extension behind it that one's.</summary>
    Pickup,

    /// <summary>Moves the call to this device.</summary>
    MoveHere,

    /// <summary>The forwarding dialogue of the user.</summary>
    Forwarding,

    /// <summary>The dialogue for time configuration.</summary>
    TimeConfiguration,

    /// <summary>Manages mailboxes.</summary>
    VoicemailManagement,

    /// <summary>Retrieves a parked call; a line from 1 to 99 follows.</summary>
    ParkRetrieve,

    /// <summary>The assistant for call analysis.</summary>
    CallAnalysis,

    /// <summary>The user's own voicemail.</summary>
    PersonalVoicemail,
}
