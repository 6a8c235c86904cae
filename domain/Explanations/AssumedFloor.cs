using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Explanations;

/// <summary>
/// The queues as they are assumed: who is admitted, and who is offered the call. Nothing else is assumed of a queue than its callers and agents; where that is left out, nobody waits and every member is
/// logged in and free. Agents are offered the call in the order of the members, again after all have been.
/// </summary>
/// <param name="told">Takes what the call is told.</param>
/// <param name="after">Lets something happen later.</param>
/// <param name="giveUp">The caller hangs up.</param>
internal sealed class AssumedFloor(Assumptions assume, DocumentConfiguration account, Action<CallEvent> told, Action<TimeSpan, Action> after, Action giveUp)
{
    /// <summary>How long a caller waits in a queue of whom nothing else is assumed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5); // QUE-120
    private readonly HashSet<ExtensionNumber> ringing = [];
    private readonly List<ExtensionNumber> tried = [];
    private ExtensionNumber? waits;
    private bool isListening;
    private int visits;
    private int offers;

    /// <summary>The call says something.</summary>
    public void Hear(FloorMessage message)
    {
        switch (message)
        {
            case FloorMessage.Asks asks:
                told(Refusal(asks.Queue) is { } refused ? new CallEvent.QueueRefuses(asks.Queue, refused) : new CallEvent.QueueAdmits(asks.Queue, HasEntered: false, Free(asks.Queue) > 0));
                break;
            case FloorMessage.Enters enters when waits != enters.Queue:
                Enter(enters);
                break;
            case FloorMessage.Listens listens:
                isListening = listens.IsListening;
                Offer();
                break;
            case FloorMessage.OfferFailed failed:
                ringing.Remove(failed.Agent);
                Offer();
                break;
            case FloorMessage.Logs logs:
                told(new CallEvent.QueuesLogged(logs.Of, [.. (logs.Queue is { } one ? [one] : MemberOf(logs.Agent)).Select(queue => Log(queue, logs))]));
                break;
            case FloorMessage.Answered or FloorMessage.Leaves or FloorMessage.Hangs or FloorMessage.WantsCallback:
                (waits, isListening) = (null, false);
                ringing.Clear();
                break;
        }
    }

    /// <summary>Where the call stands.</summary>
    public Outcome.Queue Look(ExtensionNumber queue) => new(waits == queue ? Assumed(queue).Waiting + 1 : 0, null);

    private IEnumerable<ExtensionNumber> MemberOf(ExtensionNumber agent) => account.OfType(Queues.Queue.Key).Select(queue => queue.Number).Where(queue => IsMember(queue, agent));

    private bool IsMember(ExtensionNumber queue, ExtensionNumber agent) => Config(queue).Members.Any(member => member.Agent == agent);

    // every member is logged in, and stays so
    private QueueLogged Log(ExtensionNumber queue, FloorMessage.Logs wish) =>
        QueueLogin.Refusal(Config(queue), account.Find(wish.Agent)?.Extension, account.Account, wish.IsIn, wish.ByFeatureCode) is { } refusal ? new QueueLogged(queue, LoginAnswer.Refused, refusal)
        : new QueueLogged(queue, IsMember(queue, wish.Agent) == wish.IsIn ? LoginAnswer.Already : LoginAnswer.Done);

    private void Enter(FloorMessage.Enters enters)
    {
        if (Refusal(enters.Queue) is { } refused)
        {
            told(new CallEvent.QueueRefuses(enters.Queue, refused));
            return;
        }

        var (isFree, visit) = (Free(enters.Queue) > 0, ++visits);
        (waits, isListening) = (enters.Queue, enters.Introduction && !(isFree && Config(enters.Queue).SkipsIntroduction));
        tried.Clear();
        told(new CallEvent.QueueAdmits(enters.Queue, HasEntered: true, isFree));
        if (assume.HangsUpAfter is null)
        {
            after(Patience, () => (waits is not null && visits == visit ? giveUp : static () => { })());
        }

        Offer();
    }

    private void Offer()
    {
        if (waits is not { } queue || isListening || ringing.Count > 0 || Free(queue) == 0)
        {
            return;
        }

        var config = Config(queue);
        var next = config.Members.Take(Free(queue)).Where(member => !tried.Contains(member.Agent)).Take(config.Strategy == Strategy.RingAll ? QueueConfig.MostMembers : config.InParallel).ToList();
        if (next.Count == 0)
        {
            tried.Clear();
            after(AgainAfter, Offer);
            return;
        }

        ringing.UnionWith(next.Select(member => member.Agent));
        tried.AddRange(next.Select(member => member.Agent));
        told(new CallEvent.AgentsOffered(++offers, [.. next.Select(member => new OfferedAgent(member.Agent, config.RingsFor(member)))]));
    }

    private StayEnd? Refusal(ExtensionNumber queue) => (Config(queue), Assumed(queue)) switch
    {
        ({ NoAgent.Count: > 0 }, { LoggedIn: 0 }) => StayEnd.RefusedNoAgent,
        var (config, assumed) when assumed.Waiting >= config.CallLimit => StayEnd.RefusedFull,
        _ => null,
    };

    // whoever waits already comes first
    private int Free(ExtensionNumber queue) => Math.Max(0, Assumed(queue).Free - Assumed(queue).Waiting);

    private QueueAssumption Assumed(ExtensionNumber queue)
    {
        foreach (var one in assume.Queues.AsSpan())
        {
            if (one.Extension == queue)
            {
                return one;
            }
        }

        var all = Config(queue).Members.Count;
        return new QueueAssumption(queue, LoggedIn: all, Free: all);
    }

    private QueueConfig Config(ExtensionNumber queue) => account.Find(queue)?.Extension.Config as QueueConfig ?? new QueueConfig();
}
