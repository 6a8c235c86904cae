using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Blobs.Wire;

/// <summary>
/// Reads the code and the message of a Blob service error from its XML body, or the code from the header x-ms-error-code when
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
        if (response.ContentStream is not MemoryStream || response.Content.ToMemory() is not { Length: > 0 })
        {
            return (null, null);
        }

        try
        {
            var error = BlobXml.Read(response);
            return error.Name.LocalName == "Error" ? (Text(error, "Code"), Text(error, "Message")) : (null, null);
        }
        catch (XmlException)
        {
            return (null, null); // not from the Blob service: status and header have to do
        }
    }

    private static string? Text(XElement error, string name) => error.Element(name)?.Value is { Length: > 0 } text ? text : null;
}
