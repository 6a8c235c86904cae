using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Calls;

/// <summary>The call machine, as the runner sees it.</summary>
public sealed class CallKind : IMachine<Call, CallEvent, CallCommand, Outcome>
{
    /// <summary>The kind's name in machine keys.</summary>
    public const string Name = "call";

    private static readonly TimeSpan WhileSomebodyWaits = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WhilePeopleTalk = TimeSpan.FromMinutes(5);

    /// <summary>The machine of a call whose id came from outside; nothing when it is no id.</summary>
    public static MachineKey? KeyOf(AccountId account, string? id) => id is not null && CallIds.IsOne(id) ? new MachineKey(account, Name, id) : null;

    /// <inheritdoc/>
    public string Kind => Name;

    /// <inheritdoc/>
    public CallEvent TimeReached { get; } = new CallEvent.TimeReached();

    /// <inheritdoc/>
    public (Call Next, ValueList<CallCommand> Commands) Step(Call? state, CallEvent evt, IConfiguration config, Moment at)
    {
        var decision = CallMachine.Step(state, evt, config, at);
        return (decision.Next, decision.Commands);
    }

    /// <inheritdoc/>
    public DateTimeOffset? Due(Call state) => CallMachine.Due(state);

    /// <inheritdoc/>
    public bool HasEnded(Call state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Phase is Phase.Ended;
    }

    /// <inheritdoc/>
    public TimeSpan LookWithin(Call state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Phase is Phase.Talking ? WhilePeopleTalk : WhileSomebodyWaits;
    }

    /// <inheritdoc/>
    public CallEvent Done(ValueList<(OpId Op, Outcome Outcome)> outcomes) =>
        new CallEvent.CommandsDone(ValueList.From(outcomes.Select(done => new CommandDone(done.Op, done.Outcome))));

    /// <inheritdoc/>
    public Outcome GaveUp(string why) => new Outcome.Refused(why);

    /// <summary>How calls are written. The process's name tells its leases from those of others.</summary>
    public static RunnerJson<Call, CallEvent, CallCommand> Written(string process) => new(
        (JsonTypeInfo<Machine<Call, CallCommand>>)Options.GetTypeInfo(typeof(Machine<Call, CallCommand>)),
        (JsonTypeInfo<Journaled<CallEvent>>)Options.GetTypeInfo(typeof(Journaled<CallEvent>)),
        process);

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, CallKindJson.Default),
    };
}

[JsonSerializable(typeof(Machine<Call, CallCommand>))]
[JsonSerializable(typeof(PendingCommand<CallCommand>))]
[JsonSerializable(typeof(Journaled<CallEvent>))]
internal sealed partial class CallKindJson : JsonSerializerContext;
