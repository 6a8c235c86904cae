using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Authentication;

/// <summary>
/// Lets only authorised callers through, by a PIN or by their number (EXT-024, EXT-209 to EXT-225). What becomes of them at their destination is that one's matter: they do not come back
/// (EXT-225). PINs are judged by the engine; a step learns the verdict and which entry it was, never a digit.
/// </summary>
public sealed class CallerAuthentication : IExtensionType<CallerAuthenticationConfig, CallerAuthenticationState>
{
    private const string Fallback = "/fallback"; // the setting
    private static readonly TimeSpan LookWithin = TimeSpan.FromSeconds(60); // the store, with what a crash and its alarm take

    private CallerAuthentication()
    {
    }

    /// <inheritdoc/>
    public static string Key => "authentication";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static CallerAuthenticationConfig Sample { get; } = new(Destination.Parse("200"), Refusal: "Your PIN was not recognised.", Fallback: Destination.Parse("201"));

    /// <inheritdoc/>
    public static bool? AnswersWith(CallerAuthenticationConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.By == AuthenticationBasis.Pin || HasWelcome(config);
    }

    /// <inheritdoc/>
    public static Move<CallerAuthenticationState> Enter(CallerAuthenticationConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        if (config.By == AuthenticationBasis.Pin)
        {
            return arrival.Number is { } number
                ? new Move<CallerAuthenticationState>.Stay(
                    new CallerAuthenticationState.Looking(at.Op(0), at.At + LookWithin), [new CallCommand.LookForPinLock(number)], new Because("Whether too many PINs from the caller's number were wrong is looked up.", "EXT-220"))
                : Ask(config, arrival, failures: 0, at, null);
        }

        if (!HasWelcome(config))
        {
            return ByNumber(config, arrival, at);
        }

        var welcome = Announcement.Of(config.Welcome, config.WelcomePrompt, arrival, Prompt.PleaseHold);
        return new Move<CallerAuthenticationState>.Stay(
            new CallerAuthenticationState.Welcoming(at.Op(0), at.At + SoundLength.AtMost(welcome)),
            [new CallCommand.Play([welcome])],
            new Because("The welcome is played to its end.", "EXT-223", config.WelcomePrompt is null ? "/welcome" : "/welcomePrompt"));
    }

