using System.Text;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Ringing;
using Pbx.Domain.Users;

namespace Pbx.Domain.CallRules;

/// <summary>
/// Tries rules in their order and does what the first one says whose conditions hold (EXT-400). One of which nothing comes, because nobody answers or a destination cannot be entered, leaves the call to
/// the next that holds (RCH-372); behind the last one is the fallback (EXT-404).
/// </summary>
/// <param name="rules">In their order.</param>
/// <param name="fallback">What happens when no rule takes the call.</param>
/// <param name="fallbackSetting">Where that stands.</param>
/// <param name="keep">What the extension remembers of it.</param>
/// <param name="user">The user whose rules they are; none: they are those of a rule-based number.</param>
internal sealed class RuleRun<TState>(IReadOnlyList<RuleInTurn> rules, RuleAction fallback, string? fallbackSetting, Arrival arrival, IDirectory directory, Func<RuleState, TState> keep, RuledUser<TState>? user = null)
    where TState : class
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    /// <summary>A call comes in.</summary>
    public Move<TState> Enter(Moment at) => Try(0, at.At, [], new StringBuilder(), EndReason.Unavailable, at);

    /// <summary>Something happened.</summary>
    public Move<TState> Step(RuleState state, CallEvent evt, Moment at) => (state, evt) switch
    {
        (RuleState.Ringing ringing, CallEvent.TimeReached) when at.At >= ringing.Until => GiveUp(ringing, [], "Nobody answered in time.", at),
        (RuleState.Ringing { NextAt: { } next } ringing, CallEvent.TimeReached) when at.At >= next => Join(ringing, at),
        (RuleState.Ringing ringing, _) => ringing.Phones.Step(evt, arrival, arrival.Display, at) switch
        {
            RingingPhonesMove.Answered answered => new Move<TState>.Connect(
                answered.Ring, answered.Commands, new Because($"{answered.Who.Extension?.Value ?? answered.Who.Phone.Value} was the first to answer.", "EXT-402", Setting(ringing.Rule)), answered.Who.Rights),
            RingingPhonesMove.Goes goes when at.At >= ringing.Until => GiveUp(ringing with { Phones = goes.State }, goes.Commands, "Nobody answered in time.", at),
            RingingPhonesMove.Goes goes => Consider(ringing, goes, at),
            var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are two moves."),
        },
        (RuleState.Telling telling, CallEvent.SoundEnded ended) when ended.Of == telling.Sound => Told(telling, EndReason.Completed, "The message was played.", at),
        (RuleState.Telling telling, CallEvent.SoundFailed failed) when failed.Of == telling.Sound => Told(telling, EndReason.Unavailable, "The message could not be played.", at),
        (RuleState.Telling telling, CallEvent.TimeReached) when at.At >= telling.Until => Told(telling, EndReason.Completed, "The message should have ended long ago.", at),
        _ => new Move<TState>.Stay(keep(state), []),
    };

    // an account that is saved while a call rings may have fewer rules then
    private RuleAction Action(int rule) => rule < rules.Count ? rules[rule].Rule.Then : fallback;

    private string? Setting(int rule) => rule < rules.Count ? rules[rule].Setting : fallbackSetting;

    private static IReadOnlyList<RungDestination> InOrder(RuleAction action) => [.. action.Ring.OrderBy(one => one.After)];

    /// <summary>What the first rule from a place on says, or the fallback.</summary>
    /// <param name="given">What is commanded already.</param>
    /// <param name="told">What there is to tell of rules that were tried before.</param>
    /// <param name="otherwise">How the call ends when nothing comes of the fallback either.</param>
    private Move<TState> Try(int from, DateTimeOffset entered, ValueList<CallCommand> given, StringBuilder told, EndReason otherwise, Moment at)
    {
        var call = new RuledCall(arrival, directory, entered, user?.Number);
        for (var i = from; i < rules.Count; i++)
        {
            if (RuleMatch.NotMet(rules[i].Rule.When, call) is { } why)
            {
                Tell(told, $"{rules[i].Called} is not met: {why}.");
            }
            else if (Carry(i, entered, given, told, $"{rules[i].Called} is met", "EXT-400", at) is { } move)
            {
                return move;
            }
        }

        return Carry(rules.Count, entered, given, told, user is not null ? "No rule decides" : rules.Count == 0 ? "There are no rules: the fallback rule is used" : "No other rule is left: the fallback rule is used", user is null ? "EXT-404" : "EXT-407", at)
            ?? new Move<TState>.End(otherwise, given, new Because(told.ToString(), "EXT-063", fallbackSetting));
    }

    // nothing: nothing can come of it, and why is told
    private Move<TState>? Carry(int rule, DateTimeOffset entered, ValueList<CallCommand> given, StringBuilder told, string why, string ruleId, Moment at)
    {
        var action = Action(rule);
        switch (action.Do)
        {
            case RuleDo.Ring:
                return Ring(rule, action, entered, given, told, why, ruleId, at);

            case RuleDo.Message:
                var sound = Announcement.Of(action.Message, action.MessagePrompt, arrival, Prompt.NotAvailable);
                return new Move<TState>.Stay(
                    keep(new RuleState.Telling(rule, at.Op(given.Count), entered, at.At + SoundLength.AtMost(sound))),
                    given.Add(new CallCommand.Play([sound])),
                    Because(told, $"{why}: its message is played.", ruleId, rule));

            case RuleDo.Forward or RuleDo.Voicemail when action.Destination is { } to:
                if (CannotEnter(to) is { } hindrance)
                {
                    Tell(told, $"{why}, but {hindrance}.");
                    return null;
                }

                return new Move<TState>.GoTo(to, given, Because(told, $"{why}: to {to}.", ruleId, rule), Shown: new ShownNumber(arrival.PrefersOwn ? ForwardCallerId.Called : ForwardCallerId.Calling));

            case RuleDo.PersonalQueue when action.Destination is { } waited:
                if (CannotWait(waited) is { } obstacle)
                {
                    Tell(told, $"{why}, but {obstacle}.");
                    return null;
                }

                return new Move<TState>.GoTo(waited, given, Because(told, $"{why}: the call waits until {waited} is free.", "RCH-461", rule), Waits: true);

            case RuleDo.Allow when user is not null:
                return user.Allow(given, Because(told, $"{why}: the call goes to the user.", ruleId, rule), at);

            case RuleDo.Busy:
                return new Move<TState>.End(EndReason.Busy, given, Because(told, $"{why}: the caller hears busy.", ruleId, rule));

            default:
                return new Move<TState>.End(EndReason.Unavailable, given, Because(told, $"{why}: the caller hears that nobody is available.", ruleId, rule));
        }
    }

    private Move<TState>? Ring(int rule, RuleAction action, DateTimeOffset entered, ValueList<CallCommand> given, StringBuilder told, string why, string ruleId, Moment at)
    {
        var order = InOrder(action);
        var first = order.TakeWhile(one => one.After <= TimeSpan.Zero).ToList();
        var (targets, takes) = Targets(first);
        if (takes is not null)
        {
            return new Move<TState>.GoTo(takes, given, Because(told, $"{why}: {takes} takes the call at once.", "EXT-403", rule));
        }

        if (targets.Count == 0 && order.Skip(first.Count).All(one => one.Destination is { } to ? CannotEnter(to) is not null : user?.Phone is null))
        {
            Tell(told, $"{why}, but none of its destinations can be rung.");
            return null;
        }

        var until = at.At + (order.Count == 0 ? TimeSpan.Zero : order[^1].After) + action.RingsFor;
        var (phones, commands) = RingingPhones.Start(targets, until, arrival.Display, at.After(given.Count));
        var next = first.Count < order.Count ? at.At + order[first.Count].After : (DateTimeOffset?)null;
        var later = order.Count - first.Count;
        return new Move<TState>.Stay(
            keep(new RuleState.Ringing(phones, rule, entered, at.At, until, first.Count, next)),
            given.AddRange(commands),
            Because(told, $"{why}: {Count(targets.Count)} at once{(later > 0 ? $", and {Count(later)} later" : "")}.", ruleId, rule));
    }

    // The next destinations have their turn: they join those who ring, unless one takes calls by itself.
    private Move<TState> Join(RuleState.Ringing ringing, Moment at)
    {
        var order = InOrder(Action(ringing.Rule));
        var due = order.Skip(ringing.Joined).TakeWhile(one => ringing.Began + one.After <= at.At).ToList();
        var joined = ringing.Joined + due.Count;
        var next = joined < order.Count ? ringing.Began + order[joined].After : (DateTimeOffset?)null;
        var (targets, takes) = Targets(due);
        if (takes is not null)
        {
            return new Move<TState>.GoTo(takes, ringing.Phones.Stop(), new Because($"After {(at.At - ringing.Began).TotalSeconds:0} s {takes} takes the call by itself.", "EXT-403", Setting(ringing.Rule)));
        }

        var others = ValueList.From(targets.Where(target => !ringing.Phones.Phones.Any(phone => phone.State == RungState.Ringing && phone.Target.Phone == target.Phone)));
        var (phones, commands) = ringing.Phones.Ring(others, ringing.Until, arrival.Display, at);
        var going = ringing with { Phones = phones, Joined = joined, NextAt = next };
        return others.Count > 0 || phones.Rings || next is not null
            ? new Move<TState>.Stay(keep(going), commands, new Because($"After {(at.At - ringing.Began).TotalSeconds:0} s {(others.Count == 0 ? "nobody else can be rung" : $"{Count(others.Count)} too")}.", "EXT-403", Setting(ringing.Rule)))
            : GiveUp(going, commands, "Nobody is left who could answer.", at);
    }

    // What to do when a phone does not ring any more.
    private Move<TState> Consider(RuleState.Ringing ringing, RingingPhonesMove.Goes goes, Moment at)
    {
        var going = ringing with { Phones = goes.State };
        var again = ValueList.From(goes.State.Phones.Where(phone => phone.State == RungState.NoAnswer && MayRingOn(ringing, phone, at)).Select(phone => phone.Target));
        if (again.Count > 0)
        {
            // the network lets a phone ring for a shorter time than may be set
            var (phones, commands) = goes.State.Ring(again, ringing.Until, arrival.Display, at.After(goes.Commands.Count));
            return new Move<TState>.Stay(keep(going with { Phones = phones }), goes.Commands.AddRange(commands), goes.Because);
        }

        return goes.State.Rings || ringing.NextAt is not null ? new Move<TState>.Stay(keep(going), goes.Commands, goes.Because) : GiveUp(going, goes.Commands, "Nobody answered.", at);
    }

    private static bool MayRingOn(RuleState.Ringing before, RungPhone phone, Moment at) =>
        before.Until - at.At >= Retry && at.At - phone.Since >= Retry && before.Phones.Phones.Any(one => one.Ring == phone.Ring && one.State == RungState.Ringing);

    // nothing came of the rule: the next one that holds has the call
    private Move<TState> GiveUp(RuleState.Ringing ringing, ValueList<CallCommand> given, string why, Moment at)
    {
        var reason = ringing.Phones.Rings || ringing.Phones.Any(RungState.NoAnswer) ? EndReason.NoAnswer
            : ringing.Phones.Any(RungState.Busy) || ringing.Phones.Any(RungState.Declined) ? EndReason.Busy
            : EndReason.Unavailable;
        var stop = given.AddRange(ringing.Phones.Stop());
        var told = new StringBuilder(why);
        return ringing.Rule < rules.Count
            ? Try(ringing.Rule + 1, ringing.Entered, stop, told, reason, at)
            : new Move<TState>.End(reason, stop, new Because($"{why} The fallback rule was the last one.", "EXT-404", fallbackSetting));
    }

    private Move<TState> Told(RuleState.Telling telling, EndReason reason, string why, Moment at)
    {
        if (Action(telling.Rule).Destination is not { } to)
        {
            return new Move<TState>.End(reason, [], new Because(why, "EXT-402", Setting(telling.Rule)));
        }

        if (CannotEnter(to) is not { } hindrance)
        {
            return new Move<TState>.GoTo(to, [], new Because($"{why} The call goes to {to}.", "EXT-402", Setting(telling.Rule)));
        }

        var told = new StringBuilder($"{why} But {hindrance}.");
        return telling.Rule < rules.Count
            ? Try(telling.Rule + 1, telling.Entered, [], told, EndReason.Unavailable, at)
            : new Move<TState>.End(EndReason.Unavailable, [], new Because(told.ToString(), "EXT-063", fallbackSetting));
    }

    private (ValueList<RingTarget> Targets, Destination? Takes) Targets(IReadOnlyList<RungDestination> due)
    {
        var (targets, takes) = RingTarget.Of(ValueList.From(due.Select(one => one.Destination).OfType<Destination>()), arrival, directory);
        return takes is null && due.Any(one => one.Destination is null) && user?.Phone is { } own && own.Phone != arrival.Caller && !targets.Any(target => target.Phone == own.Phone)
            ? (ValueList.From(targets.Prepend(own)), null)
            : (targets, takes);
    }

    // why a call cannot be sent there now (EXT-063, EXT-414)
    private string? CannotEnter(Destination to) => to switch
    {
        Destination.ToExtension { Extension: var number } when directory.Find(number) is null => $"extension {number} cannot be entered",
        Destination.ToNumber when arrival.MainNumber is null => "the account has no main number, so it cannot place calls",
        _ => null,
    };

    // for whom nobody can be rung nobody waits
    private string? CannotWait(Destination to) => to is Destination.ToExtension { Extension: var number } && directory.Find(number) is { Config: UserConfig { Device: { } device } } && device != arrival.Caller
        ? null
        : $"extension {to} has no phone that could be rung";

    private Because Because(StringBuilder told, string what, string ruleId, int rule)
    {
        Tell(told, what);
        return new Because(told.ToString(), ruleId, Setting(rule));
    }

    private static void Tell(StringBuilder told, string sentence) => told.Append(told.Length > 0 ? " " : "").Append(sentence);

    private static string Count(int destinations) => destinations == 1 ? "1 destination rings" : $"{destinations} destinations ring";
}

/// <summary>The user whose rules are tried.</summary>
/// <param name="Phone">The user's own; none: there is none.</param>
/// <param name="Allow">What becomes of a call that goes on as if there were no rules.</param>
internal sealed record RuledUser<TState>(ExtensionNumber? Number, RingTarget? Phone, Func<ValueList<CallCommand>, Because, Moment, Move<TState>> Allow)
    where TState : class;
