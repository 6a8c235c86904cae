using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Voicemail;

/// <summary>What can be wrong with a mailbox.</summary>
internal static class VoicemailCheck
{
    public static IEnumerable<Problem> Check(VoicemailConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        foreach (var problem in Announcement.Check("greeting", config.Greeting, config.GreetingPrompt, plan))
        {
            yield return problem;
        }

        if (config.LongestMessage < TimeSpan.FromSeconds(30) || config.LongestMessage > TimeSpan.FromMinutes(10))
        {
            yield return new Problem("/longestMessage", "A message lasts 30 seconds to 10 minutes at most.");
        }

        if (config.DaysToKeep is < 0 or > 365)
        {
            yield return new Problem("/daysToKeep", "Heard messages are kept for 1 to 365 days, or 0 for always.");
        }

        if (config.Megabytes is < 5 or > 500)
        {
            yield return new Problem("/megabytes", "A mailbox holds 5 to 500 MB.");
        }

        if (config.AfterGreeting is { } after)
        {
            if (config.TakesMessages)
            {
                yield return new Problem("/afterGreeting", "A call goes on after the greeting only where no message can be left.");
            }

            foreach (var problem in DestinationCheck.Check(after, plan, isRequired: false))
            {
                yield return problem.Under("/afterGreeting");
            }
        }
    }
}
