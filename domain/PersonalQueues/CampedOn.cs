using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.Users;

namespace Pbx.Domain.PersonalQueues;

/// <summary>What a receptionist has asked for and the floor has not answered yet, or has refused: the call is to wait for a user (QUE-363, QUE-372).</summary>
/// <param name="At">When it was asked for, which is the entry time in the personal queue.</param>
/// <param name="Refused">Why not; nothing: the floor has not answered yet.</param>
public sealed record CampOnWish(ExtensionNumber User, DateTimeOffset At, string By, StayEnd? Refused = null);

/// <summary>That a call was camped on a user (QUE-363).</summary>
/// <param name="Group">The attendant group that it comes from.</param>
/// <param name="Receptionist">Who transferred it.</param>
/// <param name="Since">When it began to wait.</param>
/// <param name="TellAt">When that receptionist is told that it still waits (QUE-365); none: it was done, or never is.</param>
/// <param name="TellAllAt">When all are (QUE-366).</param>
/// <param name="IsTold">Whether somebody was told.</param>
/// <param name="TakenBackBy">Who has it now, after having taken it back (QUE-369); none: it waits.</param>
public sealed record CampedOn(
    ExtensionNumber User,
    ExtensionNumber Group,
    ExtensionNumber Receptionist,
    DateTimeOffset Since,
    DateTimeOffset? TellAt,
    DateTimeOffset? TellAllAt,
    bool IsTold = false,
    ExtensionNumber? TakenBackBy = null)
{
    private static readonly TimeSpan UsuallyTold = TimeSpan.FromSeconds(60); // QUE-365
    private static readonly TimeSpan UsuallyAllTold = TimeSpan.FromSeconds(120); // QUE-366

    /// <summary>When somebody is to be told next.</summary>
    [JsonIgnore]
    public DateTimeOffset? Due => TakenBackBy is not null ? null : TellAt is { } one && !(TellAllAt < one) ? one : TellAllAt;

    internal static CampedOn Of(CampOnWish wish, ExtensionNumber group, ExtensionNumber receptionist, CampOn settings, DateTimeOffset now) => new(
        wish.User, group, receptionist, wish.At, After(settings.NotifyAfter ?? UsuallyTold, now), After(settings.NotifyAllAfter ?? UsuallyAllTold, now));

    private static DateTimeOffset? After(TimeSpan time, DateTimeOffset now) => time > TimeSpan.Zero ? now + time : null;
}

/// <summary>Who may camp which call on whom (QUE-363).</summary>
public static class CampOns
{
    /// <summary>The group whose receptionist talks to the caller; nothing: nobody of a queue does.</summary>
    public static ExtensionNumber? GroupOf(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Phase is not Phase.Talking ? null
            : call.Trail.Queue is { IsTalking: true } visit ? visit.Queue
            : call.Trail.CampOn is { TakenBackBy: not null } camped ? camped.Group
            : null;
    }

    /// <summary>Who talks to the caller; nothing: nobody of the account does.</summary>
    public static ExtensionNumber? ReceptionistOf(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Phase is Phase.Talking talking ? call.Trail.Legs.FirstOrDefault(leg => leg.Op == talking.Ring)?.Extension : null;
    }

    /// <summary>Why a call is not camped on a user, with a pointer into the wish; nothing: nothing stands against it but that the personal queue may be full.</summary>
    /// <param name="group">The extension that <see cref="GroupOf"/> names.</param>
    /// <param name="user">The extension that is asked for; nothing: there is none.</param>
    public static Problem? Hindrance(Call call, Extension? group, ExtensionNumber asked, Extension? user) => (group, user) switch
    {
        _ when GroupOf(call) is null || ReceptionistOf(call) is null => new Problem("", "No receptionist talks in this call."),
        (not { Config: QueueConfig { Kind: QueueKind.Attendant } }, _) => new Problem("", "Only calls of attendant groups are camped on users."),
        ({ Config: QueueConfig { CampOn: null }, Name: var name }, _) => new Problem("", $"Camping on is not enabled for “{name}”."),
        (_, null) => new Problem("/user", $"There is no extension {asked}."),
        (_, not { Config: UserConfig }) => new Problem("/user", $"Extension {asked} is no user."),
        (_, { Config: UserConfig { Device: null } }) => new Problem("/user", $"Extension {asked} has no phone that could be rung."),
        _ when asked == ReceptionistOf(call) => new Problem("/user", $"Extension {asked} talks to the caller."),
        _ when asked == call.Facts.CallerExtension => new Problem("/user", $"Extension {asked} is the caller."),
        _ => null,
    };
}