    /// <inheritdoc/>
    public static Move<CallerAuthenticationState> Step(CallerAuthenticationState state, CallEvent evt, CallerAuthenticationConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        (CallerAuthenticationState.Looking, CallEvent.PinLockSeen { IsLocked: true } seen) when seen.Of == state.Op => Refuse(config, arrival, at, Locked),
        (CallerAuthenticationState.Looking, CallEvent.PinLockSeen seen) when seen.Of == state.Op => Ask(config, arrival, failures: 0, at, new Because("The caller is asked for a PIN.", "EXT-218")),
        (CallerAuthenticationState.Looking, CallEvent.CommandRefused refused) when refused.Of == state.Op => Ask(config, arrival, failures: 0, at, NotSeen),
        (CallerAuthenticationState.Looking, CallEvent.TimeReached) when at.At >= state.Until => Ask(config, arrival, failures: 0, at, NotSeen),
        (CallerAuthenticationState.Asking asking, CallEvent.PinJudged judged) when judged.Of == state.Op => Judged(asking, judged, config, arrival, at),
        (CallerAuthenticationState.Asking asking, CallEvent.DigitsCollected digits) when digits.Of == state.Op => Correct(asking, config, arrival, at, new Because("What the caller keyed is no PIN.", "EXT-219")),
        (CallerAuthenticationState.Asking asking, CallEvent.NoDigitsCollected none) when none.Of == state.Op => Again(asking, config, arrival, at, new Because("The caller keyed no PIN.", "EXT-219")),
        (CallerAuthenticationState.Asking asking, CallEvent.CollectingFailed failed) when failed.Of == state.Op => Again(asking, config, arrival, at, new Because("The network could not ask.", "EXT-219")),
        (CallerAuthenticationState.Asking asking, CallEvent.TimeReached) when at.At >= state.Until => Again(asking, config, arrival, at, new Because("The network did not tell what became of the question.", "EXT-219")),
        (CallerAuthenticationState.Correcting correcting, _) when IsOver(state, evt, at) => Ask(config, arrival, correcting.Failures, at, null),
        (CallerAuthenticationState.Welcoming, _) when IsOver(state, evt, at) => ByNumber(config, arrival, at),
        (CallerAuthenticationState.Refusing, _) when IsOver(state, evt, at) => Refused(config),
        _ => new Move<CallerAuthenticationState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(CallerAuthenticationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(CallerAuthenticationConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var isChosen = config.By == AuthenticationBasis.Pin;
        for (var i = 0; i < config.Entries.Count; i++)
        {
            if (config.Entries[i] is { Destination: { } to } entry)
            {
                yield return new Way(to, $"/entries/{i}/destination", isChosen ? "the PIN of an entry" : $"caller {entry.Caller}", isChosen);
            }
        }

        yield return new Way(config.Forward, "/forward", "authorised", isChosen);
        if (config.Fallback is { } fallback)
        {
            yield return new Way(fallback, Fallback, "not authorised");
        }
    }

    /// <inheritdoc/>
    public static bool Takes(CallerAuthenticationConfig config) => false;

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(CallerAuthenticationConfig config, IDialPlan plan) => CallerAuthenticationCheck.Check(config, plan);

    private static Because Locked { get; } = new("After ten wrong PINs from this number within an hour none is taken from it for an hour.", "EXT-220");

    private static Because NotSeen { get; } = new("Whether too many PINs were wrong could not be looked up; it is looked at again with the PIN.", "EXT-220");

    private static bool HasWelcome(CallerAuthenticationConfig config) => (config.Welcome ?? config.WelcomePrompt) is not null;

    private static bool IsOver(CallerAuthenticationState state, CallEvent evt, Moment at) => evt switch
    {
        CallEvent.SoundEnded ended => ended.Of == state.Op,
        CallEvent.SoundFailed failed => failed.Of == state.Op,
        CallEvent.TimeReached => at.At >= state.Until,
        _ => false,
    };

    private static Move<CallerAuthenticationState> Judged(CallerAuthenticationState.Asking asking, CallEvent.PinJudged judged, CallerAuthenticationConfig config, Arrival arrival, Moment at) => judged.Verdict switch
    {
        PinVerdict.Right => Through(config, Place(config, judged.Pin), "The PIN is right", "EXT-218") with { Chosen = true },
        PinVerdict.Blocked => Refuse(config, arrival, at, Locked),
        _ => Correct(asking, config, arrival, at, new Because("The PIN is wrong.", "EXT-219")),
    };

    private static int? Place(CallerAuthenticationConfig config, string? pin)
    {
        for (var i = 0; pin is not null && i < config.Entries.Count; i++)
        {
            if (config.Entries[i].Pin?.Name == pin)
            {
                return i;
            }
        }

        return null;
    }

    private static Move<CallerAuthenticationState> ByNumber(CallerAuthenticationConfig config, Arrival arrival, Moment at)
    {
        if (CallerMatch.Of(arrival) is not { } caller)
        {
            return Refuse(config, arrival, at, new Because("The caller id is withheld or missing.", "EXT-222"));
        }

        return CallerMatch.Find(config.Entries, static entry => entry.Caller, caller) is { } place
            ? Through(config, place, $"Entry {config.Entries[place].Caller} matches", "EXT-221")
            : Refuse(config, arrival, at, new Because("No entry has the number of the caller.", "EXT-221"));
    }

    private static Move<CallerAuthenticationState>.GoTo Through(CallerAuthenticationConfig config, int? place, string why, string rule)
    {
        var entry = place is { } at ? config.Entries[at] : new AuthenticationEntry();
        var to = entry.Destination ?? config.Forward;
        return new(to, [], new Because($"{why}: to {to}.", rule, place is null ? "/forward" : $"/entries/{place}"), Prefix: entry.Prefix ?? config.Prefix, Otherwise: config.Forward);
    }

    private static Move<CallerAuthenticationState>.Stay Correct(CallerAuthenticationState.Asking asking, CallerAuthenticationConfig config, Arrival arrival, Moment at, Because because)
    {
        if (asking.Failures + 1 >= arrival.Waits.MostAttempts)
        {
            return Refuse(config, arrival, at, Last(because));
        }

        var sound = Catalogue.Say(Prompt.WrongPin, arrival.Spoken);
        return new(new CallerAuthenticationState.Correcting(at.Op(0), asking.Failures + 1, at.At + SoundLength.AtMost(sound)), [new CallCommand.Play([sound])], because);
    }

    private static Move<CallerAuthenticationState>.Stay Again(CallerAuthenticationState.Asking asking, CallerAuthenticationConfig config, Arrival arrival, Moment at, Because because) =>
        asking.Failures + 1 >= arrival.Waits.MostAttempts ? Refuse(config, arrival, at, Last(because)) : Ask(config, arrival, asking.Failures + 1, at, because);

    private static Because Last(Because because) => because with { Why = $"{because.Why} That was the last attempt." };

    private static Move<CallerAuthenticationState>.Stay Ask(CallerAuthenticationConfig config, Arrival arrival, int failures, Moment at, Because? because)
    {
        var (ask, until) = NumberEntry.Ask([Announcement.Of(config.Welcome, config.WelcomePrompt, arrival, Prompt.EnterPin)], LongestPin(config), arrival.Waits, at, isSecret: true);
        return new(new CallerAuthenticationState.Asking(at.Op(0), failures, until), [ask], because);
    }

    // of a draft the digits are known, and of what it keeps they are not
    private static int LongestPin(CallerAuthenticationConfig config)
    {
        var longest = 0;
        foreach (var entry in config.Entries.AsSpan())
        {
            var length = entry.Pin switch { ListedPin.Hashed hashed => ListedPinHash.LengthOf(hashed), ListedPin.Digits digits => digits.Value.Length, ListedPin.Kept => ListedPin.MostDigits, _ => 0 };
            longest = Math.Max(longest, length);
        }

        return longest == 0 ? ListedPin.MostDigits : longest;
    }

    private static Move<CallerAuthenticationState>.Stay Refuse(CallerAuthenticationConfig config, Arrival arrival, Moment at, Because because)
    {
        var sound = Announcement.Of(config.Refusal, config.RefusalPrompt, arrival, Prompt.NotAuthorised);
        return new(new CallerAuthenticationState.Refusing(at.Op(0), at.At + SoundLength.AtMost(sound)), [new CallCommand.Play([sound])], because with { Setting = config.RefusalPrompt is null ? "/refusal" : "/refusalPrompt" });
    }

    private static Move<CallerAuthenticationState> Refused(CallerAuthenticationConfig config) => config.Fallback is { } to
        ? new Move<CallerAuthenticationState>.GoTo(to, [], new Because($"Callers who are not authorised go to {to}.", "EXT-215", Fallback))
        : new Move<CallerAuthenticationState>.End(EndReason.NotAuthorised, [], new Because("The caller is not authorised, and there is no fallback destination.", "EXT-215", Fallback), IsSaid: true);
}
