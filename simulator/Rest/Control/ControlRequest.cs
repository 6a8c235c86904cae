using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Rest.Control;

/// <summary>Reads the body of a control call and notes everything that is wrong with it.</summary>
internal sealed class ControlRequest
{
    private readonly JsonElement body;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    private ControlRequest(JsonElement body, string? wrong)
    {
        this.body = body;
        if (wrong is not null)
        {
            Wrong(string.Empty, wrong);
        }
    }

    public List<(string Pointer, string Message)> Errors { get; } = [];

    public static async Task<ControlRequest> Read(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ControlRequest(JsonSerializer.Deserialize<JsonElement>("{}"), wrong: null);
        }

        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(text);
            return json.ValueKind == JsonValueKind.Object ? new ControlRequest(json, wrong: null) : new ControlRequest(default, "The body must be a JSON object.");
        }
        catch (JsonException)
        {
            return new ControlRequest(default, "The body is not JSON.");
        }
    }

    public void Wrong(string pointer, string message) => Errors.Add((pointer, message));

    public bool Has(string name) => Member(name) is not null;

    public string? Text(string name)
    {
        switch (Member(name))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.String } text:
                return text.GetString();
            default:
                Wrong("/" + name, $"{name} must be a string.");
                return null;
        }
    }

    public string? Required(string name)
    {
        if (!Has(name))
        {
            Wrong("/" + name, $"{name} is required.");
        }

        return Text(name);
    }

    public Address? RequiredAddress(string name) => Required(name) is { } text ? AsAddress("/" + name, text) : null;

    /// <summary>A list of addresses; none when it is absent.</summary>
    public IReadOnlyList<Address> Addresses(string name) =>
        [.. Texts(name).Select((t, i) => AsAddress($"/{name}/{i}", t)).OfType<Address>()];

    public IReadOnlyList<string> Texts(string name)
    {
        if (Member(name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String))
        {
            return [.. list.EnumerateArray().Select(i => i.GetString() ?? string.Empty)];
        }

        Wrong("/" + name, $"{name} must be a list of strings.");
        return [];
    }

    public double? Number(string name, double least, double most)
    {
        if (Member(name) is not { } number)
        {
            return null;
        }

        if (number.ValueKind == JsonValueKind.Number && number.GetDouble() is var value && value >= least && value <= most)
        {
            return value;
        }

        Wrong("/" + name, string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from {least} to {most}."));
        return null;
    }

    public bool Flag(string name)
    {
        switch (Member(name))
        {
            case null or { ValueKind: JsonValueKind.False }:
                return false;
            case { ValueKind: JsonValueKind.True }:
                return true;
            default:
                Wrong("/" + name, $"{name} must be true or false.");
                return false;
        }
    }

    /// <summary>Keys as they are printed on the phone (<c>"12#"</c>) or a list of words (<c>["one", "pound"]</c>).</summary>
    public IReadOnlyList<Tone> Tones(string name)
    {
        if (Member(name) is not { } given)
        {
            Wrong("/" + name, $"{name} is required.");
            return [];
        }

        var tones = new List<Tone>();
        var items = given.ValueKind switch
        {
            JsonValueKind.String => (given.GetString() ?? string.Empty).Where(k => k != ' ').Select(k => k.ToString()).ToArray(),
            JsonValueKind.Array => [.. given.EnumerateArray().Select(i => i.ToString())],
            _ => [],
        };
        foreach (var item in items)
        {
            if (item.Length == 1 && Keypad.TryParseKey(item[0], out var tone) || Keypad.TryParseWord(item, out tone))
            {
                tones.Add(tone);
            }
            else
            {
                Wrong("/" + name, $"'{item}' is not a key: 0 to 9, *, #, A to D are.");
            }
        }

        if (items.Length == 0)
        {
            Wrong("/" + name, $"{name} must be keys such as 12#.");
        }

        return tones;
    }

    /// <summary>Either seconds or a file, and the words if they matter.</summary>
    public (TimeSpan Time, string? File, string? Words) Speech()
    {
        var seconds = Number("seconds", least: 0.001, most: 86_400);
        var file = Text("file");
        if (Has("seconds") == Has("file"))
        {
            Wrong(string.Empty, "Say either seconds, or file (the URI of a WAV file).");
        }

        return (TimeSpan.FromSeconds(seconds ?? 0), file, Text("text"));
    }

    public IReadOnlyDictionary<string, string> Dictionary(string name)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Member(name) is { } given)
        {
            if (given.ValueKind != JsonValueKind.Object || given.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
            {
                Wrong("/" + name, $"{name} must be an object of strings.");
                return all;
            }

            foreach (var member in given.EnumerateObject())
            {
                all[member.Name] = member.Value.GetString() ?? string.Empty;
            }
        }

        return all;
    }

    /// <summary>Notes members that nobody asked for: a misspelt one would silently do nothing. Call it last.</summary>
    public void NothingElse()
    {
        if (body.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in body.EnumerateObject().Where(m => !read.Contains(m.Name)))
            {
                Wrong("/" + member.Name, $"{member.Name} is not known here.");
            }
        }
    }

    private JsonElement? Member(string name)
    {
        read.Add(name);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    private Address? AsAddress(string pointer, string text)
    {
        if (Address.TryParse(text, out var address))
        {
            return address;
        }

        Wrong(pointer, $"'{text}' is neither a number such as +31612345678 nor a raw id such as 8:acs:….");
        return null;
    }
}
