namespace Pbx.Domain.Extensions;

/// <summary>The configuration of a type of extension that gives calls a text for who receives them (EXT-077).</summary>
public interface IInforms
{
    /// <summary>The text, or nothing.</summary>
    string Information { get; }

    /// <summary>Whether a text that the call has already is kept.</summary>
    bool KeepsInformation { get; }
}
