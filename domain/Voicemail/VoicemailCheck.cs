using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
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

        foreach (var problem in Notices(config, plan))
        {
            yield return problem;
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

    private static IEnumerable<Problem> Notices(VoicemailConfig config, IDialPlan plan)
    {
        if (config.User is { } user && TypeCheck.Wrong(user, Users.User.Key, "user", plan) is { } wrong)
        {
            yield return new Problem("/user", wrong);
        }

        if (config is { EmailNotification: true, Email: null })
        {
            yield return new Problem("/email", "Mails are sent for this mailbox: say where to.");
        }

        if (config is { RemovesAfterEmail: true } and not { EmailNotification: true, SendsFile: true })
        {
            yield return new Problem("/removesAfterEmail", "Messages can be deleted after the mail only when a mail with the recording is sent; otherwise they would be lost.");
        }

        if (config.SmsTo is { } number && NationalPlan.IsMobile(number) == false)
        {
            yield return new Problem("/smsTo", $"{number} is no mobile number, so it cannot get an SMS.");
        }
    }
}
