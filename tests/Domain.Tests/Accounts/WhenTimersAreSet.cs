using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Accounts;

public sealed class WhenTimersAreSet
{
    [Fact]
    [Trait("Rule", "EXT-088")]
    [Trait("Rule", "EXT-089")]
    [Trait("Rule", "EXT-086")]
    public void Those_that_are_left_out_are_as_usual() => Assert.Equal(
        (3, 5, 5, 10, 3, 5, 1),
        (Seconds(Timers.Usual.BetweenMenuKeys), Seconds(Timers.Usual.BetweenNumberKeys), Seconds(Timers.Usual.UntilMenuKey), Seconds(Timers.Usual.UntilNumberKey), Timers.Usual.MostAttempts, Seconds(Timers.Usual.OneRing), Seconds(Timers.Usual.DeafFor)));

    [Theory]
    [InlineData("nextMenuKey", 1, 10)]
    [InlineData("nextNumberKey", 1, 10)]
    [InlineData("firstMenuKey", 1, 30)]
    [Trait("Rule", "EXT-083")]
    [Trait("Rule", "EXT-084")]
    [Trait("Rule", "EXT-085")]
    public void Each_has_its_bounds(string name, int least, int most) => Bounds(name, least, most);

    [Theory]
    [InlineData("firstNumberKey", 3, 30)]
    [InlineData("ring", 4, 6)]
    [InlineData("deafAfterInvalid", 0, 3)]
    [Trait("Rule", "EXT-086")]
    [Trait("Rule", "EXT-088")]
    [Trait("Rule", "EXT-089")]
    public void Each_of_the_others_too(string name, int least, int most) => Bounds(name, least, most);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [Trait("Rule", "EXT-087")]
    public void A_dialogue_gives_up_after_one_to_ten_attempts(int attempts, bool isRight) => Assert.Equal(isRight, Problems(new Timers(Attempts: attempts)).Count == 0);

    [Fact]
    public void The_network_counts_whole_seconds() => Assert.Equal(["/account/timers/ring"], Problems(new Timers(Ring: TimeSpan.FromSeconds(4.5))));

    [Fact]
    [Trait("Rule", "EXT-083")]
    [Trait("Rule", "EXT-085")]
    [Trait("Rule", "EXT-089")]
    public void A_menu_waits_as_the_account_says()
    {
        var story = CallStory.Of(With(new Timers(NextMenuKey: TimeSpan.FromSeconds(7), FirstMenuKey: TimeSpan.FromSeconds(20), DeafAfterInvalid: TimeSpan.FromSeconds(2)))).Dial("+31205550100");
        var ask = story.One<CallCommand.CollectDigits>();
        Assert.Equal((20, 7), (Seconds(ask.FirstWithin), Seconds(ask.NextWithin)));
        var steps = story.Press("9").Call!.Trail.Steps.Count;
        Assert.Equal(steps, story.After(TimeSpan.FromSeconds(1.9)).Press("1").Call!.Trail.Steps.Count);
        Assert.Equal("201", Assert.IsType<Phase.InExtension>(story.After(TimeSpan.FromSeconds(0.1)).Press("1").Phase).Arrival.Number?.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-089")]
    public void Where_keys_always_count_what_follows_a_wrong_one_is_a_new_entry() => Assert.Equal(
        "201", Assert.IsType<Phase.InExtension>(CallStory.Of(With(new Timers(DeafAfterInvalid: TimeSpan.Zero))).Dial("+31205550100").Press("91").Phase).Arrival.Number?.Value);

    [Fact]
    [Trait("Rule", "EXT-084")]
    [Trait("Rule", "EXT-086")]
    [Trait("Rule", "EXT-087")]
    public void A_system_extension_waits_as_the_account_says()
    {
        var story = CallStory.Of(With(new Timers(NextNumberKey: TimeSpan.FromSeconds(2), FirstNumberKey: TimeSpan.FromSeconds(4), Attempts: 1), """{ "number": "300", "name": "Access", "type": "system-access", "config": {} }""")).Dial("+31205550102");
        var ask = story.One<CallCommand.CollectDigits>();
        Assert.Equal((4, 2), (Seconds(ask.FirstWithin), Seconds(ask.NextWithin)));
        Assert.IsType<Domain.SystemExtensions.SystemAccessState.Closing>(Assert.IsType<Phase.InExtension>(story.PressNothing().Phase).State.State);
    }

    private static void Bounds(string name, int least, int most)
    {
        foreach (var (seconds, isRight) in new[] { (least - 1, false), (least, true), (most, true), (most + 1, false) })
        {
            var time = TimeSpan.FromSeconds(seconds);
            var timers = name switch
            {
                "nextMenuKey" => new Timers(NextMenuKey: time),
                "nextNumberKey" => new Timers(NextNumberKey: time),
                "firstMenuKey" => new Timers(FirstMenuKey: time),
                "firstNumberKey" => new Timers(FirstNumberKey: time),
                "ring" => new Timers(Ring: time),
                _ => new Timers(DeafAfterInvalid: time),
            };
            Assert.Equal(isRight ? [] : [$"/account/timers/{name}"], Problems(timers));
        }
    }

    private static TestAccount With(Timers timers, params string[] extensions)
    {
        var document = TestAccount.With(extensions).Document;
        return new TestAccount(document with { Account = document.Account with { Timers = timers } });
    }

    private static List<string> Problems(Timers timers) => [.. AccountCheck.Check(With(timers).Document).Where(problem => problem.Pointer.StartsWith("/account/timers", StringComparison.Ordinal)).Select(problem => problem.Pointer)];

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
