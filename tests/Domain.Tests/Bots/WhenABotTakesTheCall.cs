using Pbx.Domain.Accounts;
using Pbx.Domain.Bots;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Bots;

public sealed class WhenABotTakesTheCall
{
    private const string Endpoint = "https://bots.example.com/one";

    [Fact]
    [Trait("Rule", "EXT-378")]
    [Trait("Rule", "EXT-069")]
    public void It_is_told_who_calls_what_and_in_which_language_and_the_call_counts_as_answered()
    {
        var story = Story("""{ "endpoint": "https://bots.example.com/one" }""");
        Assert.Equal(new CallCommand.AskBot(Endpoint, new BotTurn(1, "+31612345678", "Eva", "+31205550104", "Eva", "nl-NL")), story.One<CallCommand.AskBot>());
        Assert.Equal(CallStory.Start, story.Call!.Trail.Answered);
    }

    [Fact]
    [Trait("Rule", "EXT-378")]
    public void It_talks_with_the_caller_by_keys_until_it_transfers_the_call()
    {
        var story = Says(Story("""{ "endpoint": "https://bots.example.com/one" }"""), new BotReply("Druk op één.", Keys: 1));
        Assert.Equal((1, "Druk op één."), (story.One<CallCommand.CollectDigits>().Most, story.Spoken.Single()));
        story.Press("1");
        Assert.Equal((2, "1"), (story.One<CallCommand.AskBot>().Turn.Turn, story.One<CallCommand.AskBot>().Turn.Keys));
        Says(story, new BotReply("Een moment."));
        Assert.Equal("Een moment.", story.Spoken.Single());
        story.EndSound();
        Assert.Equal((3, null), (story.One<CallCommand.AskBot>().Turn.Turn, story.One<CallCommand.AskBot>().Turn.Keys));
        Says(story, new BotReply("Ik verbind u door.", Then: BotAction.Transfer, To: Destination.Read("201"))).EndSound();
        Assert.Equal(("201", 1), (Where(story), story.Call!.Trail.HopsSinceInput));
    }

    [Fact]
    [Trait("Rule", "EXT-378")]
    public void A_caller_who_presses_nothing_is_told_to_it_as_nothing()
    {
        var story = Says(Story("""{ "endpoint": "https://bots.example.com/one" }"""), new BotReply("Druk op één.", Keys: 1)).PressNothing();
        Assert.Equal("", story.One<CallCommand.AskBot>().Turn.Keys);
        Says(story, new BotReply(Then: BotAction.Transfer, To: Destination.Read("+31209999999")));
        Assert.Equal((PhoneAddress.Parse("+31209999999"), 2), (story.One<CallCommand.RingPhone>().Phone, story.Call!.Trail.HopsSinceInput));
    }

