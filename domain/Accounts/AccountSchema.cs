using System.Text.Json.Nodes;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Accounts;

/// <summary>The JSON Schema of the account document: what is served, what forms are drawn from, and what a document is held against.</summary>
public static class AccountSchema
{
    private static readonly Lazy<JsonObject> Drawn = new(() => DocumentSchema.Of<AccountDocument>("/api/v1/schemas/account.json"));
    private static readonly Lazy<byte[]> Written = new(() => CanonicalJson.Write(Drawn.Value));
    private static readonly Lazy<Shape> Compiled = new(() => ShapeReader.Read(Drawn.Value));

    /// <summary>The schema as it is served.</summary>
    public static ReadOnlyMemory<byte> Text => Written.Value;

    /// <summary>The schema as documents are held against it.</summary>
    internal static Shape Shape => Compiled.Value;
}
