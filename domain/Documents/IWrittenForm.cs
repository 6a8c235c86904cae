namespace Pbx.Domain.Documents;

/// <summary>What a converter can say of the text that it reads, for the JSON Schema of our documents.</summary>
public interface IWrittenForm
{
    /// <summary>The text as a regular expression from <c>^</c> to <c>$</c>; nothing for what stands in no document of people.</summary>
    string? Pattern { get; }

    /// <summary>What a text has to be, for the person who wrote another one.</summary>
    string Expected { get; }

    /// <summary>One that can be shown.</summary>
    string? Example { get; }

    /// <summary>Whether a text of two to five digits is the number of an extension.</summary>
    bool NamesExtension => false;

    /// <summary>Whether a public number is taken here in the form in which people of the country type it (EXT-060).</summary>
    bool TakesTypedNumbers => false;
}
