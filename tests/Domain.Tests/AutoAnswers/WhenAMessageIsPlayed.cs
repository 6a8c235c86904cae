using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.AutoAnswers;

public sealed class WhenAMessageIsPlayed
{
    [Fact]
    [Trait("Rule", "EXT-206")]
    [Trait("Rule", "EXT-205")]
    public void It_is_played_once_and_the_call_is_disconnected_at_its_end()
    {
        var story = CallStory.Of().Dial("+31205550102").Then(new CallCommand.Play([new Sound.Speech("We are closed.", Language.English)]));
        story.EndSound().Then(new CallCommand.HangUp());
        Assert.Equal(EndReason.Completed, story.When(new CallEvent.CallEnded()).One<CallCommand.FileRecord>().Record.Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-207")]
    public void Keys_are_ignored()
    {
        var story = CallStory.Of().Dial("+31205550102");
        story.When(new CallEvent.DigitsCollected(story.Op<CallCommand.Play>(), "1")).Then();
        Assert.IsType<Phase.InExtension>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-208")]
    public void Without_a_message_the_standard_announcement_is_played()
    {
        var story = CallStory.Of("""{ "number": "300", "name": "Closed", "type": "auto-answer", "config": {} }""").Dial("+31205550102");
        Assert.Equal(Catalogue.Text(Prompt.NotAvailable, Language.Dutch), Assert.Single(story.Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-078")]
    public void The_language_is_the_extensions_own_or_else_the_accounts()
    {
        var own = CallStory.Of("""{ "number": "300", "name": "Closed", "type": "auto-answer", "language": "de", "config": {} }""").Dial("+31205550102");
        Assert.Equal(Catalogue.Text(Prompt.NotAvailable, Language.German), Assert.Single(own.Spoken));
        var accounts = CallStory.Of("""{ "number": "300", "name": "Closed", "type": "auto-answer", "config": {} }""").Dial("+31205550102");
        Assert.Equal(Catalogue.Text(Prompt.NotAvailable, Language.Dutch), Assert.Single(accounts.Spoken));
    }

    [Fact]
    public void A_message_that_cannot_be_played_ends_with_an_announcement()
    {
        var story = CallStory.Of().Dial("+31205550102");
        story.When<CallCommand.Play>(op => new CallEvent.SoundFailed(op));
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        story.When<CallCommand.Play>(op => new CallEvent.SoundFailed(op)).Then(new CallCommand.HangUp());
    }

    [Fact]
    public void A_network_that_forgets_to_tell_of_the_end_is_not_waited_for_without_end() =>
        CallStory.Of().Dial("+31205550102").WhenDue().Then(new CallCommand.HangUp());
}
