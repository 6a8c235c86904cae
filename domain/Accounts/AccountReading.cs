using System.Text.Json;
using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Accounts;

/// <summary>What came of reading an account document that somebody wrote: all problems at once, of shape and of meaning.</summary>
public abstract record AccountReading
{
    private AccountReading()
    {
    }

    /// <summary>Reads a document.</summary>
    public static AccountReading Read(ReadOnlyMemory<byte> text)
    {
        var (json, malformed) = JsonText.Parse(text);
        using (json)
        {
            return json is null ? new Malformed(malformed ?? new Problem("", "This is no JSON.")) : Read(json.RootElement);
        }
    }

    /// <summary>Reads a document that stands in another text.</summary>
    internal static Parsed Read(JsonElement written)
    {
        var (tree, findings) = Inspection.Of(written, AccountSchema.Shape, CountryOf(written) is { } country ? text => NationalPlan.Of(country).Read(text)?.Value : null);
        var document = TypedNumbers.AsStored(tree.Deserialize(Json.Of<AccountDocument>(Json.Documents)) ?? throw new JsonException("An account document is not null."));
        var shape = new Parsed(document, findings.Problems, findings);
        var meaning = AccountCheck.Check(document, findings.Unread).Select(shape.AsWritten).OfType<Problem>(); // one place, one problem
        return new Parsed(document, [.. findings.Problems, .. meaning], findings);
    }

    // a number may be typed as people of the account's country do (EXT-060)
    private static Country? CountryOf(JsonElement written)
    {
        try
        {
            return written.ValueKind == JsonValueKind.Object && written.TryGetProperty("account", out var account) && account.ValueKind == JsonValueKind.Object && account.TryGetProperty("country", out var country)
                ? country.Deserialize(Json.Of<Country>(Json.Documents))
                : null;
        }
        catch (JsonException)
        {
            return null; // the inspection tells
        }
    }

    /// <summary>The text is no JSON, so there is no document.</summary>
    public sealed record Malformed(Problem Problem) : AccountReading;

    /// <summary>A document.</summary>
    public sealed record Parsed : AccountReading
    {
        private readonly Inspection findings;

        internal Parsed(AccountDocument document, IReadOnlyList<Problem> problems, Inspection findings) => (Document, Problems, this.findings) = (document, problems, findings);

        /// <summary>As it was written; where its shape is wrong, what could be read of it, with something standing in for what could not.</summary>
        public AccountDocument Document { get; init; }

        /// <summary>Errors and warnings.</summary>
        public IReadOnlyList<Problem> Problems { get; }

        /// <summary>Whether anything hinders saving; warnings do not.</summary>
        public bool HasErrors => Problems.Any(problem => !problem.IsWarning);

        /// <summary>Whether all of it could be read.</summary>
        public bool IsWhole => findings.Problems.Count == 0;

        /// <summary>A problem that was found in <see cref="Document"/>, with the pointer into what was written; nothing where that could not be read.</summary>
        public Problem? AsWritten(Problem problem) => findings.AsWritten(problem);

        // A list of which something could not be read says nothing of what was removed from it, nor of its order.
        internal IEnumerable<Change> Told(IEnumerable<Change> changes)
        {
            var above = findings.Unread.SelectMany(JsonPointer.Above).ToHashSet(StringComparer.Ordinal);
            foreach (var change in changes)
            {
                var isRemoved = change.Kind == ChangeKind.Removed;
                var place = isRemoved ? change.Pointer : findings.Written(change.Pointer);
                var list = place[..Math.Max(0, place.LastIndexOf('/'))];
                if (!JsonPointer.IsWithin(place, findings.Unread) && !above.Contains(isRemoved ? list : place))
                {
                    yield return change with { Pointer = place };
                }
            }
        }
    }
}
