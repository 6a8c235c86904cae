using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Prompts;
using Pbx.Domain.Schedules;
using Pbx.Domain.Time;

namespace Pbx.Domain.Extensions;

/// <summary>An extension of an account: a number, a name (EXT-046), and a type with its configuration.</summary>
/// <param name="Language">Of its prompts; none: the account's (EXT-078).</param>
/// <param name="Schedule">When a functional number is open, and what becomes of calls when it is not (NPL-155); none: it is always open. Users have none.</param>
/// <param name="ListInDirectory">Whether directories name it; none: they do (EXT-048).</param>
/// <param name="DialByExtension">Whether callers may key its number; none: as its type says (EXT-048).</param>
/// <param name="StartDate">The first day on which calls reach it, by the account's clock; before, its number is as if unassigned, and taken (EXT-041); none: from the start.</param>
/// <param name="EndDate">The last day on which calls reach it (EXT-044); none: it has no end.</param>
[JsonConverter(typeof(ExtensionJson))]
public sealed record Extension(
    ExtensionNumber Number,
    string Name,
    ExtensionType Type,
    object Config,
    Language? Language = null,
    NumberSchedule? Schedule = null,
    bool? ListInDirectory = null,
    bool? DialByExtension = null,
    CalendarDate? StartDate = null,
    CalendarDate? EndDate = null)
{
    /// <summary>Whether directories name it, dial by name among them (EXT-048).</summary>
    public bool IsListed => ListInDirectory ?? true;

    /// <summary>Whether callers reach it by keying its number, in a menu or an extension picker (EXT-048, EXT-301).</summary>
    public bool IsKeyed => DialByExtension ?? Type.IsKeyed;

    /// <summary>Whether calls reach it at an instant: from 00:00 of its first day to 24:00 of its last one, by the account's clock.</summary>
    public bool IsInService(string zone, DateTimeOffset at) => (StartDate is null && EndDate is null) || Why(zone, at) is null;

    /// <summary>Whether its last day is over, so that its number is free (EXT-044).</summary>
    public bool IsOver(string zone, DateTimeOffset at) => EndDate is { } end && Zones.Local(at, Zones.Of(zone)).Date > end.Date;

    /// <summary>Why calls do not reach it at an instant, with the rule; nothing when they do.</summary>
    public Because? Why(string zone, DateTimeOffset at) =>
        IsOver(zone, at) ? new Because($"The last day of extension {Number} was {EndDate}.", "EXT-044")
        : StartDate is { } start && Zones.Local(at, Zones.Of(zone)).Date < start.Date ? new Because($"Extension {Number} is planned for {start}.", "EXT-041")
        : null;
}

/// <summary>Reads and writes an extension; the type decides how its configuration is read.</summary>
public sealed class ExtensionJson : JsonConverter<Extension>
{
    /// <inheritdoc/>
    public override Extension Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var written = JsonSerializer.Deserialize(ref reader, Json.Of<Written>(options)) ?? throw new JsonException("An extension is expected here.");
        var type = ExtensionTypes.Find(written.Type)
            ?? throw new JsonException($"“{written.Type}” is no type of extension; there are {string.Join(", ", ExtensionTypes.All.Select(t => t.Key))}.");
        var config = written.Config.Deserialize(options.GetTypeInfo(type.ConfigType)) ?? throw new JsonException("An extension needs its config.");
        return new Extension(written.Number, written.Name, type, config, written.Language, written.Schedule, written.ListInDirectory, written.DialByExtension, written.StartDate, written.EndDate);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Extension value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        var config = JsonSerializer.SerializeToElement(value.Config, options.GetTypeInfo(value.Type.ConfigType));
        JsonSerializer.Serialize(writer, new Written(value.Number, value.Name, value.Type.Key, config, value.Language, value.Schedule, value.ListInDirectory, value.DialByExtension, value.StartDate, value.EndDate), Json.Of<Written>(options));
    }

    /// <summary>An extension as it stands in JSON, before its type is known.</summary>
    public sealed record Written(
        [property: Key, Description("The number of the extension, each once; all of an account have the same length.")] ExtensionNumber Number,
        [property: Description("1 to 64 characters."), Length(1, 64)] string Name,
        [property: Description("What kind of extension it is.")] string Type,
        [property: Description("What is set for this kind of extension.")] JsonElement Config,
        [property: Description("The language of its prompts; left out: the account's.")] Language? Language = null,
        [property: Description("When a functional number is open, and what becomes of calls when it is not; left out: it is always open. Users have none.")] NumberSchedule? Schedule = null,
        [property: Description("Whether directories name it, as in dialling by name; left out: they do.")] bool? ListInDirectory = null,
        [property: Description("Whether callers reach it by keying its number; left out: users and groups are reached, all others are not.")] bool? DialByExtension = null,
        [property: Description("The first day on which calls reach it; until then its number is as if unassigned. Left out: calls reach it at once.")] CalendarDate? StartDate = null,
        [property: Description("The last day on which calls reach it; left out: it has no end.")] CalendarDate? EndDate = null);
}
