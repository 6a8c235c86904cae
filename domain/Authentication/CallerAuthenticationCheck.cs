using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Authentication;

/// <summary>What can be wrong with an authentication.</summary>
internal static class CallerAuthenticationCheck
{
    public static IEnumerable<Problem> Check(CallerAuthenticationConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return DestinationCheck.Check(config.Forward, plan, isRequired: true).Select(problem => problem.Under("/forward"))
            .Concat(DestinationCheck.Check(config.Fallback, plan, isRequired: false).Select(problem => problem.Under("/fallback")))
            .Concat(PrefixCheck.Check(config.Prefix).Select(problem => problem.Under("/prefix")))
            .Concat(Announcement.Check("welcome", config.Welcome, config.WelcomePrompt, plan))
            .Concat(Announcement.Check("refusal", config.Refusal, config.RefusalPrompt, plan))
            .Concat(Entries(config, plan));
    }

    private static IEnumerable<Problem> Entries(CallerAuthenticationConfig config, IDialPlan plan)
    {
        var country = NationalPlan.Of(plan.Account.Country);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < config.Entries.Count; i++)
        {
            var entry = config.Entries[i];
            var own = config.By == AuthenticationBasis.Pin ? Pin(entry, seen) : Caller(entry, country, seen);
            var rest = DestinationCheck.Check(entry.Destination, plan, isRequired: false).Select(problem => problem.Under("/destination")).Concat(PrefixCheck.Check(entry.Prefix ?? "").Select(problem => problem.Under("/prefix")));
            foreach (var problem in own.Concat(rest))
            {
                yield return problem.Under($"/entries/{i}");
            }
        }

        if (config.Entries.Count == 0)
        {
            yield return new Problem("/entries", "Without entries nobody is authorised.", IsWarning: true);
        }
    }

    private static IEnumerable<Problem> Pin(AuthenticationEntry entry, HashSet<string> seen)
    {
        if (entry.Caller is not null)
        {
            yield return new Problem("/caller", "Callers are known by a PIN here: leave the number out.");
        }

        if (entry.Pin is null)
        {
            yield return new Problem("/pin", $"A PIN is needed. {ListedPin.Rule}");
        }
        else if (!seen.Add(entry.Pin is ListedPin.Digits digits ? digits.Value : entry.Pin.Name))
        {
            yield return new Problem("/pin", "This PIN is in the list already.");
        }
    }

    private static IEnumerable<Problem> Caller(AuthenticationEntry entry, NationalPlan country, HashSet<string> seen)
    {
        if (entry.Pin is not null)
        {
            yield return new Problem("/pin", "Callers are known by their number here: leave the PIN out.");
        }

        if (entry.Caller is not { } typed || CallerMatch.Read(typed, country) is not { } caller)
        {
            yield return new Problem("/caller", CallerMatch.Expected);
        }
        else if (!seen.Add(caller))
        {
            yield return new Problem("/caller", $"{caller} has an entry already.");
        }
    }
}
