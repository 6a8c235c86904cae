using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Ringing;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;

namespace Pbx.Domain.Queues;

/// <summary>What can be wrong with a queue (QUE-396 to QUE-457). That it does not lead back to itself (QUE-287) is checked for all types alike.</summary>
internal static class QueueCheck
{
    private const int MostWeight = 100; // QUE-179

    public static IEnumerable<Problem> Check(QueueConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return Members(config, plan)
            .Concat(Ranked(config, plan))
            .Concat(Ranges(config))
            .Concat(Sounds(config, plan))
            .Concat(Destinations(config, plan))
            .Concat(Forwarding(config))
            .Concat(CalledBack(config, plan))
            .Concat(Shown(config, plan))
            .Concat(Named(config, plan))
            .Concat(NightModeCheck.Element(config, plan, hasDestination: false));
    }

    /// <summary>What queues have to share out among themselves, and their numbers (QUE-014, QUE-096).</summary>
    public static IEnumerable<Problem> InAccount(ValueList<Extension> extensions)
    {
        var codes = new Dictionary<string, ExtensionNumber>(StringComparer.Ordinal);
        var coded = extensions.Where(extension => extension.Config is QueueConfig { FeatureCode: { } own } && own != extension.Number.Value).Select(extension => extension.Number.Value).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < extensions.Count; i++)
        {
            if (extensions[i] is not { Config: QueueConfig config, Number: var number })
            {
                continue;
            }

            if (!codes.TryAdd(config.FeatureCode ?? number.Value, number))
            {
                yield return new Problem($"/extensions/{i}/config/featureCode", $"Queue {codes[config.FeatureCode ?? number.Value]} has the code {config.FeatureCode ?? number.Value} already.");
            }
            else if (config.FeatureCode is { } code && code != number.Value && coded.Contains(code))
            {
                yield return new Problem($"/extensions/{i}/config/featureCode", $"{code} is the number of another queue, which stands for a feature code too.");
            }

            if (number.Value.Length == 4 && !number.Value.StartsWith("15", StringComparison.Ordinal))
            {
                yield return new Problem($"/extensions/{i}/number", "Numbers from 1500 to 1599 are proposed for queues.", IsWarning: true);
            }
        }
    }

    private static IEnumerable<Problem> Members(QueueConfig config, IDialPlan plan)
    {
        if (config.Members.Count > QueueConfig.MostMembers)
        {
            yield return new Problem("/members", $"A queue has at most {QueueConfig.MostMembers} members.");
        }

        var seen = new HashSet<ExtensionNumber>();
        for (var i = 0; i < config.Members.Count; i++)
        {
            var member = config.Members[i];
            if (Wrong(member.Agent, seen, plan, orForward: true) is { } wrong)
            {
                yield return new Problem($"/members/{i}/agent", wrong);
            }

            foreach (var problem in Seconds($"/members/{i}/ringFor", member.RingFor, 5, 300, "An agent is rung")
                .Concat(Seconds($"/members/{i}/coolDown", member.CoolDown, 0, 3600, "An agent rests"))
                .Concat(Number($"/members/{i}/weight", member.Weight, 0, MostWeight, "A weight")))
            {
                yield return problem;
            }

            if (config.Strategy == Strategy.RingAll && member.Weight is not null)
            {
                yield return RingsAll($"/members/{i}/weight");
            }
        }
    }

    private static string? Wrong(ExtensionNumber agent, HashSet<ExtensionNumber> seen, IDialPlan plan, bool orForward) => plan.TypeOf(agent) switch
    {
        _ when !seen.Add(agent) => $"Extension {agent} is listed twice.",
        null => $"There is no extension {agent}.",
        "" => null, // its list could not be read
        var type when type == User.Key || (orForward && type == Forward.Key) => null,
        _ => orForward ? $"Extension {agent} is neither a user nor a forward, and only those are members." : $"Extension {agent} is no user.",
    };

    private static IEnumerable<Problem> Ranked(QueueConfig config, IDialPlan plan)
    {
        if (config.Skilled.Count > QueueConfig.MostMembers)
        {
            yield return new Problem("/skilled", $"The list has at most {QueueConfig.MostMembers} entries.");
        }

        var seen = new HashSet<ExtensionNumber>();
        for (var i = 0; i < config.Skilled.Count; i++)
        {
            if (Wrong(config.Skilled[i].Agent, seen, plan, orForward: false) is { } wrong)
            {
                yield return new Problem($"/skilled/{i}/agent", wrong);
            }

            foreach (var problem in Number($"/skilled/{i}/skill", config.Skilled[i].Skill, 1, 10, "A skill"))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> Ranges(QueueConfig config) =>
        Number("/inParallel", config.InParallel, 1, 50, "The number of agents who ring at once")
            .Concat(Seconds("/ringFor", config.RingFor, 5, 300, "An offer rings"))
            .Concat(Seconds("/coolDown", config.CoolDown, 0, 3600, "An agent rests"))
            .Concat(Number("/logOffAfter", config.LogOffAfter, 1, 20, "The number of offers missed in a row"))
            .Concat(Number("/weight", config.Weight, 0, MostWeight, "A weight"))
            .Concat(config is { Strategy: Strategy.RingAll, Weight: not 0 } ? [RingsAll("/weight")] : [])
            .Concat(config.Interval == TimeSpan.Zero ? [] : Seconds("/interval", config.Interval, 10, 3600, "Announcements are apart, where there are any,"))
            .Concat(Seconds("/waitNotBelow", config.WaitNotBelow, 0, 7200, "A limit for estimates is"))
            .Concat(Seconds("/waitNotAbove", config.WaitNotAbove, 0, 7200, "A limit for estimates is"))
            .Concat(config is { AnnouncesWait: false, WaitNotBelow: not null } ? [NeedsWait("/waitNotBelow")] : [])
            .Concat(config is { AnnouncesWait: false, WaitNotAbove: not null } ? [NeedsWait("/waitNotAbove")] : [])
            .Concat(Number("/callLimit", config.CallLimit, 1, 500, "The call limit"))
            .Concat(Seconds("/overflowAfter", config.OverflowAfter, 10, 7200, "The longest wait is"))
            .Concat(Seconds("/forwardAfter", config.ForwardAfter, 5, 7200, "A call waits"))
            .Concat(Number("/mostAttempts", config.MostAttempts, 1, 100, "The number of offers"))
            .Concat(config.CampOn is null ? [] : Seconds("/campOn/notifyAfter", config.CampOn.NotifyAfter, 0, 3600, "The receptionist is told").Concat(Seconds("/campOn/notifyAllAfter", config.CampOn.NotifyAllAfter, 0, 3600, "All are told")))
            .Concat(config is { Kind: QueueKind.Agent, CampOn: not null } ? [new Problem("/campOn", "Only attendant queues have camping on busy users: leave it out.")] : []);

    private static Problem RingsAll(string at) => new(at, "One call rings at all agents, so the weight cannot be guaranteed.", IsWarning: true); // QUE-139

    private static Problem NeedsWait(string at) => new(at, "It counts only where the estimated wait is announced: switch “announcesWait” on or leave it out.");

    private static IEnumerable<Problem> Sounds(QueueConfig config, IDialPlan plan) =>
        Prompt("/introduction", config.Introduction, plan)
            .Concat(Prompt("/statusMessage", config.StatusMessage, plan))
            .Concat(Prompt("/callback/message", config.Callback?.Message, plan))
            .Concat(config.Music.SelectMany((name, i) => Prompt($"/music/{i}", name, plan)))
            .Concat(config.Infotainment.SelectMany((name, i) => Prompt($"/infotainment/{i}", name, plan)));

    private static IEnumerable<Problem> Prompt(string at, string? name, IDialPlan plan) => name is null || plan.HasPrompt(name) ? [] : [new Problem(at, $"There is no prompt “{name}”.")];

    private static IEnumerable<Problem> Destinations(QueueConfig config, IDialPlan plan) =>
        One("/helpNumber", config.HelpNumber, plan)
            .Concat(One("/breakout", config.Breakout, plan))
            .Concat(One("/overflowTo", config.OverflowTo, plan, isRequired: config.OverflowAction == Overflow.Forward))
            .Concat(One("/waitedTooLong", config.WaitedTooLong, plan))
            .Concat(Several("/forwardTo", config.ForwardTo, plan))
            .Concat(Several("/noAgent", config.NoAgent, plan));

    private static IEnumerable<Problem> One(string at, Destination? destination, IDialPlan plan, bool isRequired = false) => DestinationCheck.Check(destination, plan, isRequired).Select(problem => problem.Under(at));

    private static IEnumerable<Problem> Several(string at, ValueList<Destination> destinations, IDialPlan plan)
    {
        if (destinations.Count > RingTarget.MostDestinations)
        {
            yield return new Problem(at, $"At most {RingTarget.MostDestinations} destinations ring at once.");
        }

        for (var i = 0; i < destinations.Count; i++)
        {
            foreach (var problem in One($"{at}/{i}", destinations[i], plan, isRequired: true))
            {
                yield return problem;
            }

            if (destinations.Take(i).Contains(destinations[i]))
            {
                yield return new Problem($"{at}/{i}", $"{destinations[i]} is listed twice.");
            }

            if (destinations.Count > 1 && destinations[i] is Destination.ToExtension { Extension: var number } && plan.TypeOf(number) is { Length: > 0 } type && ExtensionTypes.Find(type) is { RingsOnePhone: false })
            {
                yield return new Problem($"{at}/{i}", $"Extension {number} takes calls by itself, so it has the call before anybody of the list can answer.", IsWarning: true); // QUE-283
            }
        }
    }

    private static IEnumerable<Problem> Forwarding(QueueConfig config)
    {
        var ring = Longest(config);
        if (config.MostAttempts is not null && !config.TimerLeads)
        {
            yield return new Problem("/mostAttempts", "Name where a call goes after so many offers, in “waitedTooLong” or “forwardTo”."); // QUE-270
        }

        if (config.ForwardAfter is not null && !config.TimerLeads)
        {
            yield return new Problem("/forwardAfter", "Name where a call goes that has waited for so long, in “waitedTooLong” or “forwardTo”.");
        }
        else if (config.TimerLeads && config.ForwardsAfter < 3 * ring)
        {
            yield return new Problem("/forwardAfter", $"A call should wait for at least three times as long as an offer rings: {3 * ring.TotalSeconds:0} seconds.", IsWarning: true); // QUE-266
        }

        if (!config.TimerLeads && config.NoAgent.Count == 0)
        {
            yield return new Problem("/forwardTo", "Nothing is set for calls that nobody answers: they wait until the caller hangs up.", IsWarning: true); // QUE-268
        }

        if (config.IndividualForwards)
        {
            yield return new Problem("/individualForwards", "Forwards of agents can disturb the strategy, and calls may end where nobody expects them.", IsWarning: true); // QUE-294
        }
    }

    private static TimeSpan Longest(QueueConfig config) => config.RingFor ?? QueueConfig.UsualRing;

    private static IEnumerable<Problem> CalledBack(QueueConfig config, IDialPlan plan) => config.Callback is not { } callback ? [] :
        Seconds("/callback/ringFor", callback.RingFor, 10, 120, "A caller who is called back is rung")
            .Concat(Number("/callback/attempts", callback.Attempts, 1, 10, "The number of attempts"))
            .Concat(callback.ValidFor < TimeSpan.Zero || callback.ValidFor > TimeSpan.FromHours(24) ? [new Problem("/callback/validFor", "The wish to be called back stands for up to 24 hours.")] : [])
            .Concat(callback.Metadata.Length > 40 ? [new Problem("/callback/metadata", TooLong)] : [])
            .Concat(plan.Account.MainNumber is null ? [new Problem("/callback", "Nobody can be called back until the account has a main number.", IsWarning: true)] : []);

    private const string TooLong = "A text for the receiver has at most 40 characters.";

    private static IEnumerable<Problem> Shown(QueueConfig config, IDialPlan plan)
    {
        if (config.Metadata.Length > 40)
        {
            yield return new Problem("/metadata", TooLong);
        }

        if (!config.ShowsNumber)
        {
            yield return new Problem("/showsNumber", "The number of a queue is an internal one, so it has to be shown to the called party."); // QUE-336
        }

        if (config.Outgoing is { } line && line.Shown is null)
        {
            yield return new Problem("/outgoing/shown", "The number of a queue is an internal one: name the public number that its outgoing calls show."); // QUE-340
        }
        else if (config.Outgoing?.Shown is { } shown && !plan.Owns(shown))
        {
            yield return new Problem("/outgoing/shown", $"{shown} is not a number of this account.");
        }

        if (config.SmsName is { Length: 0 or > 11 })
        {
            yield return new Problem("/smsName", "The name that text messages show has up to 11 characters.");
        }

        if (config is { SmsNumber: not null, SmsName: null })
        {
            yield return new Problem("/smsNumber", "A number for text messages needs the name that they show."); // QUE-341
        }
        else if (config.SmsNumber is { } number && !plan.Owns(number))
        {
            yield return new Problem("/smsNumber", $"{number} is not a number of this account.");
        }
    }

    private static IEnumerable<Problem> Named(QueueConfig config, IDialPlan plan) =>
        UserGroup.Check(config.UserGroups, "/userGroups", plan)
            .Concat(UserGroup.Check(config.Supervisors, "/supervisors", plan))
            .Concat(NameCheck.CheckAll(config.AdministratorGroups).Select(problem => problem.Under("/administratorGroups")))
            .Concat(NameCheck.CheckAll(config.BarringGroups).Select(problem => problem.Under("/barringGroups")))
            .Concat(config.FeatureCode is { } code && (code.Length is 0 or > 8 || !code.All(char.IsAsciiDigit)) ? [new Problem("/featureCode", "A feature code has 1 to 8 digits.")] : []);

    private static IEnumerable<Problem> Seconds(string at, TimeSpan? time, int least, int most, string what) =>
        time < TimeSpan.FromSeconds(least) || time > TimeSpan.FromSeconds(most) ? [new Problem(at, $"{what} {least} to {most} seconds.")] : [];

    private static IEnumerable<Problem> Number(string at, int? number, int least, int most, string what) => number < least || number > most ? [new Problem(at, $"{what} is {least} to {most}.")] : [];
}
