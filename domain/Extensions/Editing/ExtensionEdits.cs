using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.Extensions.Editing;

/// <summary>Makes, changes and deletes extensions of any type (EXT-045 to EXT-053).</summary>
public static class ExtensionEdits
{
    /// <summary>The extension with a number as it was wished: a new one at the end of the list, or in place of the one that has the number. Its number never changes (EXT-047).</summary>
    public static Edit Put(AccountDocument document, ExtensionNumber number, Extension wish, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(wish);
        if (wish.Number != number)
        {
            return new Edit.Refused("/number", $"The number of an extension never changes, because others refer to it: it is {number}.");
        }

        var found = PlaceOf(document, number);
        if (wish.EndDate is { } end && end != (found is { } known ? document.Extensions[known].EndDate : null) && Zones.Local(at, Zones.Of(document.Account.TimeZone)).Date >= end.Date)
        {
            return new Edit.Refused("/endDate", "The last day is tomorrow at the earliest.");
        }

        return found is { } place
            ? Done(document, [.. document.Extensions.Select((extension, i) => i == place ? wish : extension)], place, $"{Named(wish)} is changed.", made: null)
            : Done(document, document.Extensions.Add(wish), document.Extensions.Count, $"{Named(wish)} is new: {wish.Type.Key}.", made: "");
    }

    /// <summary>A new extension; the number of an existing one is refused (EXT-005) until its last day is over (EXT-044).</summary>
    public static Edit Add(AccountDocument document, Extension wish, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(wish);
        if (PlaceOf(document, wish.Number) is { } place && !document.Extensions[place].IsOver(document.Account.TimeZone, at))
        {
            return new Edit.Refused("/number", $"{Named(document.Extensions[place])} has this number already.");
        }

        var edit = Put(document, wish.Number, wish, at);
        return edit is Edit.Done done ? done with { Made = wish.Number.Value } : edit;
    }

    /// <summary>
    /// Deletes an extension with all that is set for it (EXT-052). While others point at it that is refused with the list of them, unless another extension is named that takes over every reference in
    /// the same save (EXT-053).
    /// </summary>
    public static Edit Remove(AccountDocument document, ExtensionNumber number, ExtensionNumber? replacement)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (PlaceOf(document, number) is not { } place)
        {
            return new Edit.Missing();
        }

        var (next, taken) = (document, 0);
        if (replacement is not { } by)
        {
            if (ExtensionReferences.Of(document, number) is { Count: > 0 } references)
            {
                return new Edit.Hindered($"{Named(document.Extensions[place])} is named elsewhere. Change that first, or name a replacement that takes over.", ValueList.From(references));
            }
        }
        else if (by == number || PlaceOf(document, by) is null)
        {
            return new Edit.Refused("", by == number ? $"Extension {number} cannot take over from itself." : $"There is no extension {by} that could take over.");
        }
        else
        {
            (next, var changed) = ExtensionReferences.Replace(document, number, by);
            taken = changed.Count;
        }

        var what = taken == 0 ? "" : $"; extension {replacement} takes over {(taken == 1 ? "1 reference" : $"{taken} references")}";
        return new Edit.Done(next with { Extensions = [.. next.Extensions.Where((_, i) => i != place)] }, $"{Named(document.Extensions[place])} is deleted{what}.", Around: "/extensions");
    }

    private static Edit.Done Done(AccountDocument document, ValueList<Extension> extensions, int place, string what, string? made) =>
        new(document with { Extensions = extensions }, what, [new Landing($"/extensions/{place}", "")], made, $"/extensions/{place}");

    private static string Named(Extension extension) => $"Extension {extension.Number} ({extension.Name})";

    private static int? PlaceOf(AccountDocument document, ExtensionNumber number)
    {
        var extensions = document.Extensions.AsSpan();
        for (var i = 0; i < extensions.Length; i++)
        {
            if (extensions[i].Number == number)
            {
                return i;
            }
        }

        return null;
    }
}
