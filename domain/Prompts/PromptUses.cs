using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Prompts;

/// <summary>Where the files of an account are used.</summary>
public static class PromptUses
{
    /// <summary>Every file that a document names, with a pointer to the place and the prompt that it is in.</summary>
    public static IEnumerable<(AudioFile File, string Pointer, string Prompt)> Files(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Prompts.SelectMany((prompt, i) => prompt.Files.All.Select(one => (one.File.File, $"/prompts/{i}/files/{one.Member}/file", prompt.Name)));
    }

    /// <summary>The files of a prompt.</summary>
    public static IEnumerable<AudioFile> Files(OwnPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return prompt.Files.All.Select(one => one.File.File);
    }

    /// <summary>The uses of one file, as reasons not to delete it (VMR-099).</summary>
    public static IEnumerable<Problem> Of(AudioFile file, AccountDocument document) =>
        Files(document).Where(use => use.File == file).Select(use => new Problem(use.Pointer, $"Prompt “{use.Prompt}” plays it."));
}
