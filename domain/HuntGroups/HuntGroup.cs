using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Groups;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Ringing;
using Pbx.Domain.UserGroups;

namespace Pbx.Domain.HuntGroups;

/// <summary>One number for several users, offered at once or in an order (EXT-020, EXT-158 to EXT-167).</summary>
public sealed class HuntGroup : IExtensionType<HuntGroupConfig, HuntGroupState>
{
    private const string Members = "/members"; // the setting
    private const string Fallback = "/fallback"; // the setting
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(10);

    private HuntGroup()
    {
    }

    /// <inheritdoc/>
    public static string Key => "hunt-group";

    /// <inheritdoc/>
    public static bool IsKeyed => true;

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static HuntGroupConfig Sample { get; } = new(
        [ExtensionNumber.Parse("201"), ExtensionNumber.Parse("202"), ExtensionNumber.Parse("203")],
        Distribution.Circular,
        Rings: 4,
        WaitFor: TimeSpan.FromMinutes(2),
        Fallback: Destination.Read("600"));

    /// <inheritdoc/>
    public static Move<HuntGroupState> Enter(HuntGroupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        var phones = Phones(config, arrival, directory);
        return phones.Count == 0 ? NobodyReachable(config, [])
            : config.Distribution is Distribution.Circular or Distribution.Uniform && arrival.Number is { } own
                ? new Move<HuntGroupState>.Stay(new HuntGroupState.Asking(at.Op(0), at.At + AnswersWithin), [new CallCommand.ShowOffers(own)])
                : Begin(phones, config, arrival, at);
    }

