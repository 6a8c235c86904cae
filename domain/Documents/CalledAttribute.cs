namespace Pbx.Domain.Documents;

/// <summary>
/// How an item of a list is named in a sentence where its key makes no good name: a text with the names of members in braces, such as <c>{Day} {start}–{EndDay} {end}</c>. A member that is not
/// set is left out together with the space behind it; one whose name has a capital letter here is shown with one.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CalledAttribute(string @as) : Attribute
{
    /// <summary>The text.</summary>
    public string As { get; } = @as;
}
