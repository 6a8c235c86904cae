using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pbx.Domain.Prompts;

/// <summary>A prompt of the account's own: audio files, one for each language (VMR-166 to VMR-169).</summary>
/// <param name="Name">1 to 64 characters, one of its kind; extensions name the prompt by it.</param>
/// <param name="Description">Purpose and content, 1 to 500 characters.</param>
/// <param name="Files">At least one.</param>
[DisplayName("Voice prompt")]
public sealed record OwnPrompt(
    [property: Key, Description("What the prompt is called; 1 to 64 characters."), Length(1, OwnPrompt.LongestName)] string Name,
    [property: Description("Purpose and content of the prompt; 1 to 500 characters."), Length(1, OwnPrompt.LongestDescription)] string Description,
    [property: Description("The files, one for each language; at least one.")] PromptFiles Files)
{
    /// <summary>The most characters of a name (VMR-168.1).</summary>
    public const int LongestName = 64;

    /// <summary>The most characters of a description (VMR-168.2).</summary>
    public const int LongestDescription = 500;

    /// <summary>The file for a call: in its language, else in the account's first language, else in any (VMR-173). None if the prompt has no file at all.</summary>
    public AudioFile? FileFor(Language language, Language first) =>
        (Files.In(language) ?? Files.In(first) ?? Files.All.Select(one => one.File).FirstOrDefault())?.File;
}

/// <summary>The files of a prompt, by the language that is spoken in them.</summary>
public sealed record PromptFiles(
    [property: DisplayName("English")] PromptFile? En = null,
    [property: DisplayName("Dutch")] PromptFile? Nl = null,
    [property: DisplayName("German")] PromptFile? De = null,
    [property: DisplayName("Spanish")] PromptFile? Es = null,
    [property: DisplayName("Danish")] PromptFile? Da = null,
    [property: DisplayName("Finnish")] PromptFile? Fi = null,
    [property: DisplayName("Latvian")] PromptFile? Lv = null)
{
    /// <summary>Those that are there, with the member that names the language.</summary>
    internal IEnumerable<(string Member, PromptFile File)> All
    {
        get
        {
            foreach (var (member, file) in new (string, PromptFile?)[] { ("en", En), ("nl", Nl), ("de", De), ("es", Es), ("da", Da), ("fi", Fi), ("lv", Lv) })
            {
                if (file is not null)
                {
                    yield return (member, file);
                }
            }
        }
    }

    /// <summary>A single file, of a language.</summary>
    public static PromptFiles Of(Language language, AudioFile file)
    {
        var one = new PromptFile(file);
        return language switch
        {
            Language.English => new PromptFiles(En: one),
            Language.Dutch => new PromptFiles(Nl: one),
            Language.German => new PromptFiles(De: one),
            Language.Spanish => new PromptFiles(Es: one),
            Language.Danish => new PromptFiles(Da: one),
            Language.Finnish => new PromptFiles(Fi: one),
            Language.Latvian => new PromptFiles(Lv: one),
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a language that the platform speaks."),
        };
    }

    /// <summary>The one in a language, or nothing.</summary>
    public PromptFile? In(Language language) => language switch
    {
        Language.English => En,
        Language.Dutch => Nl,
        Language.German => De,
        Language.Spanish => Es,
        Language.Danish => Da,
        Language.Finnish => Fi,
        Language.Latvian => Lv,
        _ => null,
    };
}

/// <summary>A file of a prompt.</summary>
public sealed record PromptFile([property: Description("The name that the upload was answered with.")] AudioFile File);
