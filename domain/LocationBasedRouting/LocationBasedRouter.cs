using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.LocationBasedRouting;

/// <summary>
/// Location-based routing (EXT-027, EXT-311 to EXT-337): sends a call on by the area code of the caller, by a postal code that the caller keys, by the caller's number, or by the number that was
/// called. Only the postal code is asked for; all else goes on without the caller noticing (EXT-316). What follows is the destination's matter: the call does not come back (EXT-319).
/// </summary>
public sealed class LocationBasedRouter : IExtensionType<LocationBasedRouterConfig, LocationBasedRouterState>
{
    private const string Fallback = "/fallback"; // the settings
    private const string BlockedFallback = "/blockedFallback";
    private const string MobileFallback = "/mobileFallback";

    private LocationBasedRouter()
    {
    }

    /// <inheritdoc/>
    public static string Key => "lbr";

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static LocationBasedRouterConfig Sample { get; } = new(
        LocationBasis.PostalCode,
        Destination.Parse("200"),
        Entries: [new RoutingEntry("1011", Destination.Parse("200"), "Centre"), new RoutingEntry("1012-1019", Destination.Parse("201"), "East")]);

    /// <inheritdoc/>
    public static bool? AnswersWith(LocationBasedRouterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.By == LocationBasis.PostalCode;
    }

    /// <inheritdoc/>
    public static Move<LocationBasedRouterState> Enter(LocationBasedRouterConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        return config.By switch
        {
            LocationBasis.AreaCode => ByAreaCode(config, arrival, NationalPlan.Of(directory.Account.Country)),
            LocationBasis.PostalCode => Ask(config, arrival, directory, failures: 0, at, new Because("The caller is asked for a postal code.", "EXT-328", config.WelcomePrompt is null ? "/welcome" : "/welcomePrompt")),
            LocationBasis.CallerId => ByCaller(config, arrival),
            LocationBasis.CalledNumber => ByCalled(config, arrival),
            _ => throw new ArgumentOutOfRangeException(nameof(config), config.By, "There are four modes."),
        };
    }

