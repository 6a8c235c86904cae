using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Groups;

public sealed class WhenAGroupIsCalled
{
    private const string Colleagues = """
        { "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert", "recording": { "permitted": true, "inbound": true } } }
        { "number": "212", "name": "Cees", "type": "user", "config": { "device": "web:cees" } }
        { "number": "213", "name": "Dora", "type": "user", "config": { "device": "+31611111111" } }
        { "number": "600", "name": "Box", "type": "voicemail", "config": {} }
        """;

    [Fact]
    [Trait("Rule", "EXT-135")]
    [Trait("Rule", "EXT-118")]
    [Trait("Rule", "EXT-129")]
    public void All_members_ring_at_once_and_see_the_group_before_the_caller()
    {
        var story = Story("""{ "members": ["211", "212", "213", "202"] }""");
        Assert.Equal(new CallCommand.Play([new Sound.Signal(Tone.Ringback)], Loop: true), story.Commands[0].Command);
        Assert.Equal(["web:bert", "web:cees", "+31611111111"], story.Rung);
        Assert.All(story.Commands.Skip(1), command => Assert.Equal("Helpdesk +31612345678", Assert.IsType<CallCommand.RingPhone>(command.Command).Display));
        Assert.Equal([null, null, CallStory.Caller.Number], story.Commands.Skip(1).Select(command => ((CallCommand.RingPhone)command.Command).CallerId));
        Assert.Equal([ExtensionNumber.Parse("211"), ExtensionNumber.Parse("212"), ExtensionNumber.Parse("213")], story.Call!.Trail.Legs.Skip(1).Select(leg => leg.Extension!.Value));
    }

    [Fact]
    [Trait("Rule", "EXT-135")]
    [Trait("Rule", "EXT-136")]
    public void The_first_who_answers_has_the_call_and_nobody_else_has_missed_it()
    {
        var story = Story("""{ "members": ["211", "212", "213"] }""").AnswerPhone("web:cees");
        Assert.Equal(["web:bert", "+31611111111"], story.Withdrawn);
        Assert.Contains(story.Commands, command => command.Command is CallCommand.StopSounds);
        Assert.Equal(PhoneAddress.Parse("web:cees"), Assert.IsType<Phase.Talking>(story.Phase).Phone);
        story.Miss("web:bert", NotReached.Withdrawn);
        Assert.Equal([null, NotReached.AnsweredElsewhere, null, NotReached.AnsweredElsewhere], story.Call!.Trail.Legs.Select(leg => leg.Failed));
    }

    [Fact]
    [Trait("Rule", "EXT-135")]
    public void A_second_answer_that_crosses_is_taken_out_again()
    {
        var story = Story("""{ "members": ["211", "212"] }""").AnswerPhone("web:cees").AnswerPhone("web:bert").Then(new CallCommand.DropPhone(PhoneAddress.Parse("web:bert")));
        Assert.Equal(PhoneAddress.Parse("web:cees"), Assert.IsType<Phase.Talking>(story.Phase).Phone);
    }

