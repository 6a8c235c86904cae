using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Users;

namespace Pbx.Domain.WorkingHours;

/// <summary>The working hours of a user's own scope, and its night mode: a condition for call rules (NPL-175).</summary>
public static class UserHours
{
    /// <summary>Whether the user works at an instant.</summary>
    public static WorkingState At(UserConfig user, AccountSettings account, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(account);
        return WorkingClock.At(Levels(user, account), user.LongerHours, account.TimeZone, at);
    }

    /// <summary>The first instant after another at which the user's working time begins or ends; nothing when that is not foreseen.</summary>
    public static DateTimeOffset? NextChange(UserConfig user, AccountSettings account, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(account);
        return WorkingClock.NextChange(Levels(user, account), user.LongerHours, account.TimeZone, at);
    }

    /// <summary>Whether night mode is active for the user's scope: outside working hours, unless the user has switched it off (NPL-175, NPL-176).</summary>
    public static bool IsNight(UserConfig user, AccountSettings account, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(user);
        return !user.OverridesNightMode && !At(user, account, at).IsWorking;
    }

    /// <summary>
    /// The account with a user's working time made longer, from now until a new end, in place of what was added before (NPL-143). The problem says why not, with the new end as the root of the
    /// pointer.
    /// </summary>
    public static (AccountDocument? Document, Problem? Refusal) Lengthen(AccountDocument document, ExtensionNumber number, DateTimeOffset until, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (until <= at || until > at + LongerHours.Longest)
        {
            return (null, new Problem("", "The new end lies at most 24 hours ahead."));
        }

        return (document with
        {
            Extensions = document.Extensions.Change(extension =>
                extension.Number == number && extension.Config is UserConfig user ? extension with { Config = user with { LongerHours = new LongerHours(at, until) } } : extension),
        }, null);
    }

    /// <summary>The extension as it is saved at an instant: working time that was added and is over goes.</summary>
    public static Extension Settle(Extension extension, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return extension.Config is UserConfig { LongerHours: { } longer } user && longer.Until <= at ? extension with { Config = user with { LongerHours = null } } : extension;
    }

    private static IReadOnlyList<WorkingLevel> Levels(UserConfig user, AccountSettings account) => [new("the user", user.WorkingHours), new("the account", account.WorkingHours)];
}
