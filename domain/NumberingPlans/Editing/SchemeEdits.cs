using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>Makes, changes and deletes whole schemes (NPL-003 to NPL-015).</summary>
public static class SchemeEdits
{
    /// <summary>A new scheme, with which a plan is always active (NPL-011). Its number is the next after the highest in use, so that no number of a deleted scheme means another one soon (NPL-009, NPL-010).</summary>
    public static Edit Add(AccountDocument document, NewScheme wish)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(wish);
        var used = document.Schemes.Select(scheme => scheme.Number).ToHashSet();
        var highest = used.DefaultIfEmpty(0).Max();
        var number = highest < Scheme.Highest ? highest + 1 : Enumerable.Range(1, Scheme.Highest).FirstOrDefault(free => !used.Contains(free));
        if (number == 0)
        {
            return new Edit.Hindered("An account has at most 99 schemes.");
        }

        var made = new Scheme(number, wish.Name, [PlanEdits.Empty(1)], TimeZone: wish.TimeZone, Weekly: [WeeklyEntry.WholeWeek(1)]);
        return new Edit.Done(
            document with { Schemes = document.Schemes.Add(made) }, $"Scheme {number} ({wish.Name}) is new.", [new Landing($"/schemes/{document.Schemes.Count}", "")], $"{number}");
    }

    /// <summary>Another name (NPL-012), zone (NPL-015, NPL-150) or, of the main scheme, default destination (NPL-007).</summary>
    public static Edit Change(AccountDocument document, int number, SchemePatch wish) => EditedScheme.Change(document, number, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (wish.Name is not null && number == Scheme.Main)
        {
            return new Edit.Refused("/name", "The main scheme bears the account's name and cannot be renamed: rename the account.");
        }

        if (wish is { Name: null, TimeZone: null, DefaultDestination: null })
        {
            return new Edit.Refused("", "Nothing is changed by this: name, timeZone and defaultDestination can be.");
        }

        var next = edited.Scheme with
        {
            Name = wish.Name ?? edited.Scheme.Name,
            TimeZone = wish.TimeZone is null ? edited.Scheme.TimeZone : wish.TimeZone == SchemePatch.OfAccount ? null : wish.TimeZone,
            DefaultDestination = wish.DefaultDestination is not { } destination ? edited.Scheme.DefaultDestination : ExtensionNumber.TryParse(destination, out var extension) ? extension : null,
        };
        var what = new List<string>();
        if (wish.Name is not null)
        {
            what.Add($"it is called “{wish.Name}” now");
        }

        if (wish.TimeZone is not null)
        {
            what.Add($"its times are those of {next.TimeZone ?? edited.AccountZone}");
        }

        if (wish.DefaultDestination is not null)
        {
            what.Add(next.DefaultDestination is { } to ? $"what is linked nowhere goes to extension {to}" : "there is no default destination any more");
        }

        return edited.Done(next, $"{string.Join(", ", what)}.", [new Landing("/name", "/name"), new Landing("/timeZone", "/timeZone"), new Landing("/defaultDestination", "/defaultDestination")]);
    });

    /// <summary>Deletes a scheme with all that is in it; its numbers can be linked elsewhere from then on (NPL-013, NPL-014). The main scheme stays (NPL-003).</summary>
    public static Edit Remove(AccountDocument document, int number) => EditedScheme.Change(document, number, edited =>
    {
        if (number == Scheme.Main)
        {
            return new Edit.Hindered("The main scheme cannot be deleted.");
        }

        var scheme = edited.Scheme;
        var links = scheme.Plans.Sum(plan => plan.Links.Count);
        return new Edit.Done(
            document with { Schemes = [.. document.Schemes.Where(one => one.Number != number)] },
            $"{edited.Name} is deleted, with {Counted(scheme.Plans.Count, "plan")}, {Counted(links, "link")}, {Counted(scheme.Weekly?.Count ?? 0, "weekly entry", "weekly entries")} and {Counted(scheme.Holidays.Count, "holiday")}.");
    });

    /// <summary>How many of something, in words.</summary>
    internal static string Counted(int count, string one, string? several = null) => count == 1 ? $"1 {one}" : $"{count} {several ?? one + "s"}";
}

/// <summary>A scheme that somebody wishes (NPL-008).</summary>
public sealed record NewScheme(
    [property: Description("1 to 64 characters that no other scheme is called."), Length(1, 64)] string Name,
    [property: Description("The IANA name of its time zone; left out: the account's."), Length(1, 64)] string? TimeZone = null);

/// <summary>What somebody wishes to be different about a scheme; what is left out stays.</summary>
public sealed record SchemePatch(
    [property: Description("1 to 64 characters that no other scheme is called."), Length(1, 64)] string? Name = null,
    [property: Description("The IANA name of its time zone, or “account” for that of the account."), Length(1, 64)] string? TimeZone = null,
    [property: Description("The number of an extension, or “none”."), RegularExpression("^([0-9]{2,5}|none)$")] string? DefaultDestination = null)
{
    /// <summary>Written for the account's own zone.</summary>
    public const string OfAccount = "account";
}
