using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>Links numbers in a plan, one by one or a block at once, and removes their links (NPL-030 to NPL-038, NPL-041). A plan that was empty is made by its first link (NPL-016).</summary>
public static class LinkEdits
{
    /// <summary>Links a number, or changes its link (NPL-034, NPL-038).</summary>
    public static Edit Put(AccountDocument document, int scheme, int plan, PhoneNumber number, LinkWish wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (!PlanEdits.IsPlan(plan))
        {
            return new Edit.Missing();
        }

        var (next, landings) = With(edited.Scheme, plan, [new Link(number, wish.Extension, wish.Prefix)]);
        return Elsewhere(edited, [number], "/number", [wish.Extension]) ?? edited.Done(next, $"{number} leads to extension {wish.Extension} in plan {plan}.", [.. landings.Select(landing => new Landing(landing, ""))]);
    });

    /// <summary>Removes the link of a number.</summary>
    public static Edit Remove(AccountDocument document, int scheme, int plan, PhoneNumber number) => EditedScheme.Change(document, scheme, edited =>
        edited.Scheme.Find(plan)?.Links.FirstOrDefault(link => link.Number == number) is { } gone
            ? edited.Done(
                PlanEdits.With(edited.Scheme, plan, one => one with { Links = [.. one.Links.Where(link => link.Number != number)] }).Scheme,
                $"{number} does not lead to extension {gone.Extension} any more in plan {plan}.")
            : new Edit.Missing());

    /// <summary>Links consecutive numbers to consecutive extensions, or all to one (NPL-041); links that they have in the plan are replaced.</summary>
    public static Edit PutBlock(AccountDocument document, int scheme, int plan, LinkBlock wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (!PlanEdits.IsPlan(plan))
        {
            return new Edit.Missing();
        }

        var links = new List<Link>();
        for (var i = 0; i < Math.Min(wish.Count, LinkBlock.Most); i++)
        {
            if (!PhoneNumber.TryParse(Next(wish.First.Value, i), out var number))
            {
                return new Edit.Refused("/count", $"There are no {wish.Count} numbers from {wish.First} on.");
            }

            if (!ExtensionNumber.TryParse(wish.Consecutive ? Next(wish.Extension.Value, i) : wish.Extension.Value, out var extension))
            {
                return new Edit.Refused("/count", $"There are no {wish.Count} extensions from {wish.Extension} on.");
            }

            links.Add(new Link(number, extension, wish.Prefix));
        }

        var (next, landings) = With(edited.Scheme, plan, links);
        return Elsewhere(edited, links.Select(link => link.Number), "/first", links.Select(link => link.Extension)) ?? edited.Done(
            next,
            $"{SchemeEdits.Counted(links.Count, "number")} from {wish.First} on {(links.Count == 1 ? "leads" : "lead")} to {(wish.Consecutive ? $"extensions from {wish.Extension} on" : $"extension {wish.Extension}")} in plan {plan}.",
            [.. landings.SelectMany(landing => (Landing[])[new Landing($"{landing}/number", "/first"), new Landing($"{landing}/extension", "/extension"), new Landing($"{landing}/prefix", "/prefix")])]);
    });

    // The check of the document would point to the other scheme, which nobody wants to change; what else is wrong with the wish is told with it (NPL-035).
    private static Edit.Refused? Elsewhere(EditedScheme edited, IEnumerable<PhoneNumber> numbers, string pointer, IEnumerable<ExtensionNumber> extensions)
    {
        var linked = PlacedLink.In(edited.Document.Schemes.Where(scheme => scheme.Number != edited.Scheme.Number)).ToLookup(placed => placed.Link.Number, placed => placed.Scheme);
        var problems = numbers.Where(linked.Contains).Select(number => new Problem(pointer, $"{number} is linked in scheme {linked[number].First()} already; a number belongs to one scheme.")).ToList();
        if (problems.Count == 0)
        {
            return null;
        }

        var known = edited.Document.Extensions.Select(extension => extension.Number).ToHashSet();
        return new Edit.Refused([.. problems, .. extensions.Distinct().Where(extension => !known.Contains(extension)).Select(extension => new Problem("/extension", $"There is no extension {extension}."))]);
    }

    // the digits of a number, or of an extension, so many further; one digit more is another kind of number
    private static string Next(string digits, int further)
    {
        var start = digits.StartsWith('+') ? 1 : 0;
        var next = (long.Parse(digits.AsSpan(start), CultureInfo.InvariantCulture) + further).ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length - start, '0');
        return next.Length == digits.Length - start ? digits[..start] + next : "";
    }

    private static (Scheme Scheme, IReadOnlyList<string> Places) With(Scheme scheme, int plan, IReadOnlyList<Link> wished)
    {
        var by = wished.ToDictionary(link => link.Number);
        var (next, index) = PlanEdits.With(scheme, plan, one =>
        {
            var there = one.Links.Select(link => link.Number).ToHashSet();
            return one with { Links = [.. one.Links.Select(link => by.GetValueOrDefault(link.Number) ?? link), .. wished.Where(link => !there.Contains(link.Number))] };
        });
        var links = next.Plans[index].Links;
        return (next, [.. Enumerable.Range(0, links.Count).Where(i => by.ContainsKey(links[i].Number)).Select(i => $"/plans/{index}/links/{i}")]);
    }
}

/// <summary>Where a number is to lead (NPL-031, NPL-032).</summary>
public sealed record LinkWish(
    [property: Description("The extension that it leads to.")] ExtensionNumber Extension,
    [property: Description("Text that the receiver sees before the caller: up to 20 characters."), Length(0, 20)] string Prefix = "");

/// <summary>A block of consecutive numbers, and where they are to lead (NPL-041).</summary>
public sealed record LinkBlock(
    [property: Description("The first number of the block.")] PhoneNumber First,
    [property: Description("How many numbers: 1 to 1000."), Range(1, LinkBlock.Most)] int Count,
    [property: Description("The extension of the first number.")] ExtensionNumber Extension,
    [property: Description("Whether the second number leads to the next extension, and so on; else all lead to one.")] bool Consecutive = false,
    [property: Description("Text that the receiver sees before the caller: up to 20 characters."), Length(0, 20)] string Prefix = "")
{
    /// <summary>The most numbers of one block.</summary>
    public const int Most = 1000;
}
