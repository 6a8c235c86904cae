using System.Text.RegularExpressions;

namespace Pbx.Domain.Documents;

/// <summary>What a JSON value has to look like: a schema, compiled so that a document can be held against it.</summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>What it is called in a form and in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Text.</summary>
    public sealed record Text : Shape
    {
        public Regex? Pattern { get; init; }

        /// <summary>The sentence for a text that does not match the pattern.</summary>
        public required string Expected { get; init; }

        public required Limits Letters { get; init; }

        public string? Example { get; init; }

        /// <summary>Whether a text of two to five digits is the number of an extension.</summary>
        public bool NamesExtension { get; init; }

        /// <summary>Whether a public number is taken in the form in which people of the country type it.</summary>
        public bool TakesTypedNumbers { get; init; }
    }

    /// <summary>One of some words.</summary>
    public sealed record Choice : Shape
    {
        public required IReadOnlyList<string> Words { get; init; }
    }

    /// <summary>A whole number.</summary>
    public sealed record Whole : Shape
    {
        public required Limits Range { get; init; }
    }

    /// <summary>True or false.</summary>
    public sealed record YesNo : Shape;

    /// <summary>A list.</summary>
    public sealed record List : Shape
    {
        public required Shape Item { get; init; }

        public required Limits Count { get; init; }

        /// <summary>The members by which items are told apart together, when they are objects that have any.</summary>
        public required IReadOnlyList<string> Key { get; init; }
    }

    /// <summary>An object with known members.</summary>
    public sealed record Members : Shape
    {
        /// <summary>In their order.</summary>
        public required IReadOnlyList<Member> All { get; init; }

        /// <summary>What one is called in a sentence (<see cref="CalledAttribute"/>), where that is not its key.</summary>
        public string? Called { get; init; }

        public Member? Find(string name)
        {
            foreach (var member in All)
            {
                if (member.Name == name)
                {
                    return member;
                }
            }

            return null;
        }
    }

    /// <summary>An object of one of several kinds, which a member tells.</summary>
    public sealed record OneOf : Shape
    {
        /// <summary>The member that tells the kind.</summary>
        public required string By { get; init; }

        public required IReadOnlyDictionary<string, Members> Kinds { get; init; }
    }

    /// <summary>A member of an object.</summary>
    public sealed record Member(string Name, Shape Shape, bool IsRequired);

    /// <summary>From how many to how many, both included; absent: no limit.</summary>
    public sealed record Limits(int? Least, int? Most)
    {
        public bool Hold(int count) => !(count < Least) && !(count > Most);

        /// <summary>In words.</summary>
        public override string ToString() => (Least, Most) switch
        {
            (null or 0, { } most) => $"at most {most}",
            ({ } least, null) => $"at least {least}",
            ({ } least, { } most) => least == most ? $"exactly {least}" : $"{least} to {most}",
            _ => "any number of",
        };
    }
}