    /// <inheritdoc/>
    public static Move<HuntGroupState> Step(HuntGroupState state, CallEvent evt, HuntGroupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return (state, evt) switch
        {
            (HuntGroupState.Asking asking, CallEvent.OffersShown shown) when shown.Of == asking.Question => Begin(Arrange(shown.Offers, config, arrival, directory), config, arrival, at),
            (HuntGroupState.Asking asking, CallEvent.CommandRefused refused) when refused.Of == asking.Question => Begin(Phones(config, arrival, directory), config, arrival, at),
            (HuntGroupState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => Begin(Phones(config, arrival, directory), config, arrival, at),
            (HuntGroupState.Offering offering, CallEvent.TimeReached) when at.At >= offering.GiveUpAt => GiveUp(offering, config, []),
            (HuntGroupState.Offering { MoveOnAt: { } moveOn } offering, CallEvent.TimeReached) when at.At >= moveOn => MoveOn(offering, offering.Phones.Stop(), config, arrival, at),
            (HuntGroupState.Offering offering, _) => offering.Phones.Step(evt, arrival, config.DisplayFor(arrival), at) switch
            {
                RingingPhonesMove.Answered answered => new Move<HuntGroupState>.Connect(answered.Ring, answered.Commands, new Because($"Extension {answered.Who.Extension} answered.", "EXT-158"), answered.Who.Rights),
                RingingPhonesMove.Goes goes when at.At >= offering.GiveUpAt => GiveUp(offering with { Phones = goes.State }, config, goes.Commands),
                RingingPhonesMove.Goes goes => Consider(offering with { Phones = goes.State }, goes, config, arrival, at),
                var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are two moves."),
            },
            _ => new Move<HuntGroupState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(HuntGroupState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            HuntGroupState.Asking asking => asking.Until,
            HuntGroupState.Offering offering => new[] { offering.GiveUpAt, offering.MoveOnAt, offering.Phones.Due }.Min(),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(HuntGroupConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        foreach (var (member, i) in config.Members.Select((member, i) => (member, i)))
        {
            yield return new Way(new Destination.ToExtension(member), $"{Members}/{i}", "member");
        }

        if (config.Fallback is { } fallback)
        {
            yield return new Way(fallback, Fallback, "no answer");
        }

        if (config.WithoutInternet is { } offline)
        {
            yield return new Way(offline, "/withoutInternet", "no device");
        }
    }

    /// <inheritdoc/>
    public static bool Takes(HuntGroupConfig config) => false; // its members do

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(HuntGroupConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return MemberCheck.Check(config.Members, HuntGroupConfig.MostMembers, isRequired: false, plan)
            .Concat(DestinationCheck.Check(config.Fallback, plan, isRequired: config.WaitFor is not null).Select(problem => problem.Under(Fallback)))
            .Concat(DestinationCheck.Check(config.WithoutInternet, plan, isRequired: false).Select(problem => problem.Under("/withoutInternet")))
            .Concat(UserGroup.Check(config.UserGroups, "/userGroups", plan))
            .Concat(NightModeCheck.Element(config, plan, hasDestination: false))
            .Concat(Own(config));
    }

    private static IEnumerable<Problem> Own(HuntGroupConfig config)
    {
        if (config.RingFor < TimeSpan.FromSeconds(5) || config.RingFor > TimeSpan.FromSeconds(300))
        {
            yield return new Problem("/ringFor", "A member is rung for 5 to 300 seconds at a time.");
        }

        if (config.Rings is < 1 or > 20)
        {
            yield return new Problem("/rings", "The next member follows after 1 to 20 rings.");
        }

        if (config.WaitFor < TimeSpan.FromSeconds(5) || config.WaitFor > TimeSpan.FromHours(2))
        {
            yield return new Problem("/waitFor", "A call waits for 5 to 7200 seconds before it is forwarded.");
        }

        if (config.Members.Count == 0 && config.UserGroups.Count == 0)
        {
            yield return new Problem(Members, "Nobody is rung until the group has members.", IsWarning: true);
        }

        if (config.Fallback is null)
        {
            yield return new Problem(Fallback, "Set where calls go that nobody answers; otherwise they stay unanswered.", IsWarning: true);
        }
    }

    private static ValueList<RingTarget> Phones(HuntGroupConfig config, Arrival arrival, IDirectory directory) =>
        ValueList.From(directory.FindAll(config.AllMembers(directory.Account)).Select(member => RingTarget.Of(member, arrival)).OfType<RingTarget>().DistinctBy(target => target.Phone));

    private static ValueList<RingTarget> Arrange(ValueList<LastOffer> offers, HuntGroupConfig config, Arrival arrival, IDirectory directory)
    {
        var phones = Phones(config, arrival, directory);
        if (config.Distribution == Distribution.Uniform)
        {
            var offered = offers.ToDictionary(offer => offer.Member, offer => offer.At);
            return ValueList.From(phones.OrderBy(phone => phone.Extension is { } member && offered.TryGetValue(member, out var at) ? at : DateTimeOffset.MinValue)); // of those who had none the list's order is kept
        }

        // circular: after the place of the last one, also when that member has no phone now or is gone
        ExtensionNumber[] members = [.. config.AllMembers(directory.Account)];
        var stopped = offers.MaxBy(offer => offer.At) is { } last ? Array.IndexOf(members, last.Member) : -1;
        var after = phones.Select((phone, i) => (Place: phone.Extension is { } member ? Array.IndexOf(members, member) : -1, i)).Where(one => one.Place > stopped).Select(one => one.i).DefaultIfEmpty(0).Min();
        return ValueList.From(phones.Skip(after).Concat(phones.Take(after)));
    }

    private static Move<HuntGroupState> Begin(ValueList<RingTarget> order, HuntGroupConfig config, Arrival arrival, Moment at)
    {
        if (order.Count == 0)
        {
            return NobodyReachable(config, []);
        }

        var isOrdered = config.Distribution != Distribution.Simultaneous;
        var wait = config.WaitFor ?? (isOrdered && config.GoesOn && config.Fallback is not null ? order.Count * config.RingsFor + Retry : RingingPhone.Longest);
        var giveUp = at.At + wait;
        var (first, rung) = isOrdered ? (ValueList.From(order.Take(1)), 1) : (order, order.Count);
        var moveOn = isOrdered && config.GoesOn ? Soonest(at.At + config.RingsFor, giveUp) : (DateTimeOffset?)null;
        var (phones, commands) = RingingPhones.Start(first, moveOn ?? giveUp, config.DisplayFor(arrival), at);
        return new Move<HuntGroupState>.Stay(
            new HuntGroupState.Offering(phones, order, rung, at.At, giveUp, moveOn),
            commands.AddRange(Noted(first, config, arrival, at)),
            isOrdered
                ? new Because($"Extension {order[0].Extension} is rung first.", Rule(config), "/distribution")
                : new Because($"{order.Count} members are rung at once.", Rule(config), Members));
    }

    // Nobody rings any more before the time of who rang is over, or somebody does.
    private static Move<HuntGroupState> Consider(HuntGroupState.Offering offering, RingingPhonesMove.Goes goes, HuntGroupConfig config, Arrival arrival, Moment at)
    {
        if (offering.Phones.Rings || goes.State.Phones.Count == 0 || IsWaiting(offering))
        {
            return new Move<HuntGroupState>.Stay(offering, goes.Commands, goes.Because);
        }

        // the network lets a phone ring for a shorter time than may be set
        var last = offering.Order[offering.Next - 1];
        var until = offering.MoveOnAt ?? offering.GiveUpAt;
        if (config.Distribution != Distribution.Simultaneous && until - at.At >= Retry && offering.Phones.Phones.Any(phone => phone.Target.Phone == last.Phone && phone.State == RungState.NoAnswer && at.At - phone.Since >= Retry))
        {
            var (phones, commands) = offering.Phones.Ring([last], until, config.DisplayFor(arrival), at.After(goes.Commands.Count));
            return new Move<HuntGroupState>.Stay(offering with { Phones = phones }, goes.Commands.AddRange(commands));
        }

        return MoveOn(offering, goes.Commands, config, arrival, at);
    }

    // between two passes nobody is next, and the instant of the next pass is set
    private static bool IsWaiting(HuntGroupState.Offering offering) => offering.Next == 0;

    private static Move<HuntGroupState> MoveOn(HuntGroupState.Offering offering, ValueList<CallCommand> given, HuntGroupConfig config, Arrival arrival, Moment at)
    {
        var missed = offering with { Phones = offering.Phones.GivenUp() };
        return missed.Next < missed.Order.Count ? Offer(missed, given, config, arrival, at) : PassOver(missed, given, config, arrival, at);
    }

    private static Move<HuntGroupState>.Stay Offer(HuntGroupState.Offering offering, ValueList<CallCommand> given, HuntGroupConfig config, Arrival arrival, Moment at)
    {
        var isOrdered = config.Distribution != Distribution.Simultaneous;
        var (next, rung) = isOrdered
            ? (ValueList.From(offering.Order.Skip(offering.Next).Take(1)), offering.Next + 1)
            : (ValueList.From(offering.Order.Where(phone => !offering.Phones.Of(RungState.Declined).Contains(phone))), offering.Order.Count);
        var moveOn = isOrdered && config.GoesOn ? Soonest(at.At + config.RingsFor, offering.GiveUpAt) : (DateTimeOffset?)null;
        var (phones, commands) = offering.Phones.Ring(next, moveOn ?? offering.GiveUpAt, config.DisplayFor(arrival), at.After(given.Count));
        return new Move<HuntGroupState>.Stay(
            offering with { Phones = phones, Next = rung, MoveOnAt = moveOn, PassBegan = IsWaiting(offering) ? at.At : offering.PassBegan },
            given.AddRange(commands).AddRange(Noted(next, config, arrival, at)),
            new Because(isOrdered ? $"Extension {next[0].Extension} is rung next." : "Members who may be free now are rung.", Rule(config), isOrdered ? "/distribution" : Members));
    }

    private static Move<HuntGroupState> PassOver(HuntGroupState.Offering offering, ValueList<CallCommand> given, HuntGroupConfig config, Arrival arrival, Moment at)
    {
        var hasRung = offering.Phones.Any(RungState.NoAnswer);
        var isBusy = offering.Phones.Any(RungState.Busy) || offering.Phones.Any(RungState.Declined);
        return (hasRung, isBusy) switch
        {
            (false, false) => NobodyReachable(config, given),
            (false, true) when config.PlaysBusyTone => new Move<HuntGroupState>.End(EndReason.Busy, given, new Because("All members are busy.", "EXT-166", "/playsBusyTone")),
            (true, _) when config.WaitFor is not null && at.At - offering.PassBegan >= Retry => Offer(offering with { Next = 0, PassBegan = at.At }, given, config, arrival, at),
            (_, _) when config is { WaitFor: null, Fallback: { } fallback } =>
                new Move<HuntGroupState>.GoTo(fallback, given, new Because(hasRung ? "Nobody answered." : "No member is available.", "EXT-163", Fallback)),
            (true, _) when config.Distribution != Distribution.Simultaneous => new Move<HuntGroupState>.End(EndReason.Busy, given, new Because("Nobody answered, and nothing is set for that.", "EXT-163", Fallback)),
            _ => new Move<HuntGroupState>.Stay(offering with { Next = 0, MoveOnAt = at.At + Retry }, given, new Because(hasRung ? "Nobody answered: the caller waits for the next pass." : "No member is free: the caller waits until one is.", hasRung ? "EXT-163" : "EXT-166", hasRung ? "/waitFor" : "/playsBusyTone")),
        };
    }

    private static Move<HuntGroupState> GiveUp(HuntGroupState.Offering offering, HuntGroupConfig config, ValueList<CallCommand> given)
    {
        var stop = given.AddRange(offering.Phones.Stop());
        return config.Fallback is { } fallback
            ? new Move<HuntGroupState>.GoTo(fallback, stop, new Because("Nobody answered in time.", config.WaitFor is null ? "EXT-150" : "EXT-149", config.WaitFor is null ? Fallback : "/waitFor"))
            : new Move<HuntGroupState>.End(
                offering.Phones.Rings || offering.Phones.Any(RungState.NoAnswer) ? EndReason.NoAnswer : EndReason.Busy,
                stop,
                new Because("Nobody answered, and nothing is set for that.", "EXT-071", Fallback));
    }

    private static Move<HuntGroupState> NobodyReachable(HuntGroupConfig config, ValueList<CallCommand> given) => (config.WithoutInternet, config.Fallback) switch
    {
        ({ } to, _) => new Move<HuntGroupState>.GoTo(to, given, new Because("No member has a registered device.", "EXT-151", "/withoutInternet")),
        (_, { } to) => new Move<HuntGroupState>.GoTo(to, given, new Because("No member is available.", "EXT-150", Fallback)),
        _ => new Move<HuntGroupState>.End(EndReason.Unavailable, given, new Because("No member can be reached, and nothing is set for that.", "EXT-113", Members)),
    };

    // who had a call is remembered where the next call goes by it
    private static ValueList<CallCommand> Noted(ValueList<RingTarget> rung, HuntGroupConfig config, Arrival arrival, Moment at) =>
        config.Distribution is Distribution.Circular or Distribution.Uniform && arrival.Number is { } own
            ? ValueList.From<CallCommand>(rung.Select(one => one.Extension).OfType<ExtensionNumber>().Select(member => new CallCommand.NoteOffer(own, member, at.At)))
            : [];

    private static DateTimeOffset Soonest(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static string Rule(HuntGroupConfig config) => config.Distribution switch
    {
        Distribution.FixedOrder => "EXT-160",
        Distribution.Circular => "EXT-161",
        Distribution.Uniform => "EXT-162",
        _ => "EXT-159",
    };
}
