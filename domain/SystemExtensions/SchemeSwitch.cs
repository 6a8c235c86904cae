using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using Pbx.Domain.Users;

namespace Pbx.Domain.SystemExtensions;

/// <summary>What a user with the right may do to the schemes of the account: activate plans, and nothing else (NPL-138, NPL-141).</summary>
public static class SchemeSwitch
{
    /// <summary>What a user may switch.</summary>
    /// <param name="user">As it is saved now; nothing when there is no such extension.</param>
    public static SwitchableSchemes Show(Extension? user, AccountSettings account, IReadOnlyList<Scheme> schemes)
    {
        ArgumentNullException.ThrowIfNull(account);
        var isAllowed = IsAllowed(user);
        return new SwitchableSchemes(
            isAllowed, user?.Language ?? account.Language, isAllowed ? ValueList.From(schemes.Select(scheme => new Numbered(scheme.Number, scheme.Name))) : []);
    }

    /// <summary>The document after a wish was fulfilled, or as it was with the reason why it was not (NPL-128, NPL-144).</summary>
    public static (AccountDocument Next, SwitchResult Result) Apply(AccountDocument document, CallCommand.SwitchScheme wish)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(wish);
        var user = document.Extensions.FirstOrDefault(extension => extension.Number == wish.User);
        if (user is null || !IsAllowed(user))
        {
            return (document, new SwitchResult(SwitchAnswer.NotAllowed));
        }

        if (document.Schemes.FirstOrDefault(one => one.Number == wish.Scheme) is not { } scheme)
        {
            return (document, new SwitchResult(SwitchAnswer.NoScheme));
        }

        var zone = document.Account.TimeZone;
        var plan = wish.Plan is { } number ? scheme.Find(number) : null;
        if (wish.Mode != SwitchMode.Automatic && plan is not { Links.Count: > 0 })
        {
            return (document, new SwitchResult(SwitchAnswer.NoPlan));
        }

        var next = (wish.Mode, plan) switch
        {
            (SwitchMode.Temporary, { } wanted) => Overrides.SetTemporary(scheme, zone, wanted.Number, wish.At, By(user)),
            (SwitchMode.Permanent, { } wanted) => Overrides.Set(scheme, wanted.Number, By(user)),
            _ => Overrides.Lift(scheme),
        };
        var running = SchemeClock.Active(next, zone, wish.At).Plan;
        var until = next.Temporary?.Until is { } end ? Zones.On(end, Zones.Of(scheme.TimeZone ?? zone)) : (DateTimeOffset?)null;
        return (
            document with { Schemes = document.Schemes.Change(one => one.Number == scheme.Number ? next : one) },
            new SwitchResult(SwitchAnswer.Done, running is null ? null : new Numbered(running.Number, running.Name), until));
    }

    /// <summary>A user as the history names him.</summary>
    public static string By(Extension user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return $"{user.Number} ({user.Name})";
    }

    private static bool IsAllowed(Extension? user) => user?.Config is UserConfig { TimeConfiguration: true };
}
