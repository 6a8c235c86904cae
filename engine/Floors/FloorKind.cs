using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Floors;

/// <summary>The floor of an account, as the runner sees it: one machine an account, which is over as long as nobody is on it.</summary>
public sealed class FloorKind : IMachine<Floor, FloorEvent, FloorCommand, FloorOutcome>
{
    /// <summary>The kind's name in machine keys.</summary>
    public const string Name = "floor";

    private static readonly TimeSpan WhileSomebodyWaits = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WhilePeopleTalk = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Kind => Name;

    /// <inheritdoc/>
    public FloorEvent TimeReached { get; } = new FloorEvent.TimeReached();

    /// <inheritdoc/>
    public (Floor Next, ValueList<FloorCommand> Commands) Step(Floor? state, FloorEvent evt, IConfiguration config, Moment at)
    {
        var decision = FloorMachine.Step(state ?? Floor.Empty, evt, new FloorPlan(config), at);
        return (decision.Next, decision.Commands);
    }

    /// <inheritdoc/>
    public DateTimeOffset? Due(Floor state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Due;
    }

    /// <inheritdoc/>
    public bool HasEnded(Floor state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.IsIdle;
    }

    /// <inheritdoc/>
    public TimeSpan LookWithin(Floor state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.HasWaiting ? WhileSomebodyWaits : WhilePeopleTalk;
    }

    /// <inheritdoc/>
    public FloorEvent Done(ValueList<(OpId Op, FloorOutcome Outcome)> outcomes) =>
        new FloorEvent.CommandsDone(ValueList.From(outcomes.Select(done => done.Outcome).OfType<FloorOutcome.Gone>().SelectMany(gone => gone.Calls)));

    /// <inheritdoc/>
    public FloorOutcome GaveUp(string why) => new FloorOutcome.Refused(why);

    /// <summary>How floors are written. The process's name tells its leases from those of others.</summary>
    public static RunnerJson<Floor, FloorEvent, FloorCommand> Written(string process) => new(
        (JsonTypeInfo<Machine<Floor, FloorCommand>>)Options.GetTypeInfo(typeof(Machine<Floor, FloorCommand>)),
        (JsonTypeInfo<Journaled<FloorEvent>>)Options.GetTypeInfo(typeof(Journaled<FloorEvent>)),
        process);

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, FloorKindJson.Default),
    };
}

[JsonSerializable(typeof(Machine<Floor, FloorCommand>))]
[JsonSerializable(typeof(PendingCommand<FloorCommand>))]
[JsonSerializable(typeof(Journaled<FloorEvent>))]
[JsonSerializable(typeof(FloorEvent.TimeReached), TypeInfoPropertyName = "FloorTimeReached")]
[JsonSerializable(typeof(FloorEvent.CommandsDone), TypeInfoPropertyName = "FloorCommandsDone")]
internal sealed partial class FloorKindJson : JsonSerializerContext;
