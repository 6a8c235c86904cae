using Pbx.Domain.Extensions;
using Pbx.Domain.Menus;
using Pbx.Domain.Users;

namespace Pbx.Domain.Accounts;

/// <summary>What there is to set up in a new account, and how far it is: nobody ticks anything off, the account itself tells (EXT-056).</summary>
/// <param name="Items">In the order in which it is best done.</param>
public sealed record SetUpChecklist(IReadOnlyList<SetUpItem> Items)
{
    /// <summary>Whether all that is needed is done.</summary>
    public bool IsDone => Items.All(item => item.IsDone || item.IsOptional);

    /// <summary>The list for an account as it is.</summary>
    public static SetUpChecklist Of(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var account = document.Account;
        var users = Parts(document, User.Key);
        var menus = Parts(document, Menu.Key);
        var groups = ExtensionTypes.All.Where(type => type.IsKeyed && type.Key != User.Key).SelectMany(type => Parts(document, type.Key)).ToList();
        return new SetUpChecklist(
        [
            new SetUpItem("main-number", "Choose the main number", account.MainNumber is not null, "/account/mainNumber"),
            new SetUpItem("display", "Say what outgoing calls show", account.Display is not null, "/account/display"),
            new SetUpItem("night-mode", "Set night mode", account.NightMode is not null, "/account/nightMode", IsOptional: true),
            new SetUpItem("time-schedules", "Set time schedules", account.TimeSchedules.Count > 0 || document.Schemes.Any(scheme => scheme.Weekly is { Count: > 1 }), "/account/timeSchedules", IsOptional: true),
            new SetUpItem("holiday-schedules", "Set holidays", account.HolidaySchedules.Count > 0 || document.Schemes.Any(scheme => scheme.Holidays.Count > 0), "/account/holidaySchedules", IsOptional: true),
            Several("users", "Make users with names and extensions", users, one => one.Name.Trim().Length > 0, isOptional: false),
            Several("devices", "Give each user a device", users, one => one.Config is UserConfig { Device: not null }, isOptional: false),
            Several("groups", "Make groups: members, distribution, where unanswered calls go", groups, one => !IsIncomplete(document, one), isOptional: true),
            Several("menus", "Make menus: greeting, hours, options", menus, one => !IsIncomplete(document, one), isOptional: true),
            new SetUpItem("numbers", "Link every number of the account", Unlinked(document).Count == 0 && account.Numbers.Count > 0, "/schemes", Open: Unlinked(document)),
        ]);
    }

    private static List<(Extension Extension, string Pointer)> Parts(AccountDocument document, string type) =>
        [.. document.Extensions.Select((extension, i) => (extension, $"/extensions/{i}")).Where(one => one.extension.Type.Key == type)];

    private static SetUpItem Several(string key, string what, List<(Extension Extension, string Pointer)> all, Func<Extension, bool> isDone, bool isOptional)
    {
        var open = all.Where(one => !isDone(one.Extension)).Select(one => one.Pointer).ToList();
        return new SetUpItem(key, what, all.Count > 0 && open.Count == 0, "/extensions", isOptional && all.Count == 0, open);
    }

    private static bool IsIncomplete(AccountDocument document, Extension extension) => extension.Type.Check(extension.Config, AccountCheck.Plan(document)).Any();

    private static List<string> Unlinked(AccountDocument document)
    {
        var linked = document.Schemes.SelectMany(scheme => scheme.Plans).SelectMany(plan => plan.Links).Select(link => link.Number).ToHashSet();
        return [.. document.Account.Numbers.Select((number, i) => (number, i)).Where(one => !linked.Contains(one.number)).Select(one => $"/account/numbers/{one.i}")];
    }
}

/// <summary>Something that is set up in an account.</summary>
/// <param name="Key">By which clients know it; never renamed.</param>
/// <param name="What">What there is to do.</param>
/// <param name="IsDone">Whether it is done: ticked off by the account itself.</param>
/// <param name="Pointer">Where in the document it is set.</param>
/// <param name="IsOptional">Whether an account works without it.</param>
/// <param name="Open">The places where something is missing still.</param>
public sealed record SetUpItem(string Key, string What, bool IsDone, string Pointer, bool IsOptional = false, IReadOnlyList<string>? Open = null);
