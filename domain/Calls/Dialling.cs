using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Calls;

/// <summary>Where a dialled number leads (NPL-110 to NPL-117).</summary>
/// <param name="To">The destination; none: the number is not in service.</param>
/// <param name="Prefix">Text that the receiver sees before the caller (NPL-113).</param>
public sealed record Dialled(Destination? To, string Prefix, string What, Because Because);

/// <summary>Finds where a dialled number leads.</summary>
public static class Dialling
{
    /// <summary>Through the number's scheme, the plan that is active at the instant of arrival (NPL-114) and the link there; else to the default destination; else nowhere.</summary>
    public static Dialled Find(PhoneNumber number, IAccountVersion version, DateTimeOffset arrived)
    {
        ArgumentNullException.ThrowIfNull(version);
        var links = version.LinksOf(number);
        if (links.Count == 0 || version.Scheme(links[0].Scheme) is not { } scheme)
        {
            return Fallback(number, version, arrived, new Because("The number is in no scheme.", "NPL-115"));
        }

        var active = SchemeClock.Active(scheme, version.Account.TimeZone, arrived);
        if (active.Plan is not { } plan)
        {
            return Fallback(number, version, arrived, new Because($"Scheme {scheme.Number} ({scheme.Name}) has no active plan: {active.Because}.", "NPL-116"));
        }

        if (LinkIn(plan, scheme, links) is { } link)
        {
            var there = version.Find(link.Extension)?.Extension;
            if (there is not null && there.IsInService(version.Account.TimeZone, arrived))
            {
                return new Dialled(
                    new Destination.ToExtension(link.Extension),
                    link.Prefix,
                    $"{number} leads to extension {link.Extension}.",
                    new Because($"Plan {plan.Number} ({plan.Name}) of scheme {scheme.Number} ({scheme.Name}) is active, because {active.Because}.", "NPL-112"));
            }

            return Fallback(number, version, arrived, there?.Why(version.Account.TimeZone, arrived) ?? new Because($"Extension {link.Extension}, which plan {plan.Number} links, does not exist.", "NPL-117"));
        }

        return Fallback(number, version, arrived, new Because($"Plan {plan.Number} ({plan.Name}) of scheme {scheme.Number} ({scheme.Name}) is active, because {active.Because}, and has no link for the number.", "NPL-115"));
    }

    private static Link? LinkIn(Plan plan, Scheme scheme, IReadOnlyList<PlacedLink> links)
    {
        foreach (var placed in links)
        {
            if (placed.Scheme == scheme.Number && placed.Plan == plan.Number)
            {
                return placed.Link;
            }
        }

        return null;
    }

    private static Dialled Fallback(PhoneNumber number, IAccountVersion version, DateTimeOffset arrived, Because because)
    {
        return version.Scheme(Scheme.Main)?.DefaultDestination is { } extension && version.Find(extension) is var (found, _) && found.IsInService(version.Account.TimeZone, arrived)
            ? new Dialled(new Destination.ToExtension(extension), "", $"{number} leads to the default destination, {extension}.", because)
            : new Dialled(null, "", $"{number} is not in service.", because);
    }
}
