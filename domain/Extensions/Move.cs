using Pbx.Domain.Calls;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Extensions;

/// <summary>Why a move was made, in words for the call log, with the rule that it follows where there is one.</summary>
/// <param name="Setting">Which setting of the extension decided, as a pointer into its configuration, also where it is left out, or, after “..”, into the extension itself; none: nothing that is set.</param>
public sealed record Because(string Why, string? Rule = null, string? Setting = null);

/// <summary>What an extension decides about a call that is in it.</summary>
public abstract record Move<TState>
    where TState : class
{
    private Move()
    {
    }

    /// <summary>The call stays. Without a reason nothing is logged: the event was not for us, or said nothing new.</summary>
    public sealed record Stay(TState State, ValueList<CallCommand> Commands, Because? Because = null) : Move<TState>;

    /// <summary>The call goes to another destination.</summary>
    /// <param name="Chosen">Whether the caller chose it by a key; that starts the count of hops anew (EXT-068).</param>
    /// <param name="Prefix">Text that receivers see before the caller from now on.</param>
    /// <param name="Shown">The number that a public number is shown; none: the dialled one (EXT-065).</param>
    /// <param name="Otherwise">Where it goes when that destination cannot be entered (EXT-063); none: the caller hears that it cannot.</param>
    /// <param name="Keys">What the caller keyed ahead for the menu that the call goes to (EXT-272).</param>
    /// <param name="Waits">Whether it waits there until that user is free (RCH-461).</param>
    public sealed record GoTo(
        Destination To, ValueList<CallCommand> Commands, Because Because, bool Chosen = false, string Prefix = "", Destination? Otherwise = null, string? Keys = null, ShownNumber? Shown = null, bool Waits = false) : Move<TState>;

    /// <summary>The phone that a command rang has answered: caller and phone talk.</summary>
    /// <param name="Rights">Whether the conversation may be recorded; nothing: not at all.</param>
    public sealed record Connect(OpId Ring, ValueList<CallCommand> Commands, Because Because, RecordingRights? Rights = null) : Move<TState>;

    /// <summary>The call ends, with what the caller hears for that reason (EXT-072).</summary>
    /// <param name="IsSaid">Whether the caller has heard it already, so that the call is just hung up.</param>
    public sealed record End(EndReason Reason, ValueList<CallCommand> Commands, Because Because, bool IsSaid = false) : Move<TState>;
}
