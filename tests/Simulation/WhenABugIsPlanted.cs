using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;
using Pbx.Simulation.World;

namespace Pbx.Simulation;

/// <summary>The simulation must be able to fail: four bugs, planted around the step, are each found.</summary>
public sealed class WhenABugIsPlanted
{
    private const int MostSeeds = 400;

    [Fact]
    public void A_conversation_that_is_not_ended_when_one_party_leaves_is_found() =>
        Found(new Planted(commands => Without<CallCommand.LookWhoIsThere>(commands)));

    [Fact]
    public void A_call_that_is_not_hung_up_at_its_end_is_found() =>
        Found(new Planted(commands => Without<CallCommand.HangUp>(commands)));

    [Fact]
    public void A_call_without_a_record_is_found() =>
        Found(new Planted(commands => Without<CallCommand.FileRecord>(commands)));

    [Fact]
    public void A_ringing_that_nothing_ends_but_the_network_is_found() =>
        Found(new Planted(commands => commands, due: call => call.Phase is Phase.InExtension ? null : CallMachine.Due(call)));

    private static void Found(Planted bug)
    {
        for (ulong seed = 1; seed <= MostSeeds; seed++)
        {
            if (new Universe(seed, bug).Run().Count > 0)
            {
                return;
            }
        }

        Assert.Fail($"No seed from 1 to {MostSeeds} found the bug.");
    }

    private static ValueList<CallCommand> Without<T>(ValueList<CallCommand> commands)
        where T : CallCommand => commands.Change(command => command is T ? new CallCommand.RaiseAlarm("planted") : command);

    private sealed class Planted(Func<ValueList<CallCommand>, ValueList<CallCommand>> change, Func<Call, DateTimeOffset?>? due = null) : IMachine<Call, CallEvent, CallCommand, Outcome>
    {
        private readonly CallKind real = new();

        public string Kind => real.Kind;

        public CallEvent TimeReached => real.TimeReached;

        public (Call Next, ValueList<CallCommand> Commands) Step(Call? state, CallEvent evt, IConfiguration config, Moment at)
        {
            var (next, commands) = real.Step(state, evt, config, at);
            return (next, change(commands));
        }

        public DateTimeOffset? Due(Call state) => due is null ? real.Due(state) : due(state);

        public bool HasEnded(Call state) => real.HasEnded(state);

        public TimeSpan LookWithin(Call state) => real.LookWithin(state);

        public CallEvent Done(ValueList<(OpId Op, Outcome Outcome)> outcomes) => real.Done(outcomes);

        public Outcome GaveUp(string why) => real.GaveUp(why);
    }
}
