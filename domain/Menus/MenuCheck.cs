using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.NightMode;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>What can be wrong with a menu.</summary>
internal static class MenuCheck
{
    private const string Keys = "0123456789*#";

    public static IEnumerable<Problem> Check(MenuConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return Announcement.Check("greeting", config.Greeting, config.GreetingPrompt, plan).Concat(Options(config, plan)).Concat(Operator(config, plan)).Concat(NightModeCheck.Element(config, plan, hasDestination: true));
    }

    private static IEnumerable<Problem> Options(MenuConfig config, IDialPlan plan)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < config.Options.Count; i++)
        {
            var option = config.Options[i];
            var at = $"/options/{i}";
            if (option.Key.Length != 1 || !Keys.Contains(option.Key, StringComparison.Ordinal))
            {
                yield return new Problem($"{at}/key", "A key is one of 0 to 9, * and #.");
            }
            else if (!seen.Add(option.Key))
            {
                yield return new Problem($"{at}/key", $"Key {option.Key} is given twice.");
            }

            if (option.Prefix.Length > 20)
            {
                yield return new Problem($"{at}/prefix", "A prefix has at most 20 characters.");
            }

            foreach (var problem in Action(option, config, plan))
            {
                yield return problem.Under(at);
            }
        }

        if (config.Options.Count == 0)
        {
            yield return new Problem("/options", "Without options the greeting is all that callers hear.", IsWarning: true);
        }
    }

    private static IEnumerable<Problem> Action(MenuOption option, MenuConfig config, IDialPlan plan)
    {
        if (option.Action is MenuAction.Transfer or MenuAction.TransferWithAnnouncement)
        {
            foreach (var problem in DestinationCheck.Check(option.Destination, plan, isRequired: true))
            {
                yield return problem.Under("/destination");
            }
        }

        if (option.Action == MenuAction.TransferToOperator && config.Operator is null)
        {
            yield return new Problem("/action", "The menu has no operator to transfer to.");
        }

        if (option.Action != MenuAction.PlayMessage)
        {
            yield break;
        }

        foreach (var problem in Announcement.Check("message", option.MessagePrompt is null ? option.Message ?? "" : option.Message, option.MessagePrompt, plan))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Operator(MenuConfig config, IDialPlan plan) =>
        DestinationCheck.Check(config.Operator, plan, isRequired: false).Select(problem => problem.Under("/operator"));
}
