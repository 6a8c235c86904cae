using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pbx.Domain.Documents;

/// <summary>
/// Holds a document against its shape and finds every mistake, not only the first. What comes out has the right shape in any case, so that the rest of it can be checked for what it means:
/// members that cannot be read are left out or, where they are needed, have something standing in for them; items of lists that are no such thing are left out.
/// </summary>
internal sealed class Inspection
{
    private readonly List<Problem> problems = [];
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);
    private int standIns;

    private readonly Func<string, string?>? typed;

    private Inspection(Func<string, string?>? typed) => this.typed = typed;

    /// <summary>The mistakes, each with a pointer into the document as it was written.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>The places of values that could not be taken as they are; a missing value counts too.</summary>
    public IReadOnlySet<string> Unread => unread;

    /// <summary>Inspects a document.</summary>
    /// <param name="typed">The stored form of a public number that somebody typed, or nothing; none: only the stored form is taken.</param>
    public static (JsonNode Document, Inspection Findings) Of(JsonElement document, Shape shape, Func<string, string?>? typed = null)
    {
        var inspection = new Inspection(typed);
        return (inspection.Take(document, shape, "", "") ?? inspection.StandIn(shape), inspection);
    }

    /// <summary>Where in the document as it was written something stands that has this pointer in the one that came out.</summary>
    public string Written(string pointer)
    {
        var written = new StringBuilder();
        var list = "";
        foreach (var part in pointer.Split('/').Skip(1))
        {
            var moved = places.TryGetValue(list, out var indices) && int.TryParse(part, CultureInfo.InvariantCulture, out var index) && index < indices.Count;
            written.Append('/').Append(moved && indices is not null ? indices[int.Parse(part, CultureInfo.InvariantCulture)].ToString(CultureInfo.InvariantCulture) : part);
            list = $"{list}/{part}";
        }

        return written.ToString();
    }

    /// <summary>A problem that was found in what came out, with the pointer into the document as it was written; nothing where that could not be read.</summary>
    public Problem? AsWritten(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var written = problem with { Pointer = Written(problem.Pointer) };
        return JsonPointer.IsWithin(written.Pointer, unread) ? null : written;
    }

    // "at" leads to the value as written, "to" to what comes out
    private JsonNode? Take(JsonElement value, Shape shape, string at, string to) => value.ValueKind == JsonValueKind.Null
        ? Wrong(at, "null says nothing here: leave the member out, or give it a value.")
        : shape switch
        {
            Shape.Text text => Take(value, text, at),
            Shape.Choice choice => Take(value, choice, at),
            Shape.Whole whole => Take(value, whole, at),
            Shape.YesNo => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? JsonValue.Create(value.GetBoolean()) : Wrong(at, $"true or false is expected here, not {Kind(value)}."),
            Shape.List list => Take(value, list, at, to),
            Shape.Members members => Take(value, members, members.All, at, to),
            Shape.OneOf oneOf => Take(value, oneOf, at, to),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "There are seven shapes."),
        };

    private JsonValue? Take(JsonElement value, Shape.Text text, string at)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return Wrong(at, text.Pattern is null ? $"Text is expected here, not {Kind(value)}." : $"{text.Expected} It is text in quotation marks, not {Kind(value)}.");
        }

        if (Text(value) is not { } written)
        {
            return Wrong(at, "This text holds half a character.");
        }

        if (text.Pattern?.IsMatch(written) == false)
        {
            if (text.TakesTypedNumbers && typed?.Invoke(written) is { } stored)
            {
                return JsonValue.Create(stored);
            }

            return Wrong(at, text.Expected);
        }

        if (!text.Letters.Hold(written.EnumerateRunes().Count()))
        {
            Wrong(at, $"A text of {text.Letters} characters is expected here; this one has {written.EnumerateRunes().Count()}.");
        }

        return JsonValue.Create(written);
    }

    private JsonValue? Take(JsonElement value, Shape.Choice choice, string at) =>
        Text(value) is { } word && choice.Words.Contains(word, StringComparer.Ordinal)
            ? JsonValue.Create(word)
            : Wrong(at, $"{(Text(value) is { } other ? $"“{other}”" : Capital(Kind(value)))} is not possible here; it is one of {string.Join(", ", choice.Words)}.");

    private JsonValue? Take(JsonElement value, Shape.Whole whole, string at)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
        {
            return Wrong(at, $"A whole number is expected here, not {Kind(value)}.");
        }

        if (!whole.Range.Hold(number))
        {
            Wrong(at, $"A number of {whole.Range} is expected here, not {number}.");
        }

        return JsonValue.Create(number);
    }

    private JsonArray? Take(JsonElement value, Shape.List list, string at, string to)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(at, $"A list in square brackets is expected here, not {Kind(value)}.");
            return null;
        }

        var items = new JsonArray();
        var kept = new List<int>();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (Take(item, list.Item, JsonPointer.To(at, index), JsonPointer.To(to, items.Count)) is { } taken)
            {
                items.Add(taken);
                kept.Add(index);
            }

            index++;
        }

        if (kept.Count < index)
        {
            places[to] = kept;
        }

        if (!list.Count.Hold(index))
        {
            Wrong(at, $"A list of {list.Count} is expected here; this one has {index}.", hides: false);
        }

        return items;
    }

    private JsonObject? Take(JsonElement value, Shape.OneOf oneOf, string at, string to)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(at, $"Members in braces are expected here, not {Kind(value)}.");
            return null;
        }

        if (value.EnumerateObject().FirstOrDefault(member => Name(member) == oneOf.By).Value is { ValueKind: JsonValueKind.String } kind
            && Text(kind) is { } word && oneOf.Kinds.TryGetValue(word, out var members))
        {
            return Take(value, members, members.All, at, to);
        }

        // what kind it is cannot be told, so only what all kinds have alike is looked at
        var any = oneOf.Kinds.Values.First();
        var by = new Shape.Member(oneOf.By, new Shape.Choice { Title = "", Words = [.. oneOf.Kinds.Keys] }, IsRequired: true);
        return Take(value, any, [.. any.All.Select(member => member.Name == oneOf.By ? by : member)], at, to, own: name => name != oneOf.By && !IsAlike(oneOf, name));
    }

    private JsonObject? Take(JsonElement value, Shape.Members shape, IReadOnlyList<Shape.Member> members, string at, string to, Func<string, bool>? own = null)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(at, $"Members in braces are expected here, not {Kind(value)}.");
            return null;
        }

        var taken = new JsonObject();
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var name = Name(property);
            var member = members.FirstOrDefault(member => member.Name == name);
            if (member is null)
            {
                Wrong(JsonPointer.To(at, name), $"There is no “{name}” here; known are {string.Join(", ", members.Select(one => one.Name))}.");
            }
            else if (!written.Add(name))
            {
                Wrong(JsonPointer.To(at, name), $"“{name}” stands here twice.");
            }
            else if (own?.Invoke(name) == true)
            {
                unread.Add(JsonPointer.To(at, name));
            }
            else if (Take(property.Value, member.Shape, JsonPointer.To(at, name), JsonPointer.To(to, name)) is { } good)
            {
                taken[name] = good;
            }
        }

        foreach (var needed in members.Where(member => member.IsRequired && !taken.ContainsKey(member.Name)))
        {
            if (!written.Contains(needed.Name))
            {
                Wrong(JsonPointer.To(at, needed.Name), $"“{needed.Name}” is missing.");
            }

            taken[needed.Name] = StandIn(shape.Find(needed.Name)?.Shape ?? needed.Shape);
        }

        return taken;
    }

    private JsonValue? Wrong(string at, string message, bool hides = true)
    {
        problems.Add(new Problem(at, message));
        if (hides)
        {
            unread.Add(at);
        }

        return null;
    }

    // No two are alike, so that none is taken for a second one of something real.
    private JsonNode StandIn(Shape shape)
    {
        standIns++;
        return shape switch
        {
            Shape.Text text => JsonValue.Create(StandIn(text)),
            Shape.Choice choice => JsonValue.Create(choice.Words[0]),
            Shape.Whole => JsonValue.Create(-standIns),
            Shape.YesNo => JsonValue.Create(false),
            Shape.List => new JsonArray(),
            Shape.OneOf oneOf => StandIn(oneOf.Kinds.Values.First()),
            Shape.Members members => new JsonObject(members.All.Where(member => member.IsRequired).Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, StandIn(member.Shape)))),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "There are seven shapes."),
        };
    }

    private string StandIn(Shape.Text text)
    {
        string[] unusual = [(99999 - standIns).ToString(CultureInfo.InvariantCulture), FormattableString.Invariant($"+999{standIns:D8}")];
        return text.Pattern is { } pattern ? unusual.FirstOrDefault(pattern.IsMatch) ?? text.Example ?? "?" : "?";
    }

    private static bool IsAlike(Shape.OneOf oneOf, string name) => oneOf.Kinds.Values.All(kind => kind.Find(name)?.Shape is Shape.Text or Shape.Choice);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "members in braces",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => value.TryGetInt32(out _) ? "a number" : "a number with a fraction or one out of all reason",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a pair of surrogates
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // half of a pair of surrogates: no member of ours has such a name
        }
    }

    private static string Capital(string words) => string.Concat(char.ToUpperInvariant(words[0]).ToString(), words.AsSpan(1));
}
