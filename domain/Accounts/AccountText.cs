using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Accounts;

/// <summary>An account document as it is written for people, and how two of them differ.</summary>
public static class AccountText
{
    /// <summary>The document in canonical form (<see cref="CanonicalJson"/>); secrets show only that they are set.</summary>
    public static byte[] Write(AccountDocument document) => CanonicalJson.Write(document, Json.Of<AccountDocument>(Json.Documents));

    /// <summary>What a document changes; without an older one everything in it is new.</summary>
    public static IReadOnlyList<Change> Changes(AccountDocument? was, AccountReading.Parsed now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var changes = Changes(was, now.Document);
        if (now.IsWhole)
        {
            return changes;
        }

        // what could not be read is a problem, and no change that anybody wants
        return was is null ? [.. changes.Select(change => change with { Is = null })] : [.. now.Told(changes)];
    }

    /// <summary>What changed from one document to another; without an older one everything in it is new.</summary>
    public static IReadOnlyList<Change> Changes(AccountDocument? was, AccountDocument now) =>
        was is null ? [new Change("", ChangeKind.Added, null, Tree(now), "The account is new.")] : Comparison.Of(AccountSchema.Shape, Tree(was), Tree(now));

    /// <summary>The document as it is written for people.</summary>
    internal static JsonNode Tree(AccountDocument document) =>
        JsonSerializer.SerializeToNode(document, Json.Of<AccountDocument>(Json.Documents)) ?? throw new JsonException("An account document is not null.");
}
