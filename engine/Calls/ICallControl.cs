using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Calls;

/// <summary>
/// A telephone network that takes commands for calls, in our words. Everything it can say to a command is an <see cref="Outcome"/>; trouble that may pass is an
/// exception. A command that is given twice under the same name takes effect once, or repeats harmlessly.
/// </summary>
public interface ICallControl
{
    /// <summary>Carries out one command.</summary>
    /// <param name="call">Which call, and under which name the network knows our leg (none before it is answered).</param>
    /// <param name="op">The name of the command; it comes back in the event that answers it.</param>
    /// <param name="command">What to do; commands that are not for the network are not given to it.</param>
    Task<Outcome> CarryOut(CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel);

    /// <summary>Turns a ringing call away, because its number is not in service.</summary>
    Task Reject(string context, CancellationToken cancel);
}

/// <summary>A call as the network has to be told of it.</summary>
/// <param name="Key">The machine; events of the call find it by this.</param>
/// <param name="Connection">How the network names our leg.</param>
/// <param name="Caller">Who hears sounds and is asked for keys.</param>
/// <param name="Invitation">For <see cref="CallCommand.StopRinging"/>: what takes the ringing back; none when the network never named it.</param>
/// <param name="Recording">For commands on a recording: how the network names it; none when it never did.</param>
public sealed record CallOnNetwork(MachineKey Key, string? Connection, PhoneAddress Caller, string? Invitation = null, string? Recording = null);
