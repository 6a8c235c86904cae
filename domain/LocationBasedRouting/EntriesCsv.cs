using System.Globalization;
using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.LocationBasedRouting;

/// <summary>
/// The entries of a location-based router as comma-separated values (RFC 4180), for spreadsheets (EXT-315): a line with the names of the columns, and one line for each entry. Read are also semicolons
/// in place of commas, as spreadsheets of most of our countries write them.
/// </summary>
public static class EntriesCsv
{
    private const string Match = "match";
    private const string To = "destination";
    private const string Prefix = "prefix";
    private const string Description = "description";
    private const int LongestDescription = 200;
    private static readonly string[] Columns = [Match, To, Prefix, Description];

    /// <summary>All entries, in their order.</summary>
    public static string Write(LocationBasedRouterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var text = new StringBuilder().AppendJoin(',', Columns).Append("\r\n");
        foreach (var entry in config.Entries.AsSpan())
        {
            text.AppendJoin(',', new[] { entry.Match, entry.Destination.ToString() ?? "", entry.Prefix ?? "", entry.Description ?? "" }.Select(Quoted)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>The document with all entries of a router replaced by those of a text. Every wrong line is told with its number, and then nothing is changed.</summary>
    public static Edit Replace(AccountDocument document, ExtensionNumber number, string text)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(text);
        var place = document.Extensions.TakeWhile(extension => extension.Number != number).Count();
        if (place == document.Extensions.Count || document.Extensions[place] is not { Config: LocationBasedRouterConfig config } router)
        {
            return new Edit.Missing();
        }

        var (entries, lines, problems) = Read(text, NationalPlan.Of(document.Account.Country));
        var next = (LocationBasedRouterConfig)(config with { Entries = ValueList.From(entries) }).AsStored(document.Account);
        var wrong = LocationBasedRouter.Check(next, AccountCheck.Plan(document)).Where(problem => !problem.IsWarning).Select(problem => OfLine(problem, lines)).OfType<Problem>();
        List<Problem> all = [.. problems, .. wrong];
        if (entries.Count > LocationBasedRouterConfig.MostEntries)
        {
            all.Insert(0, new Problem("", $"At most {LocationBasedRouterConfig.MostEntries} entries are possible; these are {entries.Count}."));
        }

        return all.Count > 0
            ? new Edit.Refused(ValueList.From(all))
            : new Edit.Done(
                document with { Extensions = ValueList.From(document.Extensions.Select((extension, i) => i == place ? router with { Config = next } : extension)) },
                $"Extension {number} ({router.Name}) has {entries.Count} {(entries.Count == 1 ? "entry" : "entries")}, read from a file.",
                [new Landing($"/extensions/{place}", "")],
                Around: $"/extensions/{place}");
    }

    // what is wrong elsewhere in the configuration was so before, and is told where it stands
    private static Problem? OfLine(Problem problem, List<int> lines)
    {
        var parts = problem.Pointer.Split('/');
        return parts is ["", "entries", var index, ..] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var entry)
            ? Wrong(lines[entry], parts.Length > 3 ? parts[3] : null, problem.Message)
            : null;
    }

    private static (List<RoutingEntry> Entries, List<int> Lines, List<Problem> Problems) Read(string text, NationalPlan plan)
    {
        var (entries, lines, problems) = (new List<RoutingEntry>(), new List<int>(), new List<Problem>());
        text = text.TrimStart('\ufeff');
        var records = Records(text, Separator(text)).Where(record => record.Fields is not [""]).ToList();
        var names = records.Count == 0 ? [] : records[0].Fields.Select(field => field.Trim().ToLowerInvariant()).ToList();
        if (!names.Contains(Match) || !names.Contains(To) || names.Distinct(StringComparer.Ordinal).Count() < names.Count || names.Exists(name => !Columns.Contains(name, StringComparer.Ordinal)))
        {
            return (entries, lines, [Wrong(1, null, $"The first line names the columns: {string.Join(", ", Columns)}, of which the first two are needed.")]);
        }

        foreach (var (line, fields, isOpen) in records.Skip(1))
        {
            if (isOpen || fields.Count > names.Count)
            {
                problems.Add(Wrong(line, null, isOpen ? "A quotation mark is not closed." : $"{names.Count} values are expected here, not {fields.Count}."));
                continue;
            }

            var (match, to) = (Value(Match), Value(To));
            if (match is null)
            {
                problems.Add(Wrong(line, Match, "What is compared is missing."));
            }

            var destination = to is null ? null : Destination.Read(to) ?? (plan.Read(to) is { } typed ? new Destination.ToNumber(typed) : null);
            if (destination is null)
            {
                problems.Add(Wrong(line, To, "The number of an extension, or a public number, is expected here."));
            }

            if (Value(Description) is { Length: > LongestDescription })
            {
                problems.Add(Wrong(line, Description, "A description has at most 200 characters."));
            }

            if (match is not null && destination is not null)
            {
                entries.Add(new RoutingEntry(match, destination, Value(Prefix), Value(Description)));
                lines.Add(line);
            }

            string? Value(string column) => names.IndexOf(column) is >= 0 and var at && at < fields.Count && fields[at].Trim() is { Length: > 0 } value ? value : null;
        }

        return (entries, lines, problems);
    }

    private static Problem Wrong(int line, string? column, string message) =>
        new(string.Create(CultureInfo.InvariantCulture, $"/lines/{line}{(column is null ? "" : "/")}{column}"), string.Create(CultureInfo.InvariantCulture, $"Line {line}: {message}"));

    private static char Separator(string text)
    {
        var first = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length);
        return first.Contains(';') ? ';' : ',';
    }

    // a record may go over several lines, inside quotation marks; its line is the one that it begins on
    private static IEnumerable<(int Line, List<string> Fields, bool IsOpen)> Records(string text, char separator)
    {
        var (line, begins, fields, field, isQuoted) = (1, 1, new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            line += letter == '\n' ? 1 : 0;
            if (letter == '"')
            {
                if (isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append(text[++i]);
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (isQuoted)
            {
                field.Append(letter);
            }
            else if (letter == separator)
            {
                Take();
            }
            else if (letter == '\n')
            {
                Take();
                yield return (begins, fields, IsOpen: false);
                (fields, begins) = ([], line);
            }
            else if (letter != '\r')
            {
                field.Append(letter);
            }
        }

        if (field.Length > 0 || fields.Count > 0 || isQuoted)
        {
            Take();
            yield return (begins, fields, isQuoted);
        }

        void Take()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",;\"\r\n") < 0 && value.Trim().Length == value.Length ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
