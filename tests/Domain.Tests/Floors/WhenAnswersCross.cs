using System.Text;
using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Xunit.Abstractions;

namespace Pbx.Domain.Tests.Floors;

/// <summary>
/// A walk over everything that can happen to three callers and three agents, in every order: the floor's word to a call and the call's word to the floor are on their way for as long as they like, though those of one pair
/// stay in order. Calls behave as calls do: whoever answers first has the call, later ones are let go, and what the floor says to a call that talks is passed over.
/// </summary>
public sealed class WhenAnswersCross(ITestOutputHelper output)
{
    private const int MostStates = 400_000;
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("300");
    private static readonly DateTimeOffset Now = FloorStory.Start;

    [Theory]
    [InlineData(Strategy.Sequential, 1)]
    [InlineData(Strategy.Sequential, 2)]
    [InlineData(Strategy.RingAll, 1)]
    [Trait("Rule", "QUE-053")]
    [Trait("Rule", "QUE-122")]
    [Trait("Rule", "QUE-487")]
    public void No_order_puts_two_agents_on_a_caller_or_two_callers_on_an_agent(Strategy strategy, int inParallel)
    {
        var plan = new FloorStory(("300", FloorStory.Queue("201", "202", "203") with { Strategy = strategy, InParallel = inParallel }));
        var begin = new World(Floor.Empty, [new Caller("a"), new Caller("b"), new Caller("c")]);
        var seen = new HashSet<string> { begin.Name() };
        var open = new Stack<World>([begin]);
        var ends = 0;
        while (open.TryPop(out var world))
        {
            var next = world.Next(plan).ToList();
            ends += next.Count == 0 ? 1 : 0;
            if (next.Count == 0)
            {
                Assert.False(world.Floor.HasCalls, world.Name());
            }

            foreach (var one in next)
            {
                one.Check();
                if (seen.Count < MostStates && seen.Add(one.Name()))
                {
                    open.Push(one);
                }
            }
        }

        output.WriteLine($"{strategy}, {inParallel} at once: {seen.Count} states{(seen.Count >= MostStates ? " (as many as are looked at)" : "")}, {ends} ends.");
        Assert.True(ends > 0);
    }

    private sealed record Phone(string Agent, int Offer);

    /// <summary>A call, with what is on its way to it and from it.</summary>
    private sealed record Caller(string Id, int Stage = 0, ValueList<CallEvent> ToCall = default, ValueList<FloorMessage> ToFloor = default, ValueList<Phone> Rings = default, string? Talks = null);

    private sealed record World(Floor Floor, ValueList<Caller> Callers)
    {
        public string Name()
        {
            var text = new StringBuilder(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(Floor, Json.Of<Floor>(Json.State))));
            foreach (var caller in Callers)
            {
                text.Append('|').Append(caller.Stage).Append(caller.Talks).AppendJoin(',', caller.ToCall).Append(';').AppendJoin(',', caller.ToFloor).Append(';').AppendJoin(',', caller.Rings);
            }

            return text.ToString();
        }

        public void Check()
        {
            var talking = Callers.Select(caller => caller.Talks).OfType<string>().ToList();
            Assert.Equal(talking.Distinct().Count(), talking.Count);
            var rung = Callers.SelectMany(caller => caller.Rings.Select(phone => phone.Agent)).ToList();
            Assert.True(rung.Distinct().Count() == rung.Count, "two callers ring at one agent");
            Assert.Empty(rung.Intersect(talking));
        }

        public IEnumerable<World> Next(IFloorPlan plan)
        {
            for (var i = 0; i < Callers.Count; i++)
            {
                var caller = Callers[i];
                if (caller.Stage == 0)
                {
                    yield return With(i, caller with { Stage = 1, ToFloor = [new FloorMessage.Enters(Queue, Now, Now, PhoneAddress.Parse("+31612345678"), null, false)] });
                    continue;
                }

                if (caller.ToFloor.Count > 0)
                {
                    yield return Heard(i, caller, plan);
                }

                if (caller.ToCall.Count > 0)
                {
                    yield return With(i, Told(caller with { ToCall = ValueList.From(caller.ToCall.Skip(1)) }, caller.ToCall[0]));
                }

                foreach (var phone in caller.Rings)
                {
                    var others = ValueList.From(caller.Rings.Where(one => one != phone));
                    var agent = ExtensionNumber.Parse(phone.Agent);
                    yield return With(i, caller with { Rings = [], Talks = phone.Agent, ToFloor = caller.ToFloor.Add(new FloorMessage.Answered(phone.Offer, agent, Now)) });
                    if (caller is { Stage: 1, Id: "a" })
                    {
                        yield return With(i, caller with { Rings = others, Stage = 2, ToFloor = caller.ToFloor.Add(new FloorMessage.OfferFailed(phone.Offer, agent, OfferEnd.Missed)) }); // once and by one, or the walk takes too long
                    }
                }

                if (caller.Stage is 1 or 2)
                {
                    yield return With(i, caller with
                    {
                        Stage = 3,
                        Rings = [],
                        Talks = null,
                        ToFloor = caller.ToFloor.Add(caller.Talks is null ? new FloorMessage.Leaves(StayEnd.Abandoned, Now) : new FloorMessage.Hangs(Now)),
                    });
                }
            }
        }

        private World With(int i, Caller caller) => this with { Callers = ValueList.From(Callers.Select((one, at) => at == i ? caller : one)) };

        private World Heard(int i, Caller caller, IFloorPlan plan)
        {
            var decision = FloorMachine.Step(Floor, new FloorEvent.CallSaid(caller.Id, caller.ToFloor[0]), plan, new Moment(Now, 1));
            var world = With(i, caller with { ToFloor = ValueList.From(caller.ToFloor.Skip(1)) }) with { Floor = decision.Next };
            foreach (var tell in decision.Commands.OfType<FloorCommand.Tell>())
            {
                var to = world.Callers.Select((one, at) => (one, at)).Single(one => one.one.Id == tell.Call);
                world = tell.Event is CallEvent.QueueAdmits ? world : world.With(to.at, to.one with { ToCall = to.one.ToCall.Add(tell.Event) });
            }

            return world;
        }

        private static Caller Told(Caller caller, CallEvent evt) => (caller, evt) switch
        {
            ({ Stage: 3 } or { Talks: not null }, _) => caller,
            (_, CallEvent.AgentsOffered offered) => caller with { Rings = caller.Rings.AddRange(ValueList.From(offered.Agents.Select(agent => new Phone(agent.Agent.Value, offered.Offer)))) },
            (_, CallEvent.AgentsTakenBack back) => caller with { Rings = ValueList.From(caller.Rings.Where(phone => phone.Offer != back.Offer || !back.Agents.Contains(ExtensionNumber.Parse(phone.Agent)))) },
            _ => caller,
        };
    }
}
