using Pbx.Domain.Calls;
using Pbx.Domain.Machines;

namespace Pbx.Engine.Machines;

/// <summary>What the runner needs to know of a kind of machine. The functions behind it are pure.</summary>
public interface IMachine<TState, TEvent, TCommand, TOutcome>
    where TState : class
    where TEvent : class
    where TCommand : class
    where TOutcome : class
{
    /// <summary>The kind, as machine keys name it.</summary>
    string Kind { get; }

    /// <summary>One step.</summary>
    (TState Next, ValueList<TCommand> Commands) Step(TState? state, TEvent evt, IConfiguration config, Moment at);

    /// <summary>When it wants to be woken.</summary>
    DateTimeOffset? Due(TState state);

    /// <summary>Whether it is over: nothing can happen to it any more, except that commands are left.</summary>
    bool HasEnded(TState state);

    /// <summary>At most how long it is left alone: short while somebody waits, longer while people talk.</summary>
    TimeSpan LookWithin(TState state);

    /// <summary>The event that says that a due time has come.</summary>
    TEvent TimeReached { get; }

    /// <summary>The event that says what came of commands.</summary>
    TEvent Done(ValueList<(OpId Op, TOutcome Outcome)> outcomes);

    /// <summary>The outcome of a command that could not be carried out after several tries.</summary>
    TOutcome GaveUp(string why);
}

/// <summary>Carries out the commands of a kind of machine.</summary>
public interface ICommandDispatcher<TState, TCommand, TOutcome>
    where TCommand : class
{
    /// <summary>What has to be known before commands that go together are carried out; called once for them, and again when they are tried again.</summary>
    /// <returns>The outcomes of those that are not to be carried out.</returns>
    Task<IReadOnlyDictionary<OpId, TOutcome>> Prepare(MachineKey key, IReadOnlyList<PendingCommand<TCommand>> together, CancellationToken cancel);

    /// <summary>Carries out one command.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="state">The machine's state, as it was when the commands were begun.</param>
    /// <param name="op">The name of the command.</param>
    /// <param name="command">What to do.</param>
    /// <param name="soFar">What came of the commands before it that the state does not know yet.</param>
    /// <param name="cancel">Ends the try.</param>
    Task<TOutcome> CarryOut(MachineKey key, TState state, OpId op, TCommand command, IReadOnlyList<(OpId Op, TOutcome Outcome)> soFar, CancellationToken cancel);

    /// <summary>Whether a command may be carried out at the same time as one that stands somewhere before it: neither needs what came of the other. So it is asked for every one that is under way.</summary>
    bool GoTogether(TCommand one, TCommand next);

    /// <summary>How often a command is tried that fails, before it counts as refused: few times where somebody waits for what comes of it, often where giving up leaves something undone for ever.</summary>
    int Tries(TCommand command) => UsualTries;

    /// <summary>The usual number of tries.</summary>
    const int UsualTries = 3;
}
