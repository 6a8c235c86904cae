using System.Globalization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.SystemExtensions;

/// <summary>What the caller hears after a scheme was switched, in the words of NPL-135 to NPL-137.</summary>
internal static class Confirmation
{
    /// <summary>The sentences.</summary>
    public static ValueList<Sound> Of(Wish wish, SwitchResult result, SwitchableSchemes switchable, DateTimeOffset now)
    {
        var language = switchable.Language;
        return Questions.Scheme(wish.Scheme, switchable, language).Add((wish.Mode, result) switch
        {
            (_, { Plan: null }) => Catalogue.Say(Prompt.TimeConfigurationWithoutPlan, language),
            (SwitchMode.Automatic, { Plan: { } plan }) => Plan(Prompt.TimeConfigurationActive, plan, language),
            (SwitchMode.Permanent, { Plan: { } plan }) => Plan(Prompt.PlanOverrides, plan, language),
            (_, { Plan: { } plan, Until: { } until }) => Plan(Prompt.PlanActiveUntil, plan, language, SpokenTime.Until(until, now, language)),
            (_, { Plan: { } plan }) => Plan(Prompt.PlanActiveUntilCancelled, plan, language),
        });
    }

    /// <summary>The same for the call log.</summary>
    public static Because Because(Wish wish, SwitchResult result) => (wish.Mode, result) switch
    {
        (SwitchMode.Automatic, { Plan: { } plan }) => new Because($"The time configuration of scheme {wish.Scheme} is active: plan {plan.Number} ({plan.Name}).", "NPL-137"),
        (SwitchMode.Automatic, _) => new Because($"The time configuration of scheme {wish.Scheme} is active, and no plan is in use now.", "NPL-137"),
        (SwitchMode.Permanent, _) => new Because($"Plan {result.Plan?.Number} ({result.Plan?.Name}) of scheme {wish.Scheme} is active until it is switched off.", "NPL-136"),
        (_, { Until: { } until }) => new Because(string.Create(CultureInfo.InvariantCulture, $"Plan {result.Plan?.Number} ({result.Plan?.Name}) of scheme {wish.Scheme} is active until {until:yyyy-MM-dd HH:mm}."), "NPL-135"),
        _ => new Because($"Plan {result.Plan?.Number} ({result.Plan?.Name}) of scheme {wish.Scheme} is active until it is cancelled: the schedule has no change within 366 days.", "NPL-094"),
    };

    private static Sound Plan(Prompt prompt, Numbered plan, Language language, params string[] more) =>
        Catalogue.Say(prompt, language, [plan.Number.ToString(CultureInfo.InvariantCulture), plan.Name, .. more]);
}
