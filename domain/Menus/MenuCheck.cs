using System.Buffers;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Prompts;
using Pbx.Domain.Schedules;

namespace Pbx.Domain.Menus;

/// <summary>What can be wrong with a menu.</summary>
internal static class MenuCheck
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static IEnumerable<Problem> Check(MenuConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return Announcement.Check("greeting", config.Greeting, config.GreetingPrompt, plan)
            .Concat(Options(config.Options, config, plan))
            .Concat(OutOfHours(config, plan).Select(problem => problem.Under("/outOfHours")))
            .Concat(Digit(config))
            .Concat(Hours(config, plan))
            .Concat(DestinationCheck.Check(config.Operator, plan, isRequired: false).Select(problem => problem.Under("/operator")))
            .Concat(Forward(config, plan).Select(problem => problem.Under("/forward")))
            .Concat(StarCode(config))
            .Concat(config.Information.Length > 40 ? [new Problem("/information", "A text for the receiver has at most 40 characters.")] : [])
            .Concat(NameCheck.CheckAll(config.BarringGroups).Select(problem => problem.Under("/barringGroups")))
            .Concat(NameCheck.CheckAll(config.AdministratorGroups).Select(problem => problem.Under("/administratorGroups")))
            .Concat(NightModeCheck.Element(config, plan, hasDestination: true));
    }

    private static IEnumerable<Problem> Digit(MenuConfig config) =>
        config.MaximumDigits is < 1 or > MenuConfig.MostDigits ? [new Problem("/maximumDigits", "An option has at most 1 to 6 digits.")] : [];

    /// <summary>Star codes that several menus of an account have (EXT-241).</summary>
    public static IEnumerable<Problem> StarCodes(ValueList<Extension> extensions)
    {
        var codes = new Dictionary<string, ExtensionNumber>(StringComparer.Ordinal);
        for (var i = 0; i < extensions.Count; i++)
        {
            if (extensions[i].Config is MenuConfig { StarCode: { } code } && !codes.TryAdd(code, extensions[i].Number))
            {
                yield return new Problem($"/extensions/{i}/config/starCode", $"Menu {codes[code]} has the code {code} already.");
            }
        }
    }

    private static IEnumerable<Problem> StarCode(MenuConfig config) => config.StarCode is { } code && (code.Length is < 1 or > 5 || code.AsSpan().ContainsAnyExcept(Digits))
        ? [new Problem("/starCode", "A code for star codes has 1 to 5 digits.")]
        : [];

    private static IEnumerable<Problem> OutOfHours(MenuConfig config, IDialPlan plan) => config.OutOfHours is { } other
        ? Announcement.Check("greeting", other.Greeting, other.GreetingPrompt, plan).Concat(Options(other.Options, config, plan))
        : [];

    private static IEnumerable<Problem> Options(ValueList<MenuOption> options, MenuConfig config, IDialPlan plan)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Count; i++)
        {
            var option = options[i];
            var at = $"/options/{i}";
            if (!IsKey(option.Key))
            {
                yield return new Problem($"{at}/key", "An option is 1 to 6 digits, or one of * and #.");
            }
            else if (option.Key.Length > config.MaximumDigits && config.MaximumDigits is >= 1 and <= MenuConfig.MostDigits)
            {
                yield return new Problem($"{at}/key", $"Option {option.Key} has {option.Key.Length} digits, and options of this menu have at most {config.MaximumDigits}: raise “maximumDigits” or shorten the option.");
            }

            if (!seen.Add(option.Key))
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

        if (options.Count == 0 && !config.DialExtension)
        {
            yield return new Problem("/options", "Without options the greeting is all that callers hear.", IsWarning: true);
        }
    }

    private static bool IsKey(string key) => key is "*" or "#" || (key.Length is >= 1 and <= MenuConfig.MostDigits && !key.AsSpan().ContainsAnyExcept(Digits));

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

    private static IEnumerable<Problem> Hours(MenuConfig config, IDialPlan plan)
    {
        if (config.WorkingHours is { } hours && SharedSchedules.Times(plan.Account, hours) is null)
        {
            yield return new Problem("/workingHours", $"There is no time schedule “{hours}”.");
        }

        if (config.Holidays is { } holidays && SharedSchedules.Holidays(plan.Account, holidays) is null)
        {
            yield return new Problem("/holidays", $"There is no holiday schedule “{holidays}”.");
        }

        var isEverOut = config.Holidays is not null || config.WorkingHours is not (null or TimeSchedule.Always);
        if (isEverOut && config.OutOfHours is null)
        {
            yield return new Problem("/outOfHours", "The menu has hours, and no menu out of hours: callers hear the usual menu at any time.", IsWarning: true);
        }

        if (!isEverOut && config.OutOfHours is not null)
        {
            yield return new Problem("/outOfHours", "The menu is never out of hours, so nobody hears this: name working hours or holidays.", IsWarning: true);
        }
    }

    private static IEnumerable<Problem> Forward(MenuConfig config, IDialPlan plan)
    {
        if (config.Forward is not { } forward)
        {
            yield break;
        }

        foreach (var problem in DestinationCheck.Check(forward.Destination, plan, isRequired: true))
        {
            yield return problem.Under("/destination");
        }

        if (forward.After < TimeSpan.FromSeconds(5) || forward.After > TimeSpan.FromSeconds(600))
        {
            yield return new Problem("/timeout", "A caller is forwarded after 5 to 600 seconds.");
        }
    }
}
