using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Explanations;

/// <summary>A question as somebody wrote it. The account, or a draft of it, tells what it means (<see cref="Ask"/>).</summary>
public sealed class QuestionReading
{
    private const string Against = "against";
    private const string Live = "live";
    private static readonly Lazy<Shape> Compiled = new(() => ShapeReader.Read(DocumentSchema.Of<WrittenQuestion>("/api/v1/schemas/question.json")));
    private readonly WrittenQuestion? written;
    private readonly Inspection? findings;

    private QuestionReading(Problem problem) => Problems = [problem];

    private QuestionReading(WrittenQuestion written, Inspection findings, AccountReading.Parsed? draft, IEnumerable<Problem> more)
    {
        (this.written, this.findings, Draft) = (written, findings, draft);
        Problems = [.. findings.Problems, .. more, .. (draft?.Problems ?? []).Where(problem => !problem.IsWarning).Select(problem => problem.Under($"/{Against}"))];
    }

    /// <summary>The draft that is asked about; nothing: the account as it was saved last.</summary>
    public AccountReading.Parsed? Draft { get; }

    /// <summary>Everything that is wrong with the text, and with the draft in it.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Whether nothing could be read.</summary>
    public bool IsMalformed => written is null;

    /// <summary>Reads a question.</summary>
    public static QuestionReading Read(ReadOnlyMemory<byte> text)
    {
        var (json, problem) = JsonText.Parse(text);
        using (json)
        {
            return json is null ? new QuestionReading(problem ?? new Problem("", "This is no JSON."))
                : json.RootElement.ValueKind != JsonValueKind.Object ? new QuestionReading(new Problem("", "A question in braces is expected here."))
                : Read(json.RootElement);
        }
    }

    /// <summary>The question for an account, or what is wrong with it there, together with all that is wrong with the text.</summary>
    /// <param name="now">When the call comes if the question does not say it.</param>
    public (Question? Question, IReadOnlyList<Problem> Problems) Ask(DocumentConfiguration account, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (written is null || findings is null)
        {
            return (null, Problems);
        }

        var from = written.From is { } name ? name.In(account) : PhoneAddress.Anonymous;
        List<Problem> meaning =
        [
            .. from is null ? [new Problem("/from", $"Extension {written.From} is no user with a phone.")] : Array.Empty<Problem>(),
            .. account.Owns(written.To) ? [] : new[] { new Problem("/to", $"{written.To} is not a number of this account.") },
            .. AssumptionCheck.Check(written.Assume ?? Assumptions.None, account).Select(problem => problem.Under("/assume")),
        ];
        var problems = Problems.Concat(meaning.Select(problem => problem with { Pointer = findings.Written(problem.Pointer) }).Where(problem => !JsonPointer.IsWithin(problem.Pointer, findings.Unread))).ToList();
        return problems.Count > 0 || from is not { } caller
            ? (null, problems)
            : (new Question(caller, written.To, written.At?.In(account.Account.TimeZone) ?? now, written.Assume ?? Assumptions.None), problems);
    }

    private static QuestionReading Read(JsonElement root)
    {
        using var question = JsonDocument.Parse(WithoutDraft(root));
        var (tree, findings) = Inspection.Of(question.RootElement, Compiled.Value);
        var asked = tree.Deserialize(Json.Of<WrittenQuestion>(Json.Documents)) ?? throw new JsonException("A question is not null.");
        return root.TryGetProperty(Against, out var against) ? against.ValueKind switch
        {
            JsonValueKind.Object => new QuestionReading(asked, findings, AccountReading.Read(against), []),
            JsonValueKind.String when against.ValueEquals(Live) => new QuestionReading(asked, findings, null, []),
            _ => new QuestionReading(asked, findings, null, [new Problem($"/{Against}", $"“{Live}” or a whole account document is expected here.")]),
        }
        : new QuestionReading(asked, findings, null, []);
    }

    private static ReadOnlyMemory<byte> WithoutDraft(JsonElement root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var member in root.EnumerateObject())
        {
            if (!member.NameEquals(Against))
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>A question as it stands in JSON.</summary>
    public sealed record WrittenQuestion(
        [property: Description("The number of the account that is called.")] PhoneNumber To,
        [property: Description("Who calls: an address, or an extension for its phone; left out: somebody who withholds the number.")] PhoneName? From = null,
        [property: Description("When, by the clock of the account where no distance from UTC is written; left out: now.")] PointInTime? At = null,
        [property: Description("What is taken for granted.")] Assumptions? Assume = null);
}