    /// <inheritdoc/>
    public static Move<LocationBasedRouterState> Step(LocationBasedRouterState state, CallEvent evt, LocationBasedRouterConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        ({ IsRefusing: false }, CallEvent.DigitsCollected digits) when digits.Of == state.Op => Keyed(state, digits.Digits, config, arrival, directory, at),
        ({ IsRefusing: false }, CallEvent.NoDigitsCollected none) when none.Of == state.Op => Again(state, config, arrival, directory, at, new Because("The caller keyed nothing.", "EXT-329")),
        ({ IsRefusing: false }, CallEvent.CollectingFailed failed) when failed.Of == state.Op => Again(state, config, arrival, directory, at, new Because("The network could not ask.", "EXT-329")),
        ({ IsRefusing: false }, CallEvent.TimeReached) when at.At >= state.Until => Again(state, config, arrival, directory, at, new Because("The network did not tell what became of the question.", "EXT-329")),
        ({ IsRefusing: true }, CallEvent.SoundEnded ended) when ended.Of == state.Op => Ask(config, arrival, directory, state.Failures, at, null),
        ({ IsRefusing: true }, CallEvent.SoundFailed failed) when failed.Of == state.Op => Ask(config, arrival, directory, state.Failures, at, null),
        ({ IsRefusing: true }, CallEvent.TimeReached) when at.At >= state.Until => Ask(config, arrival, directory, state.Failures, at, null),
        _ => new Move<LocationBasedRouterState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(LocationBasedRouterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(LocationBasedRouterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var isChosen = config.By == LocationBasis.PostalCode;
        var what = config.By switch { LocationBasis.AreaCode => "area code", LocationBasis.PostalCode => "postal code", LocationBasis.CallerId => "caller", _ => "called" };
        var entries = config.Entries.Select((entry, i) => new Way(entry.Destination, $"/entries/{i}/destination", $"{what} {entry.Match}", isChosen));
        return entries
            .Concat(config.BlockedFallback is { } blocked ? [new Way(blocked, BlockedFallback, "blocked caller id")] : [])
            .Concat(config.MobileFallback is { } mobile ? [new Way(mobile, MobileFallback, "mobile caller")] : [])
            .Append(new Way(config.Fallback, Fallback, "no entry matches"));
    }

    /// <inheritdoc/>
    public static bool Takes(LocationBasedRouterConfig config) => false;

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(LocationBasedRouterConfig config, IDialPlan plan) => LocationBasedRouterCheck.Check(config, plan);

    // the order is EXT-322's
    private static Move<LocationBasedRouterState>.GoTo ByAreaCode(LocationBasedRouterConfig config, Arrival arrival, NationalPlan plan)
    {
        if (arrival.CallerExtension is not null)
        {
            return Otherwise(config, new Because("The caller is a user of the account, who has no area code.", "EXT-324", Fallback));
        }

        if (arrival.Caller.Number is not { } number)
        {
            return Special(config, config.BlockedFallback, config.BlockedPrefix, "The caller id is withheld or missing.", "EXT-322", BlockedFallback);
        }

        if (plan.National(number) is not { } national)
        {
            return Otherwise(config, new Because("The caller is abroad.", "EXT-324", Fallback));
        }

        return plan.IsMobile(national) ? Special(config, config.MobileFallback, config.MobilePrefix, "The caller has a mobile number of the country.", "EXT-322", MobileFallback)
            : Found(config, EntryMatch.OfAreaCode(config.Entries, national), "EXT-322")
            ?? Otherwise(config, new Because("No entry has the area code of the caller.", "EXT-322", Fallback));
    }

    private static Move<LocationBasedRouterState>.GoTo ByCaller(LocationBasedRouterConfig config, Arrival arrival)
    {
        var isInside = arrival.CallerExtension is not null;
        return CallerMatch.Of(arrival) is not { } caller
            ? Special(config, config.BlockedFallback, config.BlockedPrefix, "The caller id is withheld or missing.", "EXT-332", BlockedFallback)
            : Found(config, CallerMatch.Find(config.Entries, static entry => entry.Match, caller), isInside ? "EXT-333" : "EXT-332")
            ?? Otherwise(config, new Because("No entry has the number of the caller.", isInside ? "EXT-333" : "EXT-332", Fallback));
    }

    private static Move<LocationBasedRouterState>.GoTo ByCalled(LocationBasedRouterConfig config, Arrival arrival) => arrival.Dialled.Number is { } called
        ? Found(config, EntryMatch.OfCalled(config.Entries, called), "EXT-336") ?? Otherwise(config, new Because("No entry has the number that was called.", "EXT-336", Fallback))
        : Otherwise(config, new Because("No public number was called.", "EXT-337", Fallback));

    private static Move<LocationBasedRouterState> Keyed(LocationBasedRouterState state, string keys, LocationBasedRouterConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        if (keys.Length != NationalPlan.Of(directory.Account.Country).PostalCodeLength || keys.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return Refuse(state, config, arrival, at, new Because("The caller keyed no whole postal code.", "EXT-329"));
        }

        return Found(config, EntryMatch.OfPostalCode(config.Entries, keys), "EXT-328") is { } found
            ? found with { Chosen = true }
            : Otherwise(config, new Because($"The caller keyed {keys}, which no entry has.", "EXT-329", Fallback)) with { Chosen = true };
    }

    private static Move<LocationBasedRouterState> Refuse(LocationBasedRouterState state, LocationBasedRouterConfig config, Arrival arrival, Moment at, Because because)
    {
        if (state.Failures + 1 >= arrival.Waits.MostAttempts)
        {
            return GiveUp(config, because);
        }

        var sound = Catalogue.Say(Prompt.InvalidPostalCode, arrival.Spoken);
        return new Move<LocationBasedRouterState>.Stay(
            new LocationBasedRouterState(at.Op(0), state.Failures + 1, at.At + SoundLength.AtMost(sound), IsRefusing: true), [new CallCommand.Play([sound])], because);
    }

    private static Move<LocationBasedRouterState> Again(LocationBasedRouterState state, LocationBasedRouterConfig config, Arrival arrival, IDirectory directory, Moment at, Because because) =>
        state.Failures + 1 >= arrival.Waits.MostAttempts ? GiveUp(config, because) : Ask(config, arrival, directory, state.Failures + 1, at, because);

    private static Move<LocationBasedRouterState>.Stay Ask(LocationBasedRouterConfig config, Arrival arrival, IDirectory directory, int failures, Moment at, Because? because)
    {
        var digits = NationalPlan.Of(directory.Account.Country).PostalCodeLength ?? 1;
        var (ask, until) = NumberEntry.Ask([Announcement.Of(config.Welcome, config.WelcomePrompt, arrival, Prompt.EnterPostalCode)], digits, arrival.Waits, at);
        return new(new LocationBasedRouterState(at.Op(0), failures, until), [ask], because);
    }

    private static Move<LocationBasedRouterState>.GoTo GiveUp(LocationBasedRouterConfig config, Because because) =>
        Otherwise(config, because with { Why = $"{because.Why} That was the last attempt.", Setting = Fallback });

    private static Move<LocationBasedRouterState>.GoTo? Found(LocationBasedRouterConfig config, int? place, string rule)
    {
        if (place is not { } found)
        {
            return null;
        }

        var entry = config.Entries[found];
        return new(entry.Destination, [], new Because($"Entry {entry.Match} matches: to {entry.Destination}.", rule, $"/entries/{found}"), Prefix: entry.Prefix ?? "", Otherwise: config.Fallback);
    }

    private static Move<LocationBasedRouterState>.GoTo Special(LocationBasedRouterConfig config, Destination? special, string prefix, string why, string rule, string setting) => special is null
        ? Otherwise(config, new Because($"{why} There is no fallback of its own for that.", "EXT-318", setting))
        : new(special, [], new Because($"{why} The call goes to {special}.", rule, setting), Prefix: prefix, Otherwise: config.Fallback);

    private static Move<LocationBasedRouterState>.GoTo Otherwise(LocationBasedRouterConfig config, Because because) =>
        new(config.Fallback, [], because with { Why = $"{because.Why} The fallback is used: {config.Fallback}." }, Prefix: config.Prefix);
}
