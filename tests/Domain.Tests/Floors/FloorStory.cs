using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;

namespace Pbx.Domain.Tests.Floors;

/// <summary>What happens on a floor, step by step; the floor is written and read again between two steps.</summary>
internal sealed class FloorStory(params (string Number, QueueConfig Config)[] queues) : IFloorPlan
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<ExtensionNumber, (QueueConfig Config, string Section)> configured = queues.ToDictionary(one => ExtensionNumber.Parse(one.Number), one => (one.Config, "1"));
    private readonly Dictionary<string, int> offers = [];
    private int revision;

    private static OpId Pickup => new(1, 0);

    public Floor Floor { get; private set; } = Floor.Empty;

    public DateTimeOffset Now { get; private set; } = Start;

    public List<FloorCommand> Commands { get; private set; } = [];

    public List<QueueStay> Stays { get; } = [];

    public List<LoginChange> Logins { get; } = [];

    public List<AgentRest> Rests { get; } = [];

    public DateTimeOffset? ClosedTo { get; set; }

    public static QueueConfig Queue(params string[] agents) => new(ValueList.From(agents.Select(agent => new QueueMember(ExtensionNumber.Parse(agent)))));

    public (QueueConfig Config, string Section)? Queue(ExtensionNumber queue) => configured.TryGetValue(queue, out var found) ? found : null;

    public string NameOf(ExtensionNumber agent) => $"Agent {agent}";

    public bool IsForward(ExtensionNumber agent) => agent.Value.StartsWith('9');

    public DateTimeOffset? ClosedUntil(ExtensionNumber asked, DateTimeOffset at) => ClosedTo > at ? ClosedTo : null;

    /// <summary>Closed queues are closed to everybody but their members.</summary>
    public LoginRefusal? Refuses(ExtensionNumber queue, ExtensionNumber agent, bool isIn, bool byFeatureCode) =>
        byFeatureCode ? LoginRefusal.NotInGroup : isIn && configured[queue].Config is { IsClosed: true } config && config.Members.All(member => member.Agent != agent) ? LoginRefusal.Closed : null;

    public IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent) => configured.Where(one => one.Value.Config.Members.Any(member => member.Agent == agent)).Select(one => one.Key);

    public FloorStory Is(string agent, Presence presence) => When(new FloorEvent.PresenceChanged(ExtensionNumber.Parse(agent), presence));

    public FloorStory Seed(ulong seed)
    {
        Floor = Floor.Seeded(seed);
        return this;
    }

    public FloorStory Change(string queue, Func<QueueConfig, QueueConfig> change)
    {
        var number = ExtensionNumber.Parse(queue);
        var (config, section) = configured[number];
        configured[number] = (change(config), section + "+");
        return When(new FloorEvent.Saved());
    }

    /// <summary>The queue is saved, and nobody tells the floor.</summary>
    public void Save(string queue, QueueConfig config) => configured[ExtensionNumber.Parse(queue)] = (config, "saved");

    public FloorStory When(FloorEvent evt)
    {
        var decision = FloorMachine.Step(Floor, evt, this, new Moment(Now, ++revision));
        Floor = Written(decision.Next);
        Commands = [.. decision.Commands];
        Stays.AddRange(Commands.OfType<FloorCommand.FileStay>().Select(file => file.Stay));
        Logins.AddRange(Commands.OfType<FloorCommand.FileLogin>().Select(file => file.Login));
        Rests.AddRange(Commands.OfType<FloorCommand.FileRest>().Select(file => file.Rest));
        foreach (var tell in Commands.OfType<FloorCommand.Tell>())
        {
            if (tell.Event is CallEvent.AgentsOffered offered)
            {
                offers[tell.Call] = offered.Offer;
            }
        }

        return this;
    }

    public FloorStory After(double seconds)
    {
        var until = Now + TimeSpan.FromSeconds(seconds);
        while (Floor.Due is { } due && due <= until)
        {
            Now = due;
            When(new FloorEvent.TimeReached());
        }

        Now = until;
        return this;
    }

    public FloorStory Says(string call, FloorMessage message) => When(new FloorEvent.CallSaid(call, message));

    public FloorStory Enters(string call, string queue = "300", bool introduction = false, string caller = "+31612345678") =>
        Says(call, new FloorMessage.Enters(ExtensionNumber.Parse(queue), Now, Now, PhoneAddress.Parse(caller), null, introduction));

    public FloorStory Misses(string call, string agent, OfferEnd why = OfferEnd.Missed) => Says(call, new FloorMessage.OfferFailed(offers[call], ExtensionNumber.Parse(agent), why));

    public FloorStory Answers(string call, string agent) => Says(call, new FloorMessage.Answered(offers[call], ExtensionNumber.Parse(agent), Now));

    /// <summary>The caller presses 5.</summary>
    public FloorStory Wants(string call, string caller = "+31612345678") =>
        Says(call, new FloorMessage.WantsCallback(ExtensionNumber.Parse("300"), Now, Now, Now, PhoneAddress.Parse(caller), null, null));

    /// <summary>The calls to agents that the last step began.</summary>
    public IEnumerable<FloorCommand.CallBack> CallsBack => Commands.OfType<FloorCommand.CallBack>();

    /// <summary>A call that an agent makes says something.</summary>
    public FloorStory Says(FloorCommand.CallBack from, FloorMessage message) => When(new FloorEvent.CallSaid(from.Call, message, from.Due.Wish));

    public FloorStory Dials(FloorCommand.CallBack from) => Says(from, new FloorMessage.Dials(from.Due.Offer, from.Due.Agent.Agent, Now));

    public FloorStory MissesCaller(FloorCommand.CallBack from) => Says(from, new FloorMessage.CallerMissed(from.Due.Offer, from.Due.Agent.Agent, Now));

    public FloorStory Reaches(FloorCommand.CallBack from) => Says(from, new FloorMessage.Answered(from.Due.Offer, from.Due.Agent.Agent, Now));

    public FloorStory Misses(FloorCommand.CallBack from, OfferEnd why = OfferEnd.Missed) => Says(from, new FloorMessage.OfferFailed(from.Due.Offer, from.Due.Agent.Agent, why));

    public FloorStory Hangs(string call) => Says(call, new FloorMessage.Hangs(Now));

    public FloorStory Leaves(string call, StayEnd why = StayEnd.Abandoned) => Says(call, new FloorMessage.Leaves(why, Now));

    /// <summary>A user dials the code for picking up, in a call of that name, and the queue behind it.</summary>
    public FloorStory PicksUp(string user, string? queue = "300", string call = "p") => Says(
        call,
        new FloorMessage.PicksUp(Pickup, ExtensionNumber.Parse(user), queue is null ? null : ExtensionNumber.Parse(queue), PhoneAddress.Parse($"web:{user}"), $"leg of {call}"));

    /// <summary>The phone of who picks the call up has come over.</summary>
    public FloorStory TakesOver(string call, string user) => Says(call, new FloorMessage.Answered(offers[call], ExtensionNumber.Parse(user), Now, IsPickup: true));

    public FloorStory FailsToTakeOver(string call) => Says(call, new FloorMessage.PickupFailed(offers[call]));

    /// <summary>What who wanted to pick up was told in the last step.</summary>
    public IEnumerable<PickupEnd> PickupOf(string call = "p") => Told(call).OfType<CallEvent.PickupEnded>().Where(ended => ended.Of == Pickup).Select(ended => ended.End);

    /// <summary>Which calls were told in the last step that they are picked up, and by whom.</summary>
    public IEnumerable<string> PickedUp =>
        Commands.OfType<FloorCommand.Tell>().Where(tell => tell.Event is CallEvent.PickedUp).Select(tell => $"{tell.Call} by {((CallEvent.PickedUp)tell.Event).User}");

    public FloorStory LogsIn(string agent, string queue = "300") => When(new FloorEvent.LogsIn(ExtensionNumber.Parse(queue), ExtensionNumber.Parse(agent), LoginSource.Code));

    public FloorStory LogsOut(string agent, string queue = "300") => When(new FloorEvent.LogsOut(ExtensionNumber.Parse(queue), ExtensionNumber.Parse(agent), LoginSource.Code));

    /// <summary>The call is offered, talks and is over, within no time but the given one.</summary>
    public FloorStory Serves(string call, string agent, double seconds, string queue = "300")
    {
        Enters(call, queue).Rings(call, agent).Answers(call, agent).After(seconds);
        return Hangs(call);
    }

    /// <summary>The last step offered a call to these agents and to nobody else.</summary>
    public FloorStory Rings(string call, params string[] agents)
    {
        Assert.Equal(agents, Offered(call));
        return this;
    }

    public IEnumerable<string> Offered(string call) =>
        Commands.OfType<FloorCommand.Tell>().Where(tell => tell.Call == call).Select(tell => tell.Event).OfType<CallEvent.AgentsOffered>().SelectMany(offered => offered.Agents).Select(agent => agent.Agent.Value);

    public IEnumerable<CallEvent> Told(string call) => Commands.OfType<FloorCommand.Tell>().Where(tell => tell.Call == call).Select(tell => tell.Event);

    public QueueView View(string queue = "300") => Floor.View(ExtensionNumber.Parse(queue), this)!;

    public AgentState StateOf(string agent, string queue = "300") => View(queue).Agents.Single(one => one.Agent.Value == agent).State;

    private static Floor Written(Floor floor)
    {
        var type = Json.Of<Floor>(Json.State);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(floor, type);
        var read = JsonSerializer.Deserialize(bytes, type)!;
        Assert.Equal(bytes, JsonSerializer.SerializeToUtf8Bytes(read, type));
        return read;
    }
}
