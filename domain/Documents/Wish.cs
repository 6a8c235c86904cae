using System.Text.Json;

namespace Pbx.Domain.Documents;

/// <summary>A small document that somebody sent to have one thing changed: held against the schema of its record, so that all mistakes are told at once, each with a pointer.</summary>
/// <typeparam name="T">The record that it is.</typeparam>
public sealed class Wish<T>
    where T : class
{
    private readonly Inspection findings;
    private readonly Shape shape;

    internal Wish(T value, Inspection findings, Shape shape) => (Value, this.findings, this.shape) = (value, findings, shape);

    /// <summary>As it was written; where its shape is wrong, what could be read of it, with something standing in for what could not.</summary>
    public T Value { get; }

    /// <summary>What is wrong with its shape.</summary>
    public IReadOnlyList<Problem> Problems => findings.Problems;

    /// <summary>A problem that was found in <see cref="Value"/>; nothing where that place, or what it may have been compared with, could not be read.</summary>
    public Problem? AsWritten(Problem problem) => findings.AsWritten(problem) is { } written && !IsComparedWithUnread(written.Pointer) ? written : null;

    // an end is held against a start, and what is compared is written alike
    private bool IsComparedWithUnread(string pointer) =>
        shape is Shape.Members members && FormOf(members, pointer) is { } form && findings.Unread.Any(unread => FormOf(members, unread) == form);

    private static string? FormOf(Shape.Members members, string pointer) => pointer.Length > 1 ? (members.Find(pointer[1..])?.Shape as Shape.Text)?.Pattern?.ToString() : null;
}

/// <summary>Reads wishes.</summary>
public static class Wishes
{
    /// <summary>The wish, or why there is none: the text is no JSON.</summary>
    /// <param name="typed">The stored form of a public number that somebody typed, or nothing; none: only the stored form is taken.</param>
    public static (Wish<T>? Wish, Problem? Malformed) Read<T>(ReadOnlyMemory<byte> text, Func<string, string?>? typed = null)
        where T : class
    {
        var (json, malformed) = JsonText.Parse(text);
        using (json)
        {
            if (json is null)
            {
                return (null, malformed);
            }

            var shape = ShapeOf<T>.Compiled.Value;
            var (tree, findings) = Inspection.Of(json.RootElement, shape, typed);
            return (new Wish<T>(tree.Deserialize(Json.Of<T>(Json.Documents)) ?? throw new JsonException("A wish is not null."), findings, shape), null);
        }
    }

    private static class ShapeOf<T>
    {
        public static Lazy<Shape> Compiled { get; } = new(() => ShapeReader.Read(DocumentSchema.Of<T>($"/{typeof(T).Name}")));
    }
}
