using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Prompts;

public sealed class WhenAPromptOfOnesOwnIsPlayed
{
    private static readonly string English = new('a', 64);
    private static readonly string Dutch = new('b', 64);
    private static readonly string Finnish = new('c', 64);

    [Theory]
    [InlineData("de", "nl")]
    [InlineData("en", "en")]
    [InlineData("nl", "nl")]
    [Trait("Rule", "VMR-173")]
    public void The_file_is_in_the_language_of_the_call_or_else_in_the_accounts(string language, string heard)
    {
        var story = CallStory.Of(Account($$"""{ "number": "300", "name": "Closed", "type": "auto-answer", "language": "{{language}}", "config": { "messagePrompt": "Welcome" } }""")).Dial("+31205550102");

        Assert.Equal(new CallCommand.Play([new Sound.Recorded(AudioFile.Parse(heard == "en" ? English : Dutch))]), story.One<CallCommand.Play>());
    }

    [Fact]
    [Trait("Rule", "VMR-173")]
    public void A_prompt_without_either_plays_any_that_it_has()
    {
        var story = CallStory.Of(Account("""{ "number": "300", "name": "Closed", "type": "auto-answer", "config": { "messagePrompt": "Finnish" } }""")).Dial("+31205550102");

        Assert.Equal(new CallCommand.Play([new Sound.Recorded(AudioFile.Parse(Finnish))]), story.One<CallCommand.Play>());
    }

    [Fact]
    [Trait("Rule", "VMR-169")]
    public void A_menu_greets_with_it_and_plays_one_for_a_key()
    {
        var story = CallStory.Of(Account(
            """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greetingPrompt": "Welcome", "options": [{ "key": "1", "action": "play-message", "messagePrompt": "Finnish" }] } }""")).Dial("+31205550100");

        Assert.Equal([new Sound.Recorded(AudioFile.Parse(Dutch))], story.One<CallCommand.CollectDigits>().Prompt);
        Assert.Equal([new Sound.Recorded(AudioFile.Parse(Finnish))], story.Press("1").One<CallCommand.CollectDigits>().Prompt);
    }

    [Fact]
    public void The_call_does_not_wait_longer_than_the_longest_file_for_the_word_that_it_has_ended()
    {
        var story = CallStory.Of(Account("""{ "number": "300", "name": "Closed", "type": "auto-answer", "config": { "messagePrompt": "Welcome" } }""")).Dial("+31205550102");

        Assert.InRange(CallMachine.Due(story.Call!)!.Value - story.Now, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.2));
    }

    [Fact]
    public void A_prompt_that_is_gone_meanwhile_is_replaced_by_the_platforms_own_sentence()
    {
        var account = Account("""{ "number": "300", "name": "Closed", "type": "auto-answer", "config": { "messagePrompt": "Gone" } }""");

        Assert.Equal(Catalogue.Text(Prompt.NotAvailable, Language.Dutch), Assert.Single(CallStory.Of(account).Dial("+31205550102").Spoken));
    }

    [Fact]
    [Trait("Rule", "VMR-168.1")]
    [Trait("Rule", "VMR-168.2")]
    [Trait("Rule", "VMR-174")]
    public void Everything_that_is_wrong_with_prompts_is_said_at_once()
    {
        var document = Account(
            """{ "number": "300", "name": "Closed", "type": "auto-answer", "config": { "message": "We are closed.", "messagePrompt": "Nowhere" } }""",
            """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greetingPrompt": "Nowhere", "options": [{ "key": "1", "action": "play-message", "messagePrompt": "Nowhere" }] } }""").Document;
        var welcome = document.Prompts[0];
        document = document with { Prompts = [welcome, welcome, new OwnPrompt(new string('x', 65), " ", new PromptFiles())] };

        var problems = AccountCheck.Check(document).Where(problem => !problem.IsWarning && problem.Pointer.Contains("rompt", StringComparison.Ordinal)).Select(problem => problem.Pointer).Order(StringComparer.Ordinal);

        var (auto, menu) = (IndexOf(document, "300"), IndexOf(document, "100"));
        Assert.Equal(
            new[]
            {
                $"/extensions/{auto}/config/messagePrompt", $"/extensions/{auto}/config/messagePrompt", $"/extensions/{menu}/config/greetingPrompt", $"/extensions/{menu}/config/options/0/messagePrompt",
                "/prompts/1/name", "/prompts/2/description", "/prompts/2/files", "/prompts/2/name",
            }.Order(StringComparer.Ordinal),
            problems);
    }

    [Fact]
    [Trait("Rule", "VMR-099")]
    public void The_uses_of_a_file_are_known()
    {
        var document = Account().Document;

        Assert.Equal(["/prompts/0/files/en/file"], PromptUses.Of(AudioFile.Parse(English), document).Select(use => use.Pointer));
        Assert.Empty(PromptUses.Of(AudioFile.Parse(new string('d', 64)), document));
    }

    private static int IndexOf(AccountDocument document, string number) =>
        document.Extensions.Select((extension, i) => (extension, i)).First(one => one.extension.Number.Value == number).i;

    private static TestAccount Account(params string[] extensions) => new(TestAccount.With(extensions).Document with
    {
        Prompts =
        [
            TestAccount.Read<OwnPrompt>($$"""{ "name": "Welcome", "description": "Greets.", "files": { "en": { "file": "{{English}}" }, "nl": { "file": "{{Dutch}}" } } }"""),
            TestAccount.Read<OwnPrompt>($$"""{ "name": "Finnish", "description": "Greets.", "files": { "fi": { "file": "{{Finnish}}" } } }"""),
        ],
    });
}