    [Fact]
    [Trait("Rule", "EXT-135")]
    public void A_second_answer_that_nobody_told_of_is_seen_by_who_is_there_and_taken_out()
    {
        var story = Story("""{ "members": ["211", "212"] }""").AnswerPhone("web:cees");
        var all = new[] { CallStory.Caller, PhoneAddress.Parse("web:cees"), PhoneAddress.Parse("web:bert") };
        story.When(new CallEvent.RosterChanged(9, [.. all])).Then(new CallCommand.DropPhone(PhoneAddress.Parse("web:bert")));
        story.When(new CallEvent.RosterChanged(10, [.. all[..2]])).Then();
        story.WhenDue().Then(new CallCommand.LookWhoIsThere());
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([.. all]))])).Then(new CallCommand.DropPhone(PhoneAddress.Parse("web:bert")));
    }

    [Fact]
    [Trait("Rule", "EXT-118")]
    public void A_member_who_calls_the_group_is_not_rung_and_stays_in_the_call()
    {
        var story = Story("""{ "members": ["201", "211"] }""", "999", "web:anna");
        Assert.Equal(["web:bert"], story.Rung);
        story.AnswerPhone("web:bert").When(new CallEvent.RosterChanged(9, [PhoneAddress.Parse("web:anna"), PhoneAddress.Parse("web:bert")])).Then();
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-118")]
    public void A_member_who_calls_from_his_mobile_is_not_rung_there() =>
        Assert.Equal(["web:bert"], Story("""{ "members": ["213", "211"] }""", from: "+31611111111").Rung);

    [Fact]
    [Trait("Rule", "EXT-125")]
    public void A_group_that_shows_the_called_number_shows_it_to_public_numbers_it_forwards_to()
    {
        var story = Story("""{ "members": ["211"], "callerId": "called", "external": { "always": ["+31688888888", "212"] } }""");
        Assert.Equal([PhoneNumber.Parse("+31205550104"), null], story.Commands.Select(one => one.Command).OfType<CallCommand.RingPhone>().Select(ring => ring.CallerId));
    }

    [Fact]
    [Trait("Rule", "EXT-104")]
    public void The_recording_rights_are_those_of_who_answers()
    {
        var account = Account("""{ "members": ["211", "212"] }""");
        account = new TestAccount(account.Document with { Account = account.Account with { Recording = new(Active: true) } });
        Assert.Contains(CallStory.Of(account).Dial("+31205550104").AnswerPhone("web:bert").Commands, command => command.Command is CallCommand.StartRecording or CallCommand.Play { ToAll: true });
        Assert.DoesNotContain(CallStory.Of(account).Dial("+31205550104").AnswerPhone("web:cees").Commands, command => command.Command is CallCommand.StartRecording or CallCommand.Play);
    }

    [Theory]
    [InlineData("+31205550104", null, "600")]
    [InlineData("999", "web:anna", "300")]
    [Trait("Rule", "EXT-121")]
    [Trait("Rule", "EXT-130")]
    [Trait("Rule", "EXT-131")]
    public void Every_call_is_forwarded_where_that_is_set_for_its_kind(string dialled, string? from, string to)
    {
        var story = Story("""{ "members": ["211"], "external": { "always": ["600"] }, "internal": { "always": ["300"] } }""", dialled, from);
        Assert.Empty(story.Rung);
        Assert.Equal(to, Where(story));
    }

    [Fact]
    [Trait("Rule", "EXT-123")]
    [Trait("Rule", "EXT-124")]
    [Trait("Rule", "EXT-139")]
    public void When_nobody_answers_in_time_the_ringing_stops_and_the_call_is_forwarded()
    {
        var story = Story("""{ "members": ["211", "212"], "external": { "noAnswer": ["300"] }, "transferTimeout": "00:00:12" }""");
        Assert.All(story.Commands.Skip(1), command => Assert.Equal(TimeSpan.FromSeconds(12), ((CallCommand.RingPhone)command.Command).For));
        story.After(TimeSpan.FromSeconds(11)).When(new CallEvent.TimeReached());
        Assert.Empty(story.Commands);
        story.After(TimeSpan.FromSeconds(1)).When(new CallEvent.TimeReached());
        Assert.Equal(["web:bert", "web:cees"], story.Withdrawn);
        Assert.Equal("300", Where(story));
    }

    [Fact]
    [Trait("Rule", "EXT-124")]
    public void Without_a_time_it_is_twenty_seconds_and_without_a_forward_three_minutes()
    {
        Assert.Equal(CallStory.Start.AddSeconds(20), CallMachine.Due(Story("""{ "members": ["211"], "external": { "noAnswer": ["300"] } }""").Call!));
        Assert.Equal(CallStory.Start.AddSeconds(180), CallMachine.Due(Story("""{ "members": ["211"], "transferTimeout": "00:00:12" }""").Call!));
    }

    [Fact]
    [Trait("Rule", "EXT-071")]
    [Trait("Rule", "EXT-129")]
    public void Without_a_forward_the_call_ends_after_the_ring_limit()
    {
        var story = Story("""{ "members": ["211"] }""").After(TimeSpan.FromSeconds(180)).When(new CallEvent.TimeReached());
        Assert.Equal(["web:bert"], story.Withdrawn);
        Assert.Equal(EndReason.NoAnswer, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Theory]
    [InlineData(NotReached.Busy)]
    [InlineData(NotReached.Declined)]
    [Trait("Rule", "EXT-122")]
    [Trait("Rule", "EXT-133")]
    [Trait("Rule", "EXT-132")]
    public void When_members_are_there_but_none_is_free_the_busy_forward_is_used(NotReached why)
    {
        var story = Story("""{ "members": ["211", "212"], "external": { "busy": ["300"], "noAnswer": ["600"] } }""").Miss("web:bert", NotReached.Unreachable);
        Assert.Null(Where(story));
        Assert.Equal("300", Where(story.Miss("web:cees", why)));
    }

    [Fact]
    [Trait("Rule", "EXT-133")]
    public void Without_a_busy_forward_members_who_become_free_are_rung()
    {
        var story = Story("""{ "members": ["211", "212"] }""").Miss("web:bert", NotReached.Busy).Miss("web:cees", NotReached.Declined).Then();
        story.WhenDue();
        Assert.Equal(["web:bert"], story.Rung);
        Assert.Equal(CallStory.Start.AddSeconds(10), story.Now);
        Assert.Equal(TimeSpan.FromSeconds(170), story.One<CallCommand.RingPhone>().For);
        story.AnswerPhone("web:bert");
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-133")]
    public void Whoever_stays_busy_until_the_end_is_busy_for_the_caller()
    {
        var story = Story("""{ "members": ["211"] }""").Miss("web:bert", NotReached.Busy);
        for (var i = 0; i < 100 && story.Phase is Phase.InExtension; i++)
        {
            story.WhenDue();
            if (story.Rung.Any())
            {
                story.Miss("web:bert", NotReached.Busy);
            }
        }

        Assert.Equal((EndReason.Busy, CallStory.Start.AddSeconds(180)), (Assert.IsType<Phase.Ending>(story.Phase).Reason, story.Now));
    }

    [Theory]
    [InlineData("""["211", "212"]""", """, "external": { "noAnswer": ["300"] }""", "300")]
    [InlineData("""["211", "212"]""", "", null)]
    [InlineData("""["202"]""", """, "external": { "noAnswer": ["300"] }""", "300")]
    [InlineData("""["202"]""", "", null)]
    [Trait("Rule", "EXT-134")]
    public void When_no_member_can_be_reached_at_all_nobody_waits(string members, string forward, string? to)
    {
        var story = Story($$"""{ "members": {{members}}{{forward}} }""");
        if (story.Rung.Any())
        {
            story.Miss("web:bert", NotReached.Unreachable).Miss("web:cees", NotReached.Failed);
        }

        Assert.Equal(to, Where(story));
        Assert.Equal(to is null ? EndReason.Unavailable : null, (story.Phase as Phase.Ending)?.Reason);
        Assert.Equal("EXT-134", story.Call!.Trail.Steps.Last(step => step.Extension is not null && step.Type == "group").Rule);
    }

    [Fact]
    [Trait("Rule", "EXT-059")]
    public void Several_destinations_ring_at_once_and_the_first_has_the_call()
    {
        var story = Story("""{ "members": ["211"], "external": { "noAnswer": ["201", "400", "+31209999999", "777"] } }""").WhenDue();
        Assert.Equal(["web:anna", "+31201234567", "+31209999999"], story.Rung);
        story.AnswerPhone("+31209999999");
        Assert.Equal(["web:anna", "+31201234567"], story.Withdrawn);
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-059")]
    public void A_destination_that_takes_calls_by_itself_has_it_at_once() =>
        Assert.Equal("600", Where(Story("""{ "members": ["211"], "external": { "noAnswer": ["201", "600", "300"] } }""").WhenDue()));

    [Fact]
    [Trait("Rule", "EXT-063")]
    public void Destinations_that_nobody_answers_end_the_call()
    {
        var story = Story("""{ "members": ["211"], "external": { "noAnswer": ["201", "400"] } }""").WhenDue().Miss("web:anna", NotReached.Unreachable).Miss("+31201234567", NotReached.Busy);
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        story = Story("""{ "members": ["211"], "external": { "noAnswer": ["201", "400"] } }""").WhenDue().After(TimeSpan.FromSeconds(180)).When(new CallEvent.TimeReached());
        Assert.Equal(["web:anna", "+31201234567"], story.Withdrawn);
        Assert.Equal(EndReason.NoAnswer, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(Story("""{ "members": ["211"], "external": { "noAnswer": ["202", "777"] } }""").WhenDue().Phase).Reason);
    }

    [Theory]
    [InlineData("calling", "+31612345678", "+31612345678")]
    [InlineData("called", "+31205550104", "+31205550104")]
    [Trait("Rule", "EXT-125")]
    [Trait("Rule", "EXT-065")]
    public void The_number_that_is_set_is_shown_to_members_and_sent_on_forwards(string callerId, string shown, string sent)
    {
        var story = Story($$"""{ "members": ["213"], "callerId": "{{callerId}}", "external": { "noAnswer": ["+31209999999"] } }""");
        Assert.Equal((PhoneNumber.Parse(sent), $"Helpdesk {shown}"), (story.One<CallCommand.RingPhone>().CallerId, story.One<CallCommand.RingPhone>().Display));
        Assert.Equal(PhoneNumber.Parse(sent), story.WhenDue().One<CallCommand.RingPhone>().CallerId);
    }

    [Fact]
    [Trait("Rule", "EXT-065")]
    public void A_carrier_that_refuses_the_caller_is_shown_the_dialled_number()
    {
        var story = Story("""{ "members": ["211", "213"] }""").After(TimeSpan.FromSeconds(3)).Miss("+31611111111", NotReached.CallerIdRefused);
        Assert.Equal((PhoneNumber.Parse("+31205550104"), TimeSpan.FromSeconds(177)), (story.One<CallCommand.RingPhone>().CallerId, story.One<CallCommand.RingPhone>().For));
        story.AnswerPhone("+31611111111");
        Assert.Equal(["web:bert"], story.Withdrawn);
    }

    [Fact]
    [Trait("Rule", "EXT-119")]
    [Trait("Rule", "EXT-137")]
    [Trait("Rule", "EXT-122")]
    public void Everything_that_is_wrong_is_named()
    {
        var problems = AccountCheck.Check(Account("""
            { "members": ["211", "211", "300", "888"], "transferTimeout": "01:00:01", "individualForwards": true,
              "internal": { "busy": ["777"], "always": ["201", "201", "201", "201", "201", "201", "201", "201", "201", "201", "201"] } }
            """).Document).Where(problem => problem.Pointer.Contains("/config/", StringComparison.Ordinal)).Select(problem => problem.Pointer.Split("/config")[1]).ToList();
        Assert.Empty(new[] { "/members/1", "/members/2", "/members/3", "/transferTimeout", "/individualForwards", "/internal/busy/0", "/internal/always", "/external/noAnswer" }.Except(problems));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [Trait("Rule", "EXT-119")]
    public void A_group_has_one_to_two_hundred_members(int count)
    {
        var members = string.Join(',', Enumerable.Range(1000, count).Select(number => $"\"{number}\""));
        Assert.Contains(AccountCheck.Check(Account($$"""{ "members": [{{members}}] }""").Document), problem => problem.Pointer.EndsWith("/config/members", StringComparison.Ordinal) && !problem.IsWarning);
    }

    private static TestAccount Account(string config) => TestAccount.With(
        [.. Colleagues.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), $$"""{ "number": "999", "name": "Helpdesk", "type": "group", "config": {{config}} }"""]);

    private static CallStory Story(string config, string dialled = "+31205550104", string? from = null) =>
        CallStory.Of(Account(config)).Dial(dialled, caller: from is null ? null : PhoneAddress.Parse(from));

    private static string? Where(CallStory story) => story.Phase switch
    {
        Phase.InExtension { Arrival.Number: { } number } when number.Value != "999" => number.Value,
        _ => null,
    };
}
