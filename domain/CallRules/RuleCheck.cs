using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Schedules;
using Pbx.Domain.Time;
using Pbx.Domain.Users;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.CallRules;

/// <summary>Whose rules a list holds.</summary>
internal enum RuleUse
{
    /// <summary>Those of a rule-based number.</summary>
    Number,

    /// <summary>Those of calls to users.</summary>
    Incoming,

    /// <summary>Those of calls of users.</summary>
    Outgoing,
}

/// <summary>What can be wrong with rules.</summary>
internal static class RuleCheck
{
    private static readonly string[] Mailboxes = [Mailbox.Key, GroupMailbox.Key];
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan ShortestRing = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRing = TimeSpan.FromSeconds(180);

    /// <summary>The problems of a list, with the list as the root of the pointers.</summary>
    public static IEnumerable<Problem> Rules(ValueList<CallRule> rules, RuleUse use, IDialPlan plan)
    {
        if (rules.Count > CallRule.Most)
        {
            yield return new Problem("", $"There are at most {CallRule.Most} rules.");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CallRule? last = null;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            var named = NameCheck.Check(rule.Name).Concat(names.Add(rule.Name) ? [] : [new Problem("", $"There is a rule “{rule.Name}” already.")]).Select(problem => problem.Under("/name"));
            var when = rule.When is { } conditions ? Conditions(conditions, use, plan).Select(problem => problem.Under("/when")) : [];
            foreach (var problem in named.Concat(when).Concat(Action(rule.Then, use, plan).Select(problem => problem.Under("/then"))))
            {
                yield return problem.Under($"/{i}");
            }

            if (last is not null)
            {
                yield return new Problem($"/{i}", $"It is never tried, because rule “{last.Name}” before it always holds.", IsWarning: true);
            }

            last ??= rule is { IsAlways: true, Then.IsFinal: true } ? rule : null;
        }
    }

    /// <summary>The problems of the account's rules of users, with them as the root of the pointers.</summary>
    public static IEnumerable<Problem> Layers(UserCallRules? rules, IDialPlan plan) =>
        Layers(rules?.Incoming, RuleUse.Incoming, plan).Select(problem => problem.Under("/incoming")).Concat(Layers(rules?.Outgoing, RuleUse.Outgoing, plan).Select(problem => problem.Under("/outgoing")));

    private static IEnumerable<Problem> Layers(RuleLayers? layers, RuleUse use, IDialPlan plan) => layers is null ? []
        : Rules(layers.Mandatory, use, plan).Select(problem => problem.Under("/mandatory")).Concat(Rules(layers.Overridable, use, plan).Select(problem => problem.Under("/overridable")));

    /// <summary>The problems of an action, with the action as the root of the pointers.</summary>
    public static IEnumerable<Problem> Action(RuleAction action, RuleUse use, IDialPlan plan)
    {
        var says = action.Do == RuleDo.Message;
        var goes = action.Do is RuleDo.Forward or RuleDo.Voicemail or RuleDo.PersonalQueue;
        (string Pointer, bool IsSet, bool IsItsOwn)[] members =
        [
            ("/ring", action.Ring.Count > 0, action.Do == RuleDo.Ring),
            ("/ringFor", action.RingFor is not null, action.Do == RuleDo.Ring),
            ("/destination", action.Destination is not null, goes || says),
            ("/message", action.Message is not null, says),
            ("/messagePrompt", action.MessagePrompt is not null, says),
        ];
        foreach (var (pointer, _, _) in members.Where(member => member is { IsSet: true, IsItsOwn: false }))
        {
            yield return new Problem(pointer, "The action that is chosen here does not have this: leave it out.");
        }

        if (action.Do == RuleDo.Allow && use == RuleUse.Number)
        {
            yield return new Problem("/do", "Only rules of users let a call go on as if there were no rules.");
        }
        else if (action.Do is RuleDo.Ring or RuleDo.Voicemail or RuleDo.PersonalQueue && use == RuleUse.Outgoing)
        {
            yield return new Problem("/do", "Calls of users are allowed, refused, sent elsewhere, or hear a message.");
        }

        foreach (var problem in action.Do == RuleDo.Ring ? Ring(action, use, plan) : [])
        {
            yield return problem;
        }

        if (says && (action.Message ?? action.MessagePrompt) is null)
        {
            yield return new Problem("/message", "Say what callers hear: a text, or a prompt of the account's own.");
        }

        foreach (var problem in says ? Announcement.Check("message", action.Message, action.MessagePrompt, plan) : [])
        {
            yield return problem;
        }

        foreach (var problem in goes || says ? To(action.Destination, plan, isRequired: goes).Select(problem => problem.Under("/destination")) : [])
        {
            yield return problem;
        }

        if (action is { Do: RuleDo.Voicemail, Destination: { } box } && (box is not Destination.ToExtension to || plan.TypeOf(to.Extension) is { Length: > 0 } type && !Mailboxes.Contains(type, StringComparer.Ordinal)))
        {
            yield return new Problem("/destination", $"{box} is no mailbox.");
        }

        if (action is { Do: RuleDo.PersonalQueue, Destination: { } user } && (user is not Destination.ToExtension waits || (plan.TypeOf(waits.Extension) is { Length: > 0 } kind && kind != Users.User.Key)))
        {
            yield return new Problem("/destination", $"{user} is no user, and calls wait only for users.");
        }
    }