    [Fact]
    [Trait("Rule", "EXT-378")]
    public void It_may_end_the_call()
    {
        var story = Says(Story("""{ "endpoint": "https://bots.example.com/one" }"""), new BotReply("Tot ziens.", Then: BotAction.End)).EndSound().Then(new CallCommand.HangUp());
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.HangingUp>(story.Phase).Reason);
    }

    public static TheoryData<string> Failures() => ["away", "late", "dropped", "nowhere", "not allowed"];

    [Theory]
    [MemberData(nameof(Failures))]
    [Trait("Rule", "EXT-379")]
    public void Whatever_is_wrong_with_it_leads_to_the_fallback(string what)
    {
        Assert.Equal("300", Where(Fail(what, """{ "endpoint": "https://bots.example.com/one", "fallback": "300", "transfersTo": ["201"] }""")));
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(Fail(what, """{ "endpoint": "https://bots.example.com/one", "transfersTo": ["201"] }""").Phase).Reason);

        static CallStory Fail(string what, string config)
        {
            var story = Story(config);
            return what switch
            {
                "away" => story.When<CallCommand.AskBot>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("away"))])),
                "late" => story.WhenDue(),
                "dropped" => Says(story, new BotReply()),
                "nowhere" => Says(story, new BotReply(Then: BotAction.Transfer)),
                _ => Says(story, new BotReply(Then: BotAction.Transfer, To: Destination.Read("400"))),
            };
        }
    }

    [Fact]
    [Trait("Rule", "EXT-379")]
    [Trait("Rule", "EXT-063")]
    public void A_transfer_to_an_extension_that_is_gone_leads_to_the_fallback() =>
        Assert.Equal("300", Where(Says(Story("""{ "endpoint": "https://bots.example.com/one", "fallback": "300" }"""), new BotReply(Then: BotAction.Transfer, To: Destination.Read("777")))));

    [Fact]
    [Trait("Rule", "EXT-068")]
    public void A_conversation_without_end_ends()
    {
        var story = Story("""{ "endpoint": "https://bots.example.com/one", "fallback": "300" }""");
        for (var turn = 0; turn < 500 && Where(story) is null; turn++)
        {
            Says(story, new BotReply("Nog iets.")).EndSound();
        }

        Assert.Equal("300", Where(story));
    }

    [Fact]
    [Trait("Rule", "EXT-378")]
    [Trait("Rule", "EXT-379")]
    public void One_that_takes_calls_is_rung_for_five_seconds_and_put_through()
    {
        var story = Story("""{ "phone": "web:bot", "fallback": "300" }""");
        Assert.Equal((PhoneAddress.Parse("web:bot"), TimeSpan.FromSeconds(5)), (story.One<CallCommand.RingPhone>().Phone, story.One<CallCommand.RingPhone>().For));
        Assert.IsType<Phase.Talking>(story.AnswerPhone().Phase);
        Assert.Equal("300", Where(Story("""{ "phone": "web:bot", "fallback": "300" }""").Miss("web:bot", NotReached.NoAnswer)));
    }

    [Theory]
    [InlineData("{}", "/endpoint")]
    [InlineData("""{ "endpoint": "https://a.example.com", "phone": "web:bot" }""", "/endpoint")]
    [InlineData("""{ "endpoint": "http://a.example.com/", "fallback": "777", "transfersTo": ["201", "778"] }""", "/endpoint /fallback /transfersTo/1")]
    [InlineData("""{ "endpoint": "ftp://localhost/" }""", "/endpoint")]
    [InlineData("""{ "endpoint": "https://me:secret@a.example.com/" }""", "/endpoint")]
    [InlineData("""{ "endpoint": "http://localhost:7080/bot", "addOns": ["contact-integration"] }""", "/portalUser")]
    [InlineData("""{ "endpoint": "http://localhost:7080/bot", "addOns": ["contact-integration"], "portalUser": "11111111-1111-1111-1111-111111111111", "level": "two" }""", "")]
    [Trait("Rule", "EXT-374")]
    [Trait("Rule", "EXT-376")]
    public void Everything_that_is_wrong_is_named(string config, string pointers) => Assert.Equal(
        pointers,
        string.Join(' ', AccountCheck.Check(Account(config).Document).Where(problem => problem.Pointer.StartsWith("/extensions/5/config/", StringComparison.Ordinal) && !problem.IsWarning).Select(problem => problem.Pointer.Split("/config")[1]).Order()));

    [Fact]
    [Trait("Rule", "EXT-377")]
    public void It_is_a_destination_like_any_other()
    {
        var story = CallStory.Of(TestAccount.With("""{ "number": "999", "name": "Bot", "type": "ai", "config": { "endpoint": "https://bots.example.com/one" } }""", """{ "number": "100", "name": "Menu", "type": "menu", "config": { "options": [{ "key": "1", "destination": "999" }] } }""")).Dial("+31205550100").Press("1");
        Assert.Equal("Main +31612345678", story.One<CallCommand.AskBot>().Turn.Display);
    }

    private static CallStory Says(CallStory story, BotReply reply) => story.When<CallCommand.AskBot>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Bot(reply))]));

    private static TestAccount Account(string config) => TestAccount.With($$"""{ "number": "999", "name": "Bot", "type": "ai", "config": {{config}} }""");

    private static CallStory Story(string config) => CallStory.Of(Account(config)).Dial("+31205550104", "Eva");

    private static string? Where(CallStory story) => story.Phase switch
    {
        Phase.InExtension { Arrival.Number: { } number } when number.Value != "999" => number.Value,
        _ => null,
    };
}
