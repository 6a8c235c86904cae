using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Queues;

/// <summary>
/// What an agent hears who calls somebody back (QUE-318 to QUE-321), from the moment at which the agent has answered: the message, ring-back while the caller is rung, or that nobody was reached. In such a
/// call the agent is who the network knows as the caller; the arrival tells of the one who is called back.
/// </summary>
internal sealed record CallingBack(QueueConfig Config, Arrival Arrival, IDirectory Directory, Moment At)
{
    private static readonly TimeSpan UsualRing = TimeSpan.FromSeconds(30); // QUE-319

    /// <summary>The agent has answered.</summary>
    public Move<QueueState>.Stay Begin(CallbackVisit visit)
    {
        if (Config.Callback?.Message is not { } message)
        {
            return Dial(visit, new Because($"{visit.Agent} has answered, and the caller is rung.", "QUE-318"));
        }

        var sound = new Sound.Named(message, Arrival.Language, Prompt.PleaseHold);
        return new(
            new QueueState.Prompting(visit, At.Op(0), At.At + SoundLength.AtMost(sound)),
            [new CallCommand.Play([sound])],
            new Because($"{visit.Agent} has answered and hears what the call is about.", "QUE-318", "/callback/message"));
    }

    /// <summary>Something happened.</summary>
    public Move<QueueState> Step(QueueState state, CallEvent evt) => (state, evt) switch
    {
        (QueueState.Prompting prompting, CallEvent.AgentsTakenBack back) when back.Offer == prompting.For.Offer => NotNeeded,
        (QueueState.Dialling dialling, CallEvent.AgentsTakenBack back) when back.Offer == dialling.For.Offer => NotNeeded,
        (QueueState.Prompting prompting, CallEvent.SoundEnded ended) when ended.Of == prompting.Sound => Dial(prompting.For, null),
        (QueueState.Prompting prompting, CallEvent.SoundFailed failed) when failed.Of == prompting.Sound => Dial(prompting.For, new Because("The message could not be played.", "QUE-491")),
        (QueueState.Prompting prompting, CallEvent.TimeReached) when At.At >= prompting.Until => Dial(prompting.For, null),
        (QueueState.Dialling dialling, _) => Rung(dialling, evt),
        (QueueState.Regretting regretting, CallEvent.SoundEnded ended) when ended.Of == regretting.Sound => Regretted(regretting),
        (QueueState.Regretting regretting, CallEvent.SoundFailed failed) when failed.Of == regretting.Sound => Regretted(regretting),
        (QueueState.Regretting regretting, CallEvent.TimeReached) when At.At >= regretting.Until => Regretted(regretting),
        _ => new Move<QueueState>.Stay(state, []),
    };

    private Move<QueueState>.Stay Dial(CallbackVisit visit, Because? because)
    {
        var ringFor = Config.Callback?.RingFor ?? UsualRing;
        var (phone, commands) = RingingPhone.Start(Arrival.Caller, ringFor, Arrival.Own, Arrival, At.After(1));
        return new(
            new QueueState.Dialling(visit, phone),
            ValueList.From(commands.Prepend(Tell(visit, new FloorMessage.Dials(visit.Offer, visit.Agent, At.At)))),
            because ?? new Because($"The caller is rung for {ringFor.TotalSeconds:0} s.", "QUE-319", "/callback/ringFor"));
    }

    private Move<QueueState> Rung(QueueState.Dialling dialling, CallEvent evt)
    {
        switch (dialling.Phone.Step(evt, Arrival, At))
        {
            case RingingMove.Goes goes:
                return new Move<QueueState>.Stay(dialling with { Phone = goes.State }, goes.Commands, goes.Because);
            case RingingMove.Answered answered:
                var rights = Directory.Find(dialling.For.Agent) is { } agent ? RingTarget.Of(agent, Arrival)?.Rights : null;
                return new Move<QueueState>.Connect(
                    dialling.Phone.Ring,
                    answered.Commands.Add(Tell(dialling.For, new FloorMessage.Answered(dialling.For.Offer, dialling.For.Agent, At.At))),
                    new Because("Who wanted to be called back has answered.", "QUE-324"),
                    rights);
            case RingingMove.NotReached missed:
                var sound = Catalogue.Say(Prompt.CallbackNotReached, Arrival.Language);
                return new Move<QueueState>.Stay(
                    new QueueState.Regretting(dialling.For, At.Op(missed.Commands.Count), At.At + SoundLength.AtMost(sound)),
                    missed.Commands.Add(new CallCommand.Play([sound])),
                    new Because("Who wanted to be called back was not reached.", "QUE-321"));
            case var other:
                throw new ArgumentOutOfRangeException(nameof(evt), other, "There are three moves.");
        }
    }

    private Move<QueueState>.End Regretted(QueueState.Regretting regretting) => new(
        EndReason.NoAnswer, [Tell(regretting.For, new FloorMessage.CallerMissed(regretting.For.Offer, regretting.For.Agent, At.At))], new Because("The agent has heard that nobody was reached.", "QUE-321"), IsSaid: true);

    private static CallCommand.TellFloor Tell(CallbackVisit visit, FloorMessage message) => new(message, visit.Wish);

    private static Move<QueueState>.End NotNeeded { get; } = new(EndReason.NoAnswer, [], new Because("Nobody need be called back any more.", "QUE-077"), IsSaid: true);
}
