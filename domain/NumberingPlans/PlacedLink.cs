using Pbx.Domain.Numbers;

namespace Pbx.Domain.NumberingPlans;

/// <summary>A link and where it stands: the numbers of its scheme and its plan. All links of one public number stand in one scheme (NPL-035), at most one in a plan (NPL-034).</summary>
public sealed record PlacedLink(int Scheme, int Plan, Link Link)
{
    /// <summary>Every link of some schemes.</summary>
    public static IEnumerable<PlacedLink> In(IEnumerable<Scheme> schemes) =>
        from scheme in schemes
        from plan in scheme.Plans
        from link in plan.Links
        select new PlacedLink(scheme.Number, plan.Number, link);

    /// <summary>The links of one number.</summary>
    public static IEnumerable<PlacedLink> Of(PhoneNumber number, IEnumerable<Scheme> schemes) => In(schemes).Where(placed => placed.Link.Number == number);
}
