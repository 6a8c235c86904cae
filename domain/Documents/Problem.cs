namespace Pbx.Domain.Documents;

/// <summary>
/// One thing that is wrong with a document, in words an administrator can act on. The pointer (RFC 6901) leads to the place.
/// A warning does not hinder saving.
/// </summary>
public sealed record Problem(string Pointer, string Message, bool IsWarning = false)
{
    /// <summary>The same problem, told from further out: the pointer begins with where the part stands.</summary>
    public Problem Under(string pointer) => this with { Pointer = pointer + Pointer };
}
