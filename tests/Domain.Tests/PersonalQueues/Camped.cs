using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Queues;

namespace Pbx.Domain.Tests.PersonalQueues;

/// <summary>Calls to the attendant group 500, in which Anna (201) answers and camps the caller on Bert (211).</summary>
internal static class Camped
{
    public static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    public static readonly ExtensionNumber Bert = ExtensionNumber.Parse("211");
    public static readonly ExtensionNumber Cees = ExtensionNumber.Parse("212");

    /// <summary>Anna talks to the caller.</summary>
    public static CallStory Talking(string group = """ "kind": "attendant", "campOn": {} """, string bert = """{ "device": "web:bert" }""", params string[] prompts) =>
        QueueStory.Account(group, $$"""{ "number": "211", "name": "Bert", "type": "user", "config": {{bert}} }""").WithPrompts(prompts).Called().Admit().Offer(1, "201").AnswerPhone();

    public static CallStory CampOn(this CallStory story, string user = "211") => story.When(new CallEvent.CampOnAsked(ExtensionNumber.Parse(user), "anna"));

    /// <summary>The floor has a place for the call.</summary>
    public static CallStory Placed(this CallStory story, string user = "211", bool isFree = false) => story.When(new CallEvent.QueueAdmits(ExtensionNumber.Parse(user), HasEntered: true, isFree));

    /// <summary>The caller waits for Bert from the first second on.</summary>
    public static CallStory Waiting(string group = """ "kind": "attendant", "campOn": {} """, string bert = """{ "device": "web:bert" }""", params string[] prompts) => Talking(group, bert, prompts).CampOn().Placed();
}
