using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.HuntGroups;
using Pbx.Domain.Machines;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.UserGroups;

namespace Pbx.Domain.Tests.HuntGroups;

public sealed class WhenAHuntGroupIsCalled
{
    private static readonly string[] Colleagues =
    [
        .. new[] { "bert", "cees", "dora" }.Select((name, i) => $$"""{ "number": "21{{i + 1}}", "name": "{{name}}", "type": "user", "config": { "device": "web:{{name}}" } }"""),
        """{ "number": "600", "name": "Box", "type": "voicemail", "config": {} }""",
    ];

    [Fact]
    [Trait("Rule", "EXT-159")]
    [Trait("Rule", "EXT-146")]
    [Trait("Rule", "EXT-158")]
    public void Simultaneous_rings_all_members_and_the_first_who_answers_is_connected()
    {
        var story = Story("");
        Assert.Equal(["web:bert", "web:cees", "web:dora"], story.Rung);
        story.AnswerPhone("web:dora");
        Assert.Equal(["web:bert", "web:cees"], story.Withdrawn);
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-160")]
    [Trait("Rule", "EXT-147")]
    [Trait("Rule", "EXT-144")]
    public void Fixed_order_rings_one_after_the_other()
    {
        var story = Story(""" "distribution": "fixed-order", "fallback": "300" """);
        Assert.Equal(("web:bert", TimeSpan.FromSeconds(20)), (story.Rung.Single(), story.One<CallCommand.RingPhone>().For));
        story.After(TimeSpan.FromSeconds(19)).When(new CallEvent.TimeReached()).Then();
        story.After(TimeSpan.FromSeconds(1)).When(new CallEvent.TimeReached());
        Assert.Equal(("web:bert", "web:cees"), (story.Withdrawn.Single(), story.Rung.Single()));
        story.Miss("web:bert", NotReached.Withdrawn).Then();
        story.Miss("web:cees", NotReached.Declined);
        Assert.Equal(["web:dora"], story.Rung);
        story.AnswerPhone("web:dora");
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Theory]
    [InlineData("", 20)]
    [InlineData(""" "rings": 3,""", 15)]
    [InlineData(""" "ringFor": "00:00:40",""", 40)]
    [InlineData(""" "rings": 3, "ringFor": "00:00:40",""", 40)]
    [Trait("Rule", "EXT-147")]
    [Trait("Rule", "EXT-148")]
    [Trait("Rule", "EXT-088")]
    public void The_next_member_follows_after_seconds_or_rings_of_five_seconds(string set, int seconds)
    {
        var story = Story($$"""{{set}} "distribution": "fixed-order", "fallback": "300" """);
        Assert.Equal(CallStory.Start.AddSeconds(seconds), CallMachine.Due(story.Call!));
    }

    [Fact]
    [Trait("Rule", "EXT-161")]
    [Trait("Rule", "QUE-143")]
    public void Circular_starts_after_the_member_at_whom_the_last_call_stopped()
    {
        Assert.Equal("web:bert", Circular([]));
        Assert.Equal("web:cees", Circular([("211", 1)]));
        Assert.Equal("web:bert", Circular([("213", 5), ("211", 1), ("212", 2)]));
        Assert.Equal("web:dora", Circular([("212", 9), ("213", 5)]));
        Assert.Equal("web:bert", Circular([("777", 9)]));

        static string Circular((string Member, int Minute)[] last) => Asked(""" "distribution": "circular", "fallback": "300" """, last).Rung.Single();
    }

    [Fact]
    [Trait("Rule", "EXT-162")]
    [Trait("Rule", "QUE-146")]
    public void Uniform_starts_with_who_has_gone_longest_without_a_call()
    {
        var story = Asked(""" "distribution": "uniform", "fallback": "300" """, [("211", 5), ("213", 2)]);
        Assert.Equal(new CallCommand.NoteOffer(ExtensionNumber.Parse("999"), ExtensionNumber.Parse("212"), CallStory.Start), story.One<CallCommand.NoteOffer>());
        Assert.Equal(["web:cees"], story.Rung);
        Assert.Equal(["web:dora"], story.Miss("web:cees", NotReached.Busy).Rung);
        Assert.Equal(["web:bert"], story.Miss("web:dora", NotReached.NoAnswer).Rung);
        Assert.Equal("web:bert", Asked(""" "distribution": "uniform" """, []).Rung.Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "EXT-161")]
    public void What_cannot_be_looked_up_holds_no_caller_up(bool isRefused)
    {
        var story = Story(""" "distribution": "circular" """);
        Assert.Equal(new CallCommand.ShowOffers(ExtensionNumber.Parse("999")), story.One<CallCommand.ShowOffers>());
        _ = isRefused ? story.When<CallCommand.ShowOffers>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("away"))])) : story.WhenDue();
        Assert.Equal(["web:bert"], story.Rung);
    }

    [Fact]
    [Trait("Rule", "EXT-163")]
    public void With_a_waiting_time_the_passes_are_repeated_until_then()
    {
        var story = Story(""" "distribution": "fixed-order", "ringFor": "00:00:10", "waitFor": "00:00:45", "fallback": "600" """);
        var rung = new List<string>(story.Rung);
        while (story.Phase is Phase.InExtension { Arrival.Number.Value: "999" })
        {
            story.WhenDue();
            rung.AddRange(story.Rung);
        }

        Assert.Equal(["web:bert", "web:cees", "web:dora", "web:bert", "web:cees"], rung);
        Assert.Equal(("600", CallStory.Start.AddSeconds(45)), (Where(story), story.Now));
    }

    [Theory]
    [InlineData(""", "fallback": "300" """, "300", null)]
    [InlineData("", null, EndReason.Busy)]
    [Trait("Rule", "EXT-163")]
    [Trait("Rule", "EXT-150")]
    public void Without_one_there_is_one_pass_then_the_fallback_else_busy(string fallback, string? to, EndReason? reason)
    {
        var story = Story($$""" "distribution": "fixed-order", "ringFor": "00:00:10"{{fallback}} """).Miss("web:bert", NotReached.NoAnswer).Miss("web:cees", NotReached.Unreachable).Miss("web:dora", NotReached.NoAnswer);
        Assert.Equal((to, reason), (Where(story), (story.Phase as Phase.Ending)?.Reason));
    }

    [Fact]
    [Trait("Rule", "EXT-164")]
    [Trait("Rule", "EXT-149")]
    [Trait("Rule", "QUE-382")]
    public void Without_going_on_only_the_first_available_member_is_rung_until_the_waiting_time()
    {
        var story = Story(""" "distribution": "fixed-order", "goesOn": false, "waitFor": "00:01:00", "fallback": "600" """).Miss("web:bert", NotReached.Busy);
        Assert.Equal(("web:cees", TimeSpan.FromSeconds(60)), (story.Rung.Single(), story.One<CallCommand.RingPhone>().For));
        story.After(TimeSpan.FromSeconds(40)).Miss("web:cees", NotReached.NoAnswer); // the network lets no phone ring for ever
        Assert.Equal(("web:cees", TimeSpan.FromSeconds(20)), (story.Rung.Single(), story.One<CallCommand.RingPhone>().For));
        story.After(TimeSpan.FromSeconds(20)).When(new CallEvent.TimeReached());
        Assert.Equal(("600", "web:cees"), (Where(story), story.Withdrawn.Single()));
    }

    [Fact]
    [Trait("Rule", "EXT-165")]
    public void Members_who_are_busy_or_cannot_be_reached_are_skipped()
    {
        var story = Story(""" "distribution": "fixed-order" """).Miss("web:bert", NotReached.Busy).Miss("web:cees", NotReached.Unreachable);
        Assert.Equal(["web:dora"], story.Rung);
    }

    [Fact]
    [Trait("Rule", "EXT-166")]
    [Trait("Rule", "EXT-152")]
    public void When_all_are_busy_the_caller_hears_busy_where_that_is_set()
    {
        var story = AllBusy(""" "playsBusyTone": true, "waitFor": "00:01:00", "fallback": "600" """);
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-166")]
    [Trait("Rule", "QUE-387")]
    public void Else_the_caller_waits_until_a_member_is_free()
    {
        var story = AllBusy(""" "waitFor": "00:01:00", "fallback": "600" """).Then().WhenDue();
        Assert.Equal(("web:bert web:cees web:dora", CallStory.Start.AddSeconds(10)), (string.Join(' ', story.Rung), story.Now));
        story.AnswerPhone("web:cees");
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-150")]
    [Trait("Rule", "QUE-384")]
    public void Without_a_waiting_time_the_fallback_has_the_call_when_nobody_is_available() => Assert.Equal("600", Where(AllBusy(""" "fallback": "600" """)));

    [Theory]
    [InlineData(""" "withoutInternet": "300", "fallback": "600" """, "300")]
    [InlineData(""" "fallback": "600" """, "600")]
    [InlineData("", null)]
    [Trait("Rule", "EXT-151")]
    [Trait("Rule", "QUE-386")]
    public void Without_a_registered_device_the_call_goes_where_that_is_set(string set, string? to)
    {
        var story = Story(set);
        foreach (var phone in new[] { "web:bert", "web:cees", "web:dora" })
        {
            story.Miss(phone, NotReached.Unreachable);
        }

        Assert.Equal(to, Where(story));
        Assert.Equal(to is null ? EndReason.Unavailable : null, (story.Phase as Phase.Ending)?.Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-071")]
    public void Without_anything_set_the_call_ends_after_the_ring_limit()
    {
        var story = Story("");
        for (var i = 0; i < 100 && story.Phase is Phase.InExtension; i++)
        {
            story.WhenDue();
        }

        Assert.Equal((EndReason.NoAnswer, CallStory.Start.AddSeconds(180)), (Assert.IsType<Phase.Ending>(story.Phase).Reason, story.Now));
    }

    [Fact]
    [Trait("Rule", "EXT-155")]
    [Trait("Rule", "EXT-158")]
    [Trait("Rule", "QUE-390")]
    public void Night_mode_comes_before_the_members()
    {
        var account = Account(""" "nightMode": { "mode": "on" } """);
        account = new TestAccount(account.Document with { Account = account.Account with { NightMode = new(Forward: Destination.Read("300")) } });
        Assert.Equal("300", Where(CallStory.Of(account).Dial("+31205550104")));
    }

    [Theory]
    [InlineData("", "Sales +31612345678")]
    [InlineData(""" "firstName": "Front", "lastName": "Desk" """, "Front Desk +31612345678")]
    [InlineData(""" "lastName": "Desk" """, "Desk +31612345678")]
    [Trait("Rule", "EXT-143")]
    [Trait("Rule", "QUE-377")]
    public void Members_see_the_name_of_the_group(string set, string display) =>
        Assert.All(Story(set).Commands.Select(one => one.Command).OfType<CallCommand.RingPhone>(), ring => Assert.Equal(display, ring.Display));

    [Fact]
    [Trait("Rule", "EXT-145")]
    public void The_users_of_groups_come_after_the_members_each_once()
    {
        var account = TestAccount.With([.. Colleagues, """{ "number": "999", "name": "Sales", "type": "hunt-group", "config": { "members": ["213"], "userGroups": ["Field", "Office"] } }"""]);
        var settings = account.Account with { UserGroups = [new UserGroup("Office", [ExtensionNumber.Parse("211"), ExtensionNumber.Parse("213")]), new UserGroup("Field", [ExtensionNumber.Parse("212"), ExtensionNumber.Parse("211")])] };
        var document = account.Document with { Account = settings };
        Assert.Equal(["web:dora", "web:bert", "web:cees"], CallStory.Of(new TestAccount(document)).Dial("+31205550104").Rung);
        Assert.Contains(ExtensionNumber.Parse("212"), new FlowGraph(document).ReachOf([ExtensionNumber.Parse("999")]).Keys);
        Assert.Equal([], AccountCheck.Check(document).Where(problem => problem.Pointer.Contains("/config/userGroups", StringComparison.Ordinal) && !problem.IsWarning));
        Assert.Equal(2, AccountCheck.Check(account.Document).Count(problem => problem.Pointer.Contains("/config/userGroups/", StringComparison.Ordinal) && !problem.IsWarning));
    }

    [Fact]
    [Trait("Rule", "EXT-147")]
    [Trait("Rule", "EXT-149")]
    [Trait("Rule", "EXT-167")]
    public void Everything_that_is_wrong_is_named()
    {
        var wrong = Problems("""{ "members": ["211", "211"], "ringFor": "00:00:04", "rings": 21, "waitFor": "02:00:01" }""");
        Assert.Equal(["/fallback", "/fallback", "/members/1", "/ringFor", "/rings", "/waitFor"], wrong.Select(problem => problem.Pointer.Split("/config")[1]).Order());
        Assert.Equal(["/fallback", "/members"], Problems("{}").Where(problem => problem.IsWarning).Select(problem => problem.Pointer.Split("/config")[1]).Order());
    }

    private static List<Documents.Problem> Problems(string config) =>
        [.. AccountCheck.Check(TestAccount.With([.. Colleagues, $$"""{ "number": "999", "name": "Sales", "type": "hunt-group", "config": {{config}} }"""]).Document).Where(problem => problem.Pointer.StartsWith("/extensions/9/config/", StringComparison.Ordinal))];

    private static CallStory AllBusy(string set)
    {
        var story = Story(set);
        foreach (var phone in new[] { "web:bert", "web:cees", "web:dora" })
        {
            story.Miss(phone, NotReached.Busy);
        }

        return story;
    }

    private static CallStory Asked(string set, (string Member, int Minute)[] last) => Story(set).When<CallCommand.ShowOffers>(op => new CallEvent.CommandsDone(
        [new CommandDone(op, new Outcome.Offers(ValueList.From(last.Select(one => new LastOffer(ExtensionNumber.Parse(one.Member), CallStory.Start.AddHours(-1).AddMinutes(one.Minute))))))]));

    private static TestAccount Account(string set) => TestAccount.With(
        [.. Colleagues, $$"""{ "number": "999", "name": "Sales", "type": "hunt-group", "config": { "members": ["211", "212", "213"]{{(set.Length > 0 ? "," : "")}}{{set}} } }"""]);

    private static CallStory Story(string set) => CallStory.Of(Account(set)).Dial("+31205550104");

    private static string? Where(CallStory story) => story.Phase switch
    {
        Phase.InExtension { Arrival.Number: { } number } when number.Value != "999" => number.Value,
        _ => null,
    };
}
