using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;

namespace Pbx.Engine.Recordings;

/// <summary>A recording that the network was asked for, and whose file has not been put in its place yet.</summary>
/// <param name="Network">How the network names it; its file is found by this.</param>
/// <param name="Account">Whose.</param>
/// <param name="Call">The call that it belongs to.</param>
/// <param name="Op">The command that started it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Other">Who talks with the caller, in a conversation.</param>
/// <param name="At">When it was asked for.</param>
public sealed record StartedRecording(
    string Network,
    AccountId Account,
    string Call,
    OpId Op,
    RecordingPurpose Purpose,
    PhoneAddress Caller,
    string? CallerName,
    DialledNumber Dialled,
    PhoneAddress? Other,
    DateTimeOffset At)
{
    /// <summary>What its files are called when they are put in their place: the newest first, the same whenever it is asked.</summary>
    public string NameOf(int part) => FormattableString.Invariant($"{DateTimeOffset.MaxValue.Ticks - At.UtcTicks:d19}-{Call}-{Op}-{part}");
}
