using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.CallRules;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Notifications;
using Pbx.Domain.Numbers;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Ringing;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;
using Pbx.Domain.WorkingHours;

namespace Pbx.Domain.Users;

/// <summary>The number of one person; rings that person's device (EXT-018).</summary>
public sealed class User : IExtensionType<UserConfig, UserState>
{
    internal const string IncomingRules = "/incomingRules"; // the setting

    private User()
    {
    }

    /// <inheritdoc/>
    public static string Key => "user";

    /// <inheritdoc/>
    public static bool IsKeyed => true;

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static UserConfig Sample { get; } = new(PhoneAddress.Parse("web:anna"), TimeSpan.FromSeconds(25));

    /// <inheritdoc/>
    public static Move<UserState> Enter(UserConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        return config.IncomingRules.Count == 0 && directory.Account.UserRules?.Incoming is null ? Ring(config, arrival, [], null, at) : Rules(config, arrival, directory).Enter(at);
    }

    /// <inheritdoc/>
    public static Move<UserState> Step(UserState state, CallEvent evt, UserConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(arrival);
        return (state.Rules, state.Phone) switch
        {
            ({ } ruled, _) => Rules(config, arrival, directory).Step(ruled, evt, at),
            (_, { } phone) => Rung(phone, evt, config, arrival, at),
            _ => new Move<UserState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(UserState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Rules?.Due ?? state.Phone?.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(UserConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return RuleWays.Of(LayeredRules.InTurn(null, config.IncomingRules, IncomingRules), null, "").Concat(PersonalQueues.PersonalQueue.Ways(config));
    }

    /// <inheritdoc/>
    public static bool Takes(UserConfig config) => config?.Device is not null;

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(UserConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        if (config.Device is null)
        {
            yield return new Problem("/device", "Nobody can be rung here until the user has a device.", IsWarning: true);
        }

        if (config.RingFor < TimeSpan.FromSeconds(5) || config.RingFor > RingingPhone.Longest)
        {
            yield return new Problem("/ringFor", "A phone rings for 5 to 180 seconds.");
        }

        if (config.Recording is { Permitted: false } recording && (recording.Inbound || recording.Outbound))
        {
            yield return new Problem("/recording/permitted", "Calls are recorded only for users who are permitted to.");
        }
        else if (config.Recording is { Permitted: true } && plan.Account.Recording is not { Active: true })
        {
            yield return new Problem("/recording/permitted", "Nothing is recorded until call recording is active for the account.", IsWarning: true);
        }

        foreach (var problem in WorkingHoursCheck.Check(config.WorkingHours))
        {
            yield return problem.Under("/workingHours");
        }

        if (config.LongerHours is { } longer && (longer.Until <= longer.From || longer.Until > longer.From + LongerHours.Longest))
        {
            yield return new Problem("/longerHours/until", "Working hours are made longer by at most 24 hours.");
        }

        if (config.Mobile is { } mobile && NationalPlan.IsMobile(mobile) == false)
        {
            yield return new Problem("/mobile", $"{mobile} is no mobile number, so it cannot get an SMS.");
        }

        foreach (var problem in config.Voicemail is { } box ? Announcement.Check("greeting", box.Greeting, box.GreetingPrompt, plan) : [])
        {
            yield return problem.Under("/voicemail");
        }

        foreach (var problem in config.PersonalQueue is { } queue ? PersonalQueueSettings.Check(queue, plan) : [])
        {
            yield return problem.Under("/personalQueue");
        }

        foreach (var problem in NightModeCheck.Element(config, plan, hasDestination: false))
        {
            yield return problem;
        }

        foreach (var problem in RuleCheck.Rules(config.IncomingRules, RuleUse.Incoming, plan))
        {
            yield return problem.Under(IncomingRules);
        }

        foreach (var problem in RuleCheck.Rules(config.OutgoingRules, RuleUse.Outgoing, plan))
        {
            yield return problem.Under("/outgoingRules");
        }
    }

    /// <inheritdoc/>
    public static bool RingsOnePhone => true;

    /// <inheritdoc/>
    public static RingTarget? Phone(UserConfig config, Arrival arrival)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return config.Device is { } device ? new RingTarget(device, arrival.Number, CallerId(device, arrival), Rights(config, arrival), Line(config, arrival)) : null;
    }

    // the device, as if there were no rules
    private static Move<UserState> Ring(UserConfig config, Arrival arrival, ValueList<CallCommand> given, Because? before, Moment at)
    {
        var told = before is null ? "" : $"{before.Why} ";
        if (config.Device is not { } device)
        {
            return new Move<UserState>.End(EndReason.Unavailable, given, new Because($"{told}{arrival.Name} has no device.", "EXT-113", "/device"));
        }

        if (device == arrival.Caller)
        {
            return new Move<UserState>.End(EndReason.Busy, given, new Because($"{told}{arrival.Name} calls himself, so the only device is engaged.", "EXT-112", "/device"));
        }

        var ringFor = config.RingFor ?? RingingPhone.Longest;
        var (ringing, commands) = RingingPhone.Start(device, ringFor, CallerId(device, arrival), arrival, at.After(given.Count), Line(config, arrival));
        return new Move<UserState>.Stay(new UserState(ringing), given.AddRange(commands), new Because($"{told}The device of {arrival.Name} is rung for {ringFor.TotalSeconds:0} s.", "EXT-112", "/device"));
    }

    private static Move<UserState> Rung(RingingPhone phone, CallEvent evt, UserConfig config, Arrival arrival, Moment at) => phone.Step(evt, arrival, at) switch
    {
        RingingMove.Goes goes => new Move<UserState>.Stay(new UserState(goes.State), goes.Commands, goes.Because),
        RingingMove.Answered answered => new Move<UserState>.Connect(phone.Ring, answered.Commands, new Because($"{arrival.Name} answered."), Rights(config, arrival)),
        RingingMove.NotReached missed => NotReached(missed, arrival),
        var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are three moves."),
    };

    private static RuleRun<UserState> Rules(UserConfig config, Arrival arrival, IDirectory directory) => new(
        LayeredRules.InTurn(directory.Account.UserRules?.Incoming, config.IncomingRules, IncomingRules),
        RuleAction.Allow,
        null,
        arrival,
        directory,
        state => new UserState(Rules: state),
        new RuledUser<UserState>(arrival.Number, Phone(config, arrival), (given, because, at) => Ring(config, arrival, given, because, at)));

    private static UserLine? Line(UserConfig config, Arrival arrival) => arrival.Number is { } number ? new UserLine(number, config.OffersSecondCall ? 2 : 1) : null;

    // a public number must show a number; the caller's own is what the receiver wants to see
    private static PhoneNumber? CallerId(PhoneAddress device, Arrival arrival) => device.Number is null ? null : arrival.CallerId;

    private static RecordingRights? Rights(UserConfig config, Arrival arrival) =>
        arrival is { Recording: { Active: true } facility, Number: { } number } && config.Recording is { Permitted: true } own
            ? new RecordingRights(number, own.Inbound, facility.Notice != RecordingNotice.Off)
            : null;

    private static Move<UserState>.End NotReached(RingingMove.NotReached missed, Arrival arrival)
    {
        var (reason, why, rule) = missed.Why switch
        {
            Calls.NotReached.Busy => (EndReason.Busy, $"{arrival.Name} is engaged, and nothing is set for that.", "EXT-112"),
            Calls.NotReached.Declined => (EndReason.Busy, $"{arrival.Name} rejected the call; that counts as busy.", "RCH-195"),
            Calls.NotReached.NoAnswer or Calls.NotReached.Withdrawn => (EndReason.NoAnswer, $"{arrival.Name} did not answer, and nothing is set for that.", "EXT-071"),
            _ => (EndReason.Unavailable, $"No device of {arrival.Name} can be reached, and nothing is set for that.", "EXT-113"),
        };
        return new Move<UserState>.End(reason, missed.Commands, new Because(why, rule));
    }
}

/// <summary>How a user is reached.</summary>
/// <param name="Device">The phone that is rung; none: the user cannot be reached (EXT-113).</param>
/// <param name="RingFor">How long it rings, 5 to 180 s; none: 180 s, because nothing is set for no answer (EXT-071).</param>
/// <param name="Recording">Whether the user's calls are recorded (VMR-105); none: they are not.</param>
/// <param name="Person">The object id of the Entra user whose extension this is, who may hear its recordings (VMR-115).</param>
/// <param name="WorkingHours">The user's own; none: the account's (NPL-173).</param>
/// <param name="ExtendsWorkingHours">Whether the user may make them longer for a while (NPL-143).</param>
/// <param name="LongerHours">Until when the user has made them longer.</param>
/// <param name="NightMode">The user's own night mode; none: it follows the company's (NPL-183).</param>
/// <param name="OverridesNightMode">Whether the user has switched night mode off for the own calls, until it is switched on again (NPL-176).</param>
/// <param name="TimeConfiguration">The right to activate plans, and nothing more, for all schemes of the account (NPL-138, NPL-140, NPL-141).</param>
/// <param name="OffersSecondCall">Whether a second call is offered while the user handles one; otherwise the user is busy then (EXT-096, EXT-114).</param>
/// <param name="Pin">Asked for when the user calls from outside (EXT-307).</param>
/// <param name="IncomingRules">The user's own rules for calls that come in (EXT-407).</param>
/// <param name="OutgoingRules">The user's own rules for calls that the user makes.</param>
/// <param name="Voicemail">The user's own mailbox; nothing: as it is usual (EXT-099 to EXT-101).</param>
/// <param name="Email">Where the user gets mail; none: nowhere.</param>
/// <param name="Mobile">Where the user gets SMS; none: nowhere (VMR-072).</param>
/// <param name="PersonalQueue">Where calls wait that somebody camps on the user (RCH-460); nothing: as it is usual.</param>
public sealed record UserConfig(
    [property: Description("The phone that is rung; left out: the user cannot be reached.")] PhoneAddress? Device = null,
    [property: Description("How long it rings: 5 to 180 seconds; left out: 180 seconds.")] TimeSpan? RingFor = null,
    [property: Description("Whether the user's calls are recorded; left out: they are not.")] UserRecording? Recording = null,
    [property: Description("The object id of the Entra user whose extension this is; left out: nobody hears the recordings as his own.")] Guid? Person = null,
    [property: Description("The user's own working hours; left out: the account's.")] WorkingTimes? WorkingHours = null,
    [property: Description("Whether the user may make the working hours longer for a while.")] bool ExtendsWorkingHours = false,
    [property: Description("Until when the user has made the working hours longer.")] LongerHours? LongerHours = null,
    [property: Description("The user's own night mode; left out: it follows the company's.")] ElementNightMode? NightMode = null,
    [property: Description("Whether the user has switched night mode off for the own calls.")] bool OverridesNightMode = false,
    [property: Description("Whether the user may switch the plans of all schemes by telephone and in the clients.")] bool TimeConfiguration = false,
    [property: Description("Whether a second call is offered while the user handles one; otherwise the user is busy then.")] bool OffersSecondCall = false,
    [property: Description("Logs the user in by telephone.")] Pin? Pin = null,
    [property: Description("The user's own rules for calls that come in."), Length(0, CallRule.Most)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<CallRule> IncomingRules = default,
    [property: Description("The user's own rules for calls that the user makes."), Length(0, CallRule.Most)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<CallRule> OutgoingRules = default,
    [property: Description("The user's own mailbox; left out: as it is usual.")] UserMailbox? Voicemail = null,
    [property: Description("Where the user gets mail; left out: nowhere.")] EmailAddress? Email = null,
    [property: Description("The mobile number at which the user gets SMS; left out: none.")] PhoneNumber? Mobile = null,
    [property: Description("The queue in which calls wait for the user; left out: as it is usual.")] PersonalQueueSettings? PersonalQueue = null) : IHasNightMode, IHasPin, IHasMailboxPin, IHasTypedNumbers
{
    /// <inheritdoc/>
    public object AsStored(AccountSettings account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (incoming, outgoing) = (RuleText.AsStored(IncomingRules, account), RuleText.AsStored(OutgoingRules, account));
        return (incoming ?? outgoing) is null ? this : this with { IncomingRules = incoming ?? IncomingRules, OutgoingRules = outgoing ?? OutgoingRules };
    }

    /// <inheritdoc/>
    public object WithPin(Pin? pin) => this with { Pin = pin };

    /// <inheritdoc/>
    [JsonIgnore]
    public Pin? MailboxPin => Voicemail?.Pin;

    /// <inheritdoc/>
    public object WithMailboxPin(Pin? pin) => pin is null && Voicemail is null ? this : this with { Voicemail = (Voicemail ?? new UserMailbox()) with { Pin = pin } };
}

/// <summary>A call that rings a user's device, or with which a rule does something.</summary>
/// <param name="Phone">The device that rings; none: a rule decides.</param>
/// <param name="Rules">What a rule does; none: the device rings.</param>
public sealed record UserState(RingingPhone? Phone = null, RuleState? Rules = null);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(UserConfig))]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(Pin))]
[JsonSerializable(typeof(RungPhone))]
public sealed partial class UserJson : JsonSerializerContext;
