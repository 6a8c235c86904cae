using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Extensions;

/// <summary>Some extensions in the order of their numbers.</summary>
/// <param name="Total">How many there are in all, of the type that was asked for.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; left out on the last one.</param>
internal sealed record ExtensionList(IReadOnlyList<ExtensionSummary> Extensions, int Total, string? Next)
{
    public static ExtensionList Of(AccountDocument document, string type, string after, int most)
    {
        var all = document.Extensions.Where(extension => type.Length == 0 || extension.Type.Key == type).ToList();
        var plan = AccountCheck.Plan(document);
        var page = all.OrderBy(extension => extension.Number.Value, StringComparer.Ordinal).SkipWhile(extension => string.CompareOrdinal(extension.Number.Value, after) <= 0).Take(most + 1).ToList();
        var shown = page.Take(most).Select(extension => ExtensionSummary.Of(extension, plan)).ToList();
        return new ExtensionList(shown, all.Count, page.Count > most ? shown[^1].Number : null);
    }
}

/// <summary>An extension in the list.</summary>
/// <param name="IsIncomplete">Whether something is missing without which calls come to less than they could (EXT-208); what that is, <paramref name="Missing"/> tells.</param>
internal sealed record ExtensionSummary(string Number, string Name, string Type, bool ListInDirectory, bool DialByExtension, string? StartDate, string? EndDate, bool IsIncomplete, IReadOnlyList<PointedError>? Missing)
{
    public static ExtensionSummary Of(Extension extension, IDialPlan plan)
    {
        var missing = extension.Type.Check(extension.Config, plan).Select(problem => new PointedError($"/config{problem.Pointer}", problem.Message)).ToList();
        return new ExtensionSummary(extension.Number.Value, extension.Name, extension.Type.Key, extension.IsListed, extension.IsKeyed, extension.StartDate?.Value, extension.EndDate?.Value, missing.Count > 0, missing.Count > 0 ? missing : null);
    }
}

/// <summary>The numbers of an account's extensions.</summary>
/// <param name="Length">How many digits each has; left out: the first one will tell (EXT-002).</param>
/// <param name="InUse">In their order, each with its name (EXT-010).</param>
/// <param name="Reserved">Those that none may have, each with the reason.</param>
/// <param name="Next">The one that a new extension gets; left out: none is free (EXT-009).</param>
/// <param name="Proposed">The block for the type that was asked for (EXT-014).</param>
internal sealed record NumberList(int? Length, IReadOnlyList<NumberInUse> InUse, IReadOnlyList<ReservedNumber> Reserved, string? Next, ProposedBlock? Proposed);

/// <summary>A number that an extension has.</summary>
internal sealed record NumberInUse(string Number, string Name);

/// <summary>A number that no extension may have.</summary>
internal sealed record ReservedNumber(string Number, string Why);

/// <summary>A block of numbers that is proposed for a type; others are taken as well.</summary>
internal sealed record ProposedBlock(int From, int To, string? Next);

[JsonSerializable(typeof(ExtensionList))]
[JsonSerializable(typeof(NumberList))]
internal sealed partial class ExtensionViewJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static ExtensionViewJson Readable { get; } = new(ReadableJson.Options());
}