    private static IEnumerable<Problem> Ring(RuleAction action, RuleUse use, IDialPlan plan)
    {
        if (action.Ring.Count is 0 or > RuleAction.MostDestinations)
        {
            yield return new Problem("/ring", $"A rule rings 1 to {RuleAction.MostDestinations} destinations.");
        }

        if (action.RingFor < ShortestRing || action.RingFor > LongestRing)
        {
            yield return new Problem("/ringFor", "Ringing goes on for 5 to 180 seconds after the last destination has started.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var taken = action.Ring.Where(one => IsTaking(one.Destination, plan)).Select(one => (TimeSpan?)one.After).Min();
        for (var i = 0; i < action.Ring.Count; i++)
        {
            var one = action.Ring[i];
            foreach (var problem in To(one.Destination, plan, isRequired: use == RuleUse.Number).Concat(seen.Add($"{one.Destination}") ? [] : [new Problem("", $"{one.Destination?.ToString() ?? "The user's own phone"} is rung already.")]))
            {
                yield return problem.Under($"/ring/{i}/destination");
            }

            if (one.After < TimeSpan.Zero || one.After > LongestDelay)
            {
                yield return new Problem($"/ring/{i}/after", "A destination starts 0 to 300 seconds after the rule.");
            }

            if (one.After >= taken && !(IsTaking(one.Destination, plan) && one.After == taken))
            {
                yield return new Problem($"/ring/{i}", "It never rings, because another destination has taken the call by itself then.", IsWarning: true);
            }
        }
    }

    // only users and forwards are rung; everything else takes the call by itself
    private static bool IsTaking(Destination? destination, IDialPlan plan) =>
        destination is Destination.ToExtension to && plan.TypeOf(to.Extension) is { Length: > 0 } type && ExtensionTypes.Find(type) is { RingsOnePhone: false };

    private static IEnumerable<Problem> To(Destination? destination, IDialPlan plan, bool isRequired)
    {
        foreach (var problem in DestinationCheck.Check(destination, plan, isRequired))
        {
            yield return problem;
        }

        if (destination is not null && plan.Account.RuleDestinations is { } allowed && KindOf(destination, plan) is { Length: > 0 } kind && !allowed.Contains(kind, StringComparer.Ordinal))
        {
            yield return new Problem("", kind == RuleDestinations.Number ? $"The account does not allow rules to use public numbers, such as {destination}." : $"The account does not allow rules to use extensions of the type {kind}, such as {destination}.");
        }
    }

    private static string? KindOf(Destination destination, IDialPlan plan) => destination is Destination.ToExtension to ? plan.TypeOf(to.Extension) : RuleDestinations.Number;

    private static IEnumerable<Problem> Conditions(RuleConditions when, RuleUse use, IDialPlan plan) =>
        Caller(when.Caller, plan).Select(problem => problem.Under("/caller"))
            .Concat(Called(when.Called, use, plan).Select(problem => problem.Under("/called")))
            .Concat(Time(when.Time).Select(problem => problem.Under("/time")))
            .Concat(Date(when.Date).Select(problem => problem.Under("/date")))
            .Concat(Schedule(when.Schedule, plan).Select(problem => problem.Under("/schedule")))
            .Concat(when.Working?.User is { } worker ? User(worker, plan).Select(problem => problem.Under("/working/user")) : [])
            .Concat(Presence(when.Presence, use, plan).Select(problem => problem.Under("/presence")))
            .Concat(when.InCall is { } inCall ? Known(inCall.User, use, plan).Select(problem => problem.Under("/inCall")) : []);

    private static IEnumerable<Problem> Caller(CallerCondition? when, IDialPlan plan)
    {
        if (when is null)
        {
            yield break;
        }

        if (when.Numbers.Count + when.Classes.Count + when.Kinds.Count == 0)
        {
            yield return new Problem("", "Say which callers: numbers, number classes, or kinds of callers.");
        }

        foreach (var problem in Numbers(when.Numbers, plan).Concat(Classes(when.Classes, plan)))
        {
            yield return problem;
        }

        for (var i = 0; i < when.Kinds.Count; i++)
        {
            if (when.Kinds.Take(i).Contains(when.Kinds[i]))
            {
                yield return new Problem($"/kinds/{i}", "This kind of callers is named twice.");
            }
        }
    }

    private static IEnumerable<Problem> Called(CalledCondition? when, RuleUse use, IDialPlan plan)
    {
        if (when is null)
        {
            yield break;
        }

        if (when.Numbers.Count + when.Classes.Count == 0)
        {
            yield return new Problem("", "Say which numbers, or number classes.");
        }

        foreach (var problem in Numbers(when.Numbers, plan).Concat(Classes(when.Classes, plan)))
        {
            yield return problem;
        }

        for (var i = 0; use != RuleUse.Outgoing && i < when.Numbers.Count; i++)
        {
            if (PhoneNumber.TryParse(when.Numbers[i], out var number) && !plan.Owns(number))
            {
                yield return new Problem($"/numbers/{i}", $"{number} is not a number of this account, so nobody calls it here.", IsWarning: true);
            }
        }
    }

    private static IEnumerable<Problem> Numbers(ValueList<string> numbers, IDialPlan plan)
    {
        if (numbers.Count > CallerCondition.Most)
        {
            yield return new Problem("/numbers", $"A condition names at most {CallerCondition.Most} numbers: make a number class of them.");
        }

        var country = NationalPlan.Of(plan.Account.Country);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < numbers.Count; i++)
        {
            if (CallerMatch.Read(numbers[i], country) is not { } number)
            {
                yield return new Problem($"/numbers/{i}", CallerMatch.Expected);
            }
            else if (!seen.Add(number))
            {
                yield return new Problem($"/numbers/{i}", $"{number} is named twice.");
            }
            else if (ExtensionNumber.TryParse(number, out var extension) && plan.TypeOf(extension) is null)
            {
                yield return new Problem($"/numbers/{i}", $"There is no extension {extension}, so this fits nobody.", IsWarning: true);
            }
        }
    }

    private static IEnumerable<Problem> Classes(ValueList<string> classes, IDialPlan plan)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (!plan.Account.NumberClasses.Any(one => one.Name == classes[i]))
            {
                yield return new Problem($"/classes/{i}", $"There is no number class “{classes[i]}”.");
            }
            else if (classes.Take(i).Contains(classes[i], StringComparer.Ordinal))
            {
                yield return new Problem($"/classes/{i}", $"“{classes[i]}” is named twice.");
            }
        }
    }

    private static IEnumerable<Problem> Time(TimeCondition? when)
    {
        if (when?.Periods.Count is 0 or > 20)
        {
            yield return new Problem("/periods", "There are 1 to 20 periods.");
        }

        for (var i = 0; i < when?.Periods.Count; i++)
        {
            var period = when.Periods[i];
            foreach (var problem in WeekdayCheck.Check(period.Days))
            {
                yield return problem.Under($"/periods/{i}");
            }

            if (period.Days.Count == 0)
            {
                yield return new Problem($"/periods/{i}/days", "Name at least one weekday.");
            }

            if (period.Start == ClockTime.EndOfDay)
            {
                yield return new Problem($"/periods/{i}/start", "24:00 is an end only: start at 00:00 of the next day.");
            }

            if (period.Length == 0)
            {
                yield return new Problem($"/periods/{i}/end", "A period does not end when it starts; leave both out for the whole day.");
            }
        }
    }

    private static IEnumerable<Problem> Date(DateCondition? when)
    {
        if (when is { From: null, Until: null })
        {
            yield return new Problem("", "Say from which day, or until which.");
        }

        if (when?.Until < when?.From)
        {
            yield return new Problem("/until", "The last day is not before the first one.");
        }
    }

    private static IEnumerable<Problem> Schedule(ScheduleCondition? when, IDialPlan plan)
    {
        if (when is { Times: null, Holidays: null })
        {
            yield return new Problem("", "Name a time schedule or a holiday schedule of the account.");
        }

        if (when?.Times is { } times && SharedSchedules.Times(plan.Account, times) is null)
        {
            yield return new Problem("/times", $"There is no time schedule “{times}”.");
        }

        if (when?.Holidays is { } holidays && SharedSchedules.Holidays(plan.Account, holidays) is null)
        {
            yield return new Problem("/holidays", $"There is no holiday schedule “{holidays}”.");
        }
    }

    private static IEnumerable<Problem> Presence(PresenceCondition? when, RuleUse use, IDialPlan plan)
    {
        if (when is { Activity: null, Role: null })
        {
            yield return new Problem("", "Say which activity, or which role.");
        }

        foreach (var problem in when is null ? [] : Known(when.User, use, plan))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Known(ExtensionNumber? user, RuleUse use, IDialPlan plan)
    {
        if (user is null && use == RuleUse.Number)
        {
            yield return new Problem("/user", "Name the user.");
        }

        foreach (var problem in user is { } number ? User(number, plan) : [])
        {
            yield return problem.Under("/user");
        }

        yield return new Problem("", "What users do is not known yet, so this never holds.", IsWarning: true);
    }

    private static IEnumerable<Problem> User(ExtensionNumber number, IDialPlan plan)
    {
        if (plan.TypeOf(number) is not { } type)
        {
            yield return new Problem("", $"There is no extension {number}.");
        }
        else if (type is { Length: > 0 } && type != Users.User.Key)
        {
            yield return new Problem("", $"Extension {number} is no user.");
        }
    }
}
