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
        var after = Tree(now.Document);
        if (was is null)
        {
            return [new Change("", ChangeKind.Added, null, now.IsWhole ? after : null, "The account is new.")];
        }

        // what could not be read is a problem, and no change that anybody wants
        var changes = Comparison.Of(AccountSchema.Shape, Tree(was), after);
        return now.IsWhole ? changes : [.. now.Told(changes)];
    }

    private static JsonNode Tree(AccountDocument document) =>
        JsonSerializer.SerializeToNode(document, Json.Of<AccountDocument>(Json.Documents)) ?? throw new JsonException("An account document is not null.");
}
