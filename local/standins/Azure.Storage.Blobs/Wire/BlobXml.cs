using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Wire;

/// <summary>The documents that the Blob service writes and reads.</summary>
internal static class BlobXml
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="XmlException">The body is no XML.</exception>
    public static XElement Read(Response response)
    {
        using var text = response.Content.ToStream();
        using var reader = XmlReader.Create(text, Strict);
        return XElement.Load(reader);
    }

    /// <summary>A page of a list, with the place of the next or null.</summary>
    public static (List<BlobItem> Blobs, string? Next) Page(XElement list)
    {
        var blobs = list.Element("Blobs")?.Elements("Blob").Select(Item).ToList() ?? [];
        return (blobs, list.Element("NextMarker")?.Value is { Length: > 0 } next ? next : null);
    }

    public static UserDelegationKey Key(XElement key) => new(
        Text(key, "SignedOid"), Text(key, "SignedTid"), Time(key, "SignedStart"), Time(key, "SignedExpiry"),
        Text(key, "SignedService"), Text(key, "SignedVersion"), Text(key, "Value"));

    public static byte[] KeyInfo(DateTimeOffset? startsOn, DateTimeOffset expiresOn) => Bytes(new XElement(
        "KeyInfo",
        startsOn is { } start ? new XElement("Start", Iso(start)) : null,
        new XElement("Expiry", Iso(expiresOn))));

    public static byte[] BlockList(IEnumerable<string> ids) => Bytes(new XElement("BlockList", ids.Select(id => new XElement("Latest", id))));

    /// <summary>An instant as the service writes it in XML and in signatures: UTC, whole seconds.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static BlobItem Item(XElement blob)
    {
        var name = blob.Element("Name");
        var properties = blob.Element("Properties") ?? new XElement("Properties");
        return new(
            // Names that XML cannot hold come percent-encoded.
            (string?)name?.Attribute("Encoded") == "true" ? Uri.UnescapeDataString(name.Value) : name?.Value ?? "",
            new(
                long.TryParse(Text(properties, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null,
                properties.Element("Content-Type")?.Value,
                Moment(properties, "Creation-Time"),
                Moment(properties, "Last-Modified"),
                properties.Element("Etag")?.Value is { Length: > 0 } etag ? new ETag(etag) : null),
            blob.Element("Metadata")?.Elements().ToDictionary(value => value.Name.LocalName, value => value.Value, StringComparer.OrdinalIgnoreCase)
                ?? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
    }

    private static byte[] Bytes(XElement document) => Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));

    private static string Text(XElement element, string name) => element.Element(name)?.Value ?? "";

    private static DateTimeOffset Time(XElement element, string name) =>
        DateTimeOffset.Parse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static DateTimeOffset? Moment(XElement element, string name) =>
        DateTimeOffset.TryParse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
