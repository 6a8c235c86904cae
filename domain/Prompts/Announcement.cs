using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.Prompts;

/// <summary>What an extension says: a prompt of the account's own, a text, or the platform's own sentence when it has neither.</summary>
internal static class Announcement
{
    public static Sound Of(string? text, string? prompt, Arrival arrival, Prompt otherwise) =>
        prompt is not null ? new Sound.Named(prompt, arrival.Language, otherwise)
        : text is not null ? new Sound.Speech(text, arrival.Language)
        : Catalogue.Say(otherwise, arrival.Spoken);

    /// <summary>What is wrong with the two members, which are called <c>name</c> and <c>namePrompt</c>.</summary>
    public static IEnumerable<Problem> Check(string name, string? text, string? prompt, IDialPlan plan)
    {
        if (text is not null && (string.IsNullOrWhiteSpace(text) || text.Length > SpokenText.Longest))
        {
            yield return new Problem($"/{name}", SpokenText.Rule);
        }

        if (prompt is null)
        {
            yield break;
        }

        if (text is not null)
        {
            yield return new Problem($"/{name}Prompt", "A text and a prompt cannot both be played: leave one out.");
        }

        if (!plan.HasPrompt(prompt))
        {
            yield return new Problem($"/{name}Prompt", $"There is no prompt “{prompt}”.");
        }
    }
}
