using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.CallRules;

/// <summary>What somebody wants a number class to hold; its name is told by the address.</summary>
public sealed record NumberClassWish(
    [property: Description("How its numbers begin, such as +31900; national forms are understood."), Length(1, NumberClass.MostPrefixes)] ValueList<string> Prefixes);

/// <summary>Makes, changes and deletes number classes (EXT-405).</summary>
public static class NumberClassEdits
{
    /// <summary>A class of that name: a new one, or in place of the one there is.</summary>
    public static Edit Put(AccountDocument document, string name, NumberClassWish wish)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(wish);
        return Put(document, name, wish.Prefixes, $"Number class “{name}” has {Count(wish.Prefixes.Count)}.");
    }

    /// <summary>
    /// A class with the prefixes of a text, one on each line: in place of those that it has, or added to them; a class that there is not is made. Every wrong line is told with its number, and then
    /// nothing is changed (RCH-359).
    /// </summary>
    /// <param name="isAdded">Whether the prefixes that it has stay; one that it has already may stand in the text.</param>
    public static Edit Read(AccountDocument document, string name, string text, bool isAdded)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(text);
        var plan = NationalPlan.Of(document.Account.Country);
        var (read, problems, seen) = (new List<string>(), new List<Problem>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var lines = text.TrimStart('\ufeff').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0)
            {
                continue;
            }

            if (plan.ReadBeginning(line) is not { } prefix)
            {
                problems.Add(new Problem($"/lines/{i + 1}", $"Line {i + 1}: {NumberClass.Expected}"));
            }
            else if (!seen.TryAdd(prefix, i + 1))
            {
                problems.Add(new Problem($"/lines/{i + 1}", $"Line {i + 1}: {prefix} stands on line {seen[prefix]} already."));
            }
            else
            {
                read.Add(prefix);
            }
        }

        var had = isAdded && Find(document, name) is { } place ? document.Account.NumberClasses[place].Prefixes : [];
        var all = ValueList.From(had.Concat(read.Where(prefix => !had.Contains(prefix, StringComparer.Ordinal))));
        if (problems.Count == 0 && all.Count is 0 or > NumberClass.MostPrefixes)
        {
            problems.Add(new Problem("", $"A number class has 1 to {NumberClass.MostPrefixes} prefixes; these are {all.Count}."));
        }

        return problems.Count > 0
            ? new Edit.Refused(ValueList.From(problems))
            : Put(document, name, all, isAdded ? $"Number class “{name}” has {Count(all.Count - had.Count)} more, read from a file." : $"Number class “{name}” has {Count(all.Count)}, read from a file.");
    }

    /// <summary>The prefixes of a class, one on each line.</summary>
    public static string Write(NumberClass one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return string.Concat(one.Prefixes.Select(prefix => $"{prefix}\r\n"));
    }

    /// <summary>Without the class; while conditions use it that is refused with the list of them.</summary>
    public static Edit Remove(AccountDocument document, string name)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (Find(document, name) is not { } place)
        {
            return new Edit.Missing();
        }

        var uses = ValueList.From(NumberClassUses.Of(document, name));
        return uses.Count > 0
            ? new Edit.Hindered($"Rules use the number class “{name}”. Change them first.", uses)
            : new Edit.Done(
                document with { Account = document.Account with { NumberClasses = ValueList.From(document.Account.NumberClasses.Where((_, i) => i != place)) } },
                $"Number class “{name}” is deleted.",
                Around: "/account/numberClasses");
    }

    /// <summary>The place of a class, or nothing.</summary>
    public static int? Find(AccountDocument document, string name)
    {
        ArgumentNullException.ThrowIfNull(document);
        for (var i = 0; i < document.Account.NumberClasses.Count; i++)
        {
            if (document.Account.NumberClasses[i].Name == name)
            {
                return i;
            }
        }

        return null;
    }

    private static Edit.Done Put(AccountDocument document, string name, ValueList<string> prefixes, string what)
    {
        var next = new NumberClass(name, prefixes).AsStored(NationalPlan.Of(document.Account.Country));
        var classes = document.Account.NumberClasses;
        var found = Find(document, name);
        var place = found ?? classes.Count;
        var all = found is null ? classes.Add(next) : ValueList.From(classes.Select((one, i) => i == place ? next : one));
        return new Edit.Done(
            document with { Account = document.Account with { NumberClasses = all } }, what, [new Landing($"/account/numberClasses/{place}", "")], found is null ? "" : null, $"/account/numberClasses/{place}");
    }

    private static string Count(int prefixes) => prefixes == 1 ? "1 prefix" : $"{prefixes} prefixes";
}
