using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.Explanations;

/// <summary>Finds the setting of an extension that decided a step, in the document that people write.</summary>
internal static class Settings
{
    private const string Around = "..";

    public static DecidingSetting? Of(LoggedStep step, DocumentConfiguration account)
    {
        if (step is not { Extension: { } number, Setting: { } setting } || account.PlaceOf(number) is not { } place)
        {
            return null;
        }

        var extension = account.Document.Extensions[place];
        if (setting.StartsWith(Around, StringComparison.Ordinal))
        {
            var around = JsonSerializer.SerializeToNode(extension, Json.Of<Extension>(Json.Documents));
            return new DecidingSetting($"{JsonPointer.To("/extensions", place)}{setting[Around.Length..]}", Find(around, setting[Around.Length..])?.DeepClone());
        }

        var config = JsonSerializer.SerializeToNode(extension.Config, Json.Documents.GetTypeInfo(extension.Type.ConfigType));
        return new DecidingSetting($"{JsonPointer.To("/extensions", place)}/config{setting}", Find(config, setting)?.DeepClone());
    }

    private static JsonNode? Find(JsonNode? node, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1))
        {
            node = node switch
            {
                JsonObject members => members[part],
                JsonArray items when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        return node;
    }
}
