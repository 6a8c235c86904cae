using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// Reads the code and the message of a Table service error from its OData body, or the code from the header x-ms-error-code when
/// there is no such body (a proxy answered, or the request was a HEAD).
/// </summary>
internal sealed class ErrorDetails : RequestFailedDetailsParser
{
    public static ErrorDetails Instance { get; } = new();

    public override bool TryParse(Response response, [NotNullWhen(true)] out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        var (code, message) = FromBody(response);
        if (code is null)
        {
            response.Headers.TryGetValue("x-ms-error-code", out code);
        }

        error = code is null && message is null ? null : new ResponseError(code, message);
        return error is not null;
    }

    private static (string? Code, string? Message) FromBody(Response response)
    {
        if (response.ContentStream is null || response.Content.ToMemory() is not { Length: > 0 } body)
        {
            return (null, null);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("odata.error"u8, out var error)
                || error.ValueKind != JsonValueKind.Object)
            {
                return (null, null);
            }

            return (Text(error, "code"u8), error.TryGetProperty("message"u8, out var message) ? Message(message) : null);
        }
        catch (JsonException)
        {
            return (null, null); // not from the Table service: status and header have to do
        }
    }

    private static string? Message(JsonElement message) => message.ValueKind switch
    {
        JsonValueKind.String => message.GetString(),
        JsonValueKind.Object => Text(message, "value"u8),
        _ => null,
    };

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
