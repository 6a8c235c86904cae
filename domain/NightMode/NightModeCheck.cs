using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Domain.NightMode;

/// <summary>What can be wrong with night mode, and where two means switch the same number by time.</summary>
internal static class NightModeCheck
{
    /// <summary>The problems of the company's night mode, with the account's settings as the root of the pointers.</summary>
    public static IEnumerable<Problem> Company(AccountSettings account, IDialPlan plan)
    {
        if (account.NightMode is not { } night)
        {
            yield break;
        }

        foreach (var problem in DestinationCheck.Check(night.Forward, plan, isRequired: night.Mode != CompanyNight.Off))
        {
            yield return problem.Under("/nightMode/forward");
        }

        if (night.Mode == CompanyNight.Automatic && night.WorkingHours is null)
        {
            yield return new Problem("/nightMode/workingHours", "Name the time schedule outside of which night mode is active.");
        }

        if (night.WorkingHours is { } hours && NightClock.Find(account, hours) is null)
        {
            yield return new Problem("/nightMode/workingHours", $"Night mode uses the time schedule “{hours}”, which does not exist.");
        }

        if (night.Holidays is { } holidays && !account.HolidaySchedules.Any(schedule => schedule.Name == holidays))
        {
            yield return new Problem("/nightMode/holidays", $"Night mode uses the holiday schedule “{holidays}”, which does not exist.");
        }
    }

    /// <summary>The problems of an element's own night mode, with its configuration as the root of the pointers.</summary>
    /// <param name="hasDestination">Whether this type of element may name a destination of its own (NPL-184).</param>
    public static IEnumerable<Problem> Element(IHasNightMode config, IDialPlan plan, bool hasDestination)
    {
        if (config.NightMode is not { } night)
        {
            yield break;
        }

        if (!hasDestination && night.Destination is not null)
        {
            yield return new Problem("/nightMode/destination", "Night mode sends the calls of a user where the company's does: leave the destination out.");
            yield break;
        }

        foreach (var problem in DestinationCheck.Check(night.Destination, plan, isRequired: false))
        {
            yield return problem.Under("/nightMode/destination");
        }

        if (night is { Mode: ElementNight.On, Destination: null } && plan.Account.NightMode?.Forward is null)
        {
            yield return new Problem("/nightMode/mode", "Night mode is on here, and the account does not say where calls go: name the forward number of its night mode.");
        }
    }

    /// <summary>Extensions whose calls a numbering plan and night mode both switch by time (NPL-188).</summary>
    public static IEnumerable<Problem> Twice(AccountDocument document)
    {
        if (document.Account.NightMode is not { Mode: CompanyNight.Automatic })
        {
            yield break;
        }

        var numbers = document.Schemes.Where(SwitchesByTime).SelectMany(scheme => scheme.Plans).SelectMany(plan => plan.Links).ToLookup(link => link.Extension, link => link.Number);
        for (var i = 0; i < document.Extensions.Count; i++)
        {
            var extension = document.Extensions[i];
            if (extension.Config is IHasNightMode { NightMode: null or { Mode: ElementNight.Follow } } && numbers.Contains(extension.Number))
            {
                yield return new Problem(
                    $"/extensions/{i}/config",
                    $"Numbering plans switch {numbers[extension.Number].First()} by time, and night mode switches extension {extension.Number}, which it leads to: use one of the two, or nobody will know why a call went where it did.",
                    IsWarning: true);
            }
        }
    }

    private static bool SwitchesByTime(Scheme scheme) =>
        (scheme.Weekly ?? []).Select(entry => entry.Plan).Concat(scheme.Holidays.Select(holiday => holiday.Plan)).Distinct().Skip(scheme.Weekly is null ? 0 : 1).Any();
}
