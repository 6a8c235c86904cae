using Pbx.Domain.Machines;

namespace Pbx.Engine.Machines;

/// <summary>A machine as it is stored: its state, and the commands that were decided but not yet carried out.</summary>
/// <param name="Revision">How many steps were committed; the next step leads to the next one.</param>
/// <param name="Pending">In the order in which they are to be carried out.</param>
/// <param name="Lease">Who carries them out at present.</param>
public sealed record Machine<TState, TCommand>(int Revision, TState State, ValueList<PendingCommand<TCommand>> Pending = default, DispatchLease? Lease = null)
    where TState : class
    where TCommand : class;

/// <summary>A command that waits to be carried out, and how often that was tried in vain.</summary>
public sealed record PendingCommand<TCommand>(OpId Op, TCommand Command, int Tries = 0)
    where TCommand : class;

/// <summary>The right to carry out the pending commands, until an instant: whoever meets it only commits.</summary>
public sealed record DispatchLease(string Holder, DateTimeOffset Until);
