using Pbx.Domain.Prompts;

namespace Pbx.Domain.Extensions;

/// <summary>The configuration of a type of extension that decides something for the rest of the call.</summary>
public interface IShapesCall
{
    /// <summary>The language of what callers hear from now on, unless they are users, whose own language is known (EXT-397); none: nothing is changed.</summary>
    Language? PromptLanguage { get; }

    /// <summary>Whether receivers who cannot be shown the number that sends the call on see it in place of the caller's (EXT-398).</summary>
    bool PrefersOwnNumber { get; }
}
