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
    /// <summary>Through the number's scheme, its active plan and the link there; else to the default destination; else nowhere.</summary>
    public static Dialled Find(PhoneNumber number, IAccountVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var links = version.LinksOf(number);
        Scheme? scheme = null;
        foreach (var candidate in version.Schemes)
        {
            scheme ??= links.Count > 0 && candidate.Number == links[0].Scheme ? candidate : null;
        }

        if (scheme?.Active is { } plan && LinkIn(plan, scheme, links) is { } link)
        {
            if (version.Find(link.Extension) is not null)
            {
                return new Dialled(
                    new Destination.ToExtension(link.Extension),
                    link.Prefix,
                    $"{number} leads to extension {link.Extension}.",
                    new Because($"Plan {plan.Number} ({plan.Name}) of scheme {scheme.Number} ({scheme.Name}) is active and links it.", "NPL-112"));
            }

            return Fallback(number, version, new Because($"Extension {link.Extension}, which plan {plan.Number} links, does not exist.", "NPL-117"));
        }

        return scheme switch
        {
            null => Fallback(number, version, new Because("The number is in no scheme.", "NPL-115")),
            { Active: null } => Fallback(number, version, new Because($"Scheme {scheme.Number} has no active plan.", "NPL-116")),
            _ => Fallback(number, version, new Because($"The active plan of scheme {scheme.Number} has no link for the number.", "NPL-115")),
        };
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

    private static Dialled Fallback(PhoneNumber number, IAccountVersion version, Because because)
    {
        foreach (var scheme in version.Schemes)
        {
            if (scheme is { Number: Scheme.Main, DefaultDestination: { } extension } && version.Find(extension) is not null)
            {
                return new Dialled(new Destination.ToExtension(extension), "", $"{number} leads to the default destination, {extension}.", because);
            }
        }

        return new Dialled(null, "", $"{number} is not in service.", because);
    }
}
