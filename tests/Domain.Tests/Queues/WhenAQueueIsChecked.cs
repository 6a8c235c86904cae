using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenAQueueIsChecked
{
    [Theory]
    [InlineData(""" "members": [{ "agent": "201" }, { "agent": "400" }] """)]
    [InlineData(""" "members": [{ "agent": "299" }] """, "/members/0/agent")]
    [InlineData(""" "members": [{ "agent": "201" }, { "agent": "100" }] """, "/members/1/agent")]
    [InlineData(""" "members": [{ "agent": "201" }, { "agent": "201" }] """, "/members/1/agent")]
    [InlineData(""" "skilled": [{ "agent": "201" }, { "agent": "400" }] """, "/skilled/1/agent")]
    [InlineData(""" "skilled": [{ "agent": "201" }, { "agent": "201" }] """, "/skilled/1/agent")]
    [Trait("Rule", "QUE-063")]
    [Trait("Rule", "QUE-409")]
    public void Members_are_users_and_forwards_that_exist_each_once(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData(""" "weight": 100 """)]
    [InlineData(""" "weight": 101 """, "/weight")]
    [InlineData(""" "weight": -1 """, "/weight")]
    [InlineData(""" "members": [{ "agent": "201", "weight": 101 }] """, "/members/0/weight")]
    [InlineData(""" "members": [{ "agent": "201", "ringFor": "00:00:04" }] """, "/members/0/ringFor")]
    [InlineData(""" "members": [{ "agent": "201", "coolDown": "01:00:01" }] """, "/members/0/coolDown")]
    [InlineData(""" "skilled": [{ "agent": "201", "skill": 11 }] """, "/skilled/0/skill")]
    [InlineData(""" "inParallel": 51 """, "/inParallel")]
    [InlineData(""" "logOffAfter": 21 """, "/logOffAfter")]
    [Trait("Rule", "QUE-179")]
    [Trait("Rule", "QUE-410")]
    [Trait("Rule", "QUE-430")]
    public void Numbers_of_agents_are_in_range(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData("interval", "00:00:00", true)]
    [InlineData("interval", "00:00:05", false)]
    [InlineData("interval", "00:00:10", true)]
    [InlineData("interval", "01:00:00", true)]
    [InlineData("interval", "01:00:01", false)]
    [InlineData("ringFor", "00:00:05", true)]
    [InlineData("ringFor", "00:00:04", false)]
    [InlineData("ringFor", "00:05:00", true)]
    [InlineData("ringFor", "00:05:01", false)]
    [InlineData("coolDown", "00:00:00", true)]
    [InlineData("coolDown", "01:00:01", false)]
    [InlineData("overflowAfter", "00:00:10", true)]
    [InlineData("overflowAfter", "00:00:09", false)]
    [InlineData("overflowAfter", "02:00:01", false)]
    [InlineData("forwardAfter", "00:00:05", true)]
    [InlineData("forwardAfter", "00:00:04", false)]
    [InlineData("forwardAfter", "02:00:00", true)]
    [InlineData("forwardAfter", "02:00:01", false)]
    [InlineData("waitNotBelow", "02:00:00", true)]
    [InlineData("waitNotBelow", "02:00:01", false)]
    [InlineData("waitNotAbove", "02:00:01", false)]
    [Trait("Rule", "QUE-421")]
    [Trait("Rule", "QUE-425")]
    [Trait("Rule", "QUE-444")]
    public void Times_are_in_range(string member, string time, bool isRight) =>
        Are(isRight ? [] : [$"/{member}"], $$""" "{{member}}": "{{time}}", "announcesWait": true, "forwardTo": ["201"] """);

    [Theory]
    [InlineData("callLimit", 500, true)]
    [InlineData("callLimit", 501, false)]
    [InlineData("callLimit", 0, false)]
    [InlineData("mostAttempts", 100, true)]
    [InlineData("mostAttempts", 101, false)]
    [InlineData("mostAttempts", 0, false)]
    [Trait("Rule", "QUE-439")]
    [Trait("Rule", "QUE-446")]
    public void Counts_are_in_range(string member, int number, bool isRight) => Are(isRight ? [] : [$"/{member}"], $$""" "{{member}}": {{number}}, "forwardTo": ["201"] """);

    [Theory]
    [InlineData(""" "forwardTo": ["500"] """, "/forwardTo/0")]
    [InlineData(""" "forwardTo": ["201", "500"] """, "/forwardTo/1")]
    [InlineData(""" "breakout": "500" """, "/breakout")]
    [InlineData(""" "overflowAction": "forward", "overflowTo": "500" """, "/overflowTo")]
    [InlineData(""" "waitedTooLong": "500" """, "/waitedTooLong")]
    [InlineData(""" "noAgent": ["500"] """, "/noAgent/0")]
    [Trait("Rule", "QUE-287")]
    public void A_queue_never_leads_directly_back_to_itself(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData(""" "forwardTo": ["299"] """, "/forwardTo/0")]
    [InlineData(""" "forwardTo": ["201", "112"] """, "/forwardTo/1")]
    [InlineData(""" "forwardTo": ["201", "400", "201"] """, "/forwardTo/2")]
    [InlineData(""" "noAgent": ["299", "298"] """, "/noAgent/0", "/noAgent/1")]
    [InlineData(""" "breakout": "299", "helpNumber": "298", "waitedTooLong": "297" """, "/helpNumber", "/breakout", "/waitedTooLong")]
    [InlineData(""" "overflowAction": "forward" """, "/overflowTo")]
    [InlineData(""" "overflowAction": "forward", "overflowTo": "+4930901820" """)]
    [Trait("Rule", "QUE-282")]
    [Trait("Rule", "QUE-441")]
    public void Destinations_exist_each_once(string settings, params string[] refused) => Are(refused, settings);

    [Fact]
    [Trait("Rule", "QUE-443")]
    [Trait("Rule", "QUE-282")]
    public void A_list_has_at_most_ten_destinations()
    {
        static string List(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"+3120999990{i:00}\""));
        Are([], $$""" "forwardTo": [{{List(10)}}], "noAgent": [{{List(10)}}] """);
        Are(["/forwardTo", "/noAgent"], $$""" "forwardTo": [{{List(11)}}], "noAgent": [{{List(11)}}] """);
    }

    [Theory]
    [InlineData(""" "introduction": "x" """, "/introduction")]
    [InlineData(""" "statusMessage": "x" """, "/statusMessage")]
    [InlineData(""" "music": ["x", "y"] """, "/music/0", "/music/1")]
    [InlineData(""" "infotainment": ["x"] """, "/infotainment/0")]
    [InlineData(""" "callback": { "message": "x" } """, "/callback/message")]
    [Trait("Rule", "QUE-435")]
    [Trait("Rule", "QUE-434")]
    [Trait("Rule", "QUE-451")]
    public void Prompts_exist(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData(""" "userGroups": ["Nobody"] """, "/userGroups/0")]
    [InlineData(""" "supervisors": ["Nobody"] """, "/supervisors/0")]
    [InlineData(""" "administratorGroups": ["Desk", "Desk"] """, "/administratorGroups/1")]
    [InlineData(""" "barringGroups": [" "] """, "/barringGroups/0")]
    [InlineData(""" "featureCode": "12a" """, "/featureCode")]
    [Trait("Rule", "QUE-452")]
    [Trait("Rule", "QUE-454")]
    [Trait("Rule", "QUE-455")]
    public void Groups_and_codes_are_what_they_should_be(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData(""" "callback": { "ringFor": "00:00:09" } """, "/callback/ringFor")]
    [InlineData(""" "callback": { "ringFor": "00:02:00", "attempts": 10, "validFor": "1.00:00:00" } """)]
    [InlineData(""" "callback": { "attempts": 11 } """, "/callback/attempts")]
    [InlineData(""" "callback": { "validFor": "1.00:00:01" } """, "/callback/validFor")]
    [InlineData(""" "callback": { "metadata": "12345678901234567890123456789012345678901" } """, "/callback/metadata")]
    [InlineData(""" "metadata": "12345678901234567890123456789012345678901" """, "/metadata")]
    [Trait("Rule", "QUE-450")]
    [Trait("Rule", "QUE-400")]
    public void Callback_and_metadata_are_in_range(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData("", "/mostAttempts")]
    [InlineData(""", "forwardTo": ["201"] """)]
    [InlineData(""", "waitedTooLong": "201" """)]
    [InlineData(""", "noAgent": ["201"] """, "/mostAttempts")]
    [Trait("Rule", "QUE-270")]
    public void The_most_attempts_need_a_destination(string settings, params string[] refused) => Are(refused, $$""" "mostAttempts": 3 {{settings}} """);

    [Theory]
    [InlineData(""" "showsNumber": false """, "/showsNumber")]
    [InlineData(""" "outgoing": {} """, "/outgoing/shown")]
    [InlineData(""" "outgoing": { "shown": "+4930901820" } """, "/outgoing/shown")]
    [InlineData(""" "outgoing": { "shown": "+31205550100", "usesInternalNumber": true } """)]
    [InlineData(""" "smsNumber": "+31205550100" """, "/smsNumber")]
    [InlineData(""" "smsNumber": "+31205550100", "smsName": "Sales" """)]
    [InlineData(""" "smsName": "Sales and service" """, "/smsName")]
    [Trait("Rule", "QUE-336")]
    [Trait("Rule", "QUE-340")]
    [Trait("Rule", "QUE-341")]
    public void What_is_shown_of_a_queue_can_be_shown(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData(""" "campOn": {} """, "/campOn")]
    [InlineData(""" "kind": "attendant", "campOn": { "notifyAfter": "00:00:00", "notifyAllAfter": "01:00:00" } """)]
    [InlineData(""" "kind": "attendant", "campOn": { "notifyAfter": "01:00:01", "notifyAllAfter": "01:00:01" } """, "/campOn/notifyAfter", "/campOn/notifyAllAfter")]
    [InlineData(""" "waitNotBelow": "00:01:00" """, "/waitNotBelow")]
    [InlineData(""" "waitNotAbove": "00:01:00" """, "/waitNotAbove")]
    [Trait("Rule", "QUE-456")]
    [Trait("Rule", "QUE-363")]
    [Trait("Rule", "QUE-424")]
    public void What_needs_another_setting_has_it(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData(""" "strategy": "ring-all", "weight": 1, "forwardTo": ["201"] """, "/weight")]
    [InlineData(""" "strategy": "ring-all", "members": [{ "agent": "201", "weight": 1 }], "forwardTo": ["201"] """, "/members/0/weight")]
    [InlineData(""" "strategy": "random", "weight": 1, "forwardTo": ["201"] """)]
    [Trait("Rule", "QUE-139")]
    public void A_weight_is_warned_of_where_one_call_rings_at_all_agents(string settings, params string[] warned) => Warns(warned, settings);

    [Theory]
    [InlineData(""" "forwardTo": ["201"], "forwardAfter": "00:00:59" """, "/forwardAfter")]
    [InlineData(""" "forwardTo": ["201"], "forwardAfter": "00:01:00" """)]
    [InlineData(""" "forwardTo": ["201"], "ringFor": "00:00:30" """, "/forwardAfter")]
    [Trait("Rule", "QUE-266")]
    public void A_forward_timer_below_three_ring_timeouts_is_warned_of(string settings, params string[] warned) => Warns(warned, settings);

    [Theory]
    [InlineData("", "/forwardTo")]
    [InlineData(""" "noAgent": ["201"] """)]
    [InlineData(""" "waitedTooLong": "201" """)]
    [Trait("Rule", "QUE-268")]
    public void A_queue_that_nobody_is_forwarded_from_is_warned_of(string settings, params string[] warned) => Warns(warned, settings);

    [Theory]
    [InlineData(""" "forwardTo": ["201", "300"] """, "/forwardTo/1")]
    [InlineData(""" "forwardTo": ["300"] """)]
    [InlineData(""" "forwardTo": ["201"], "noAgent": ["100", "201"] """, "/noAgent/0")]
    [InlineData(""" "forwardTo": ["201"], "individualForwards": true """, "/individualForwards")]
    [Trait("Rule", "QUE-283")]
    [Trait("Rule", "QUE-294")]
    public void Destinations_that_answer_by_themselves_and_forwards_of_agents_are_warned_of(string settings, params string[] warned) => Warns(warned, settings);

    [Theory]
    [InlineData("1500", 0)]
    [InlineData("1599", 0)]
    [InlineData("1600", 1)]
    [InlineData("1499", 1)]
    [Trait("Rule", "QUE-014")]
    [Trait("Rule", "QUE-361")]
    public void With_four_digits_a_number_outside_the_proposed_range_is_warned_of(string number, int warnings) =>
        Assert.Equal(warnings, InAccount($$"""{ "number": "{{number}}", "name": "Queue", "type": "queue", "config": {} }""").Count(problem => problem is { IsWarning: true, Pointer: var at } && at.EndsWith("/number", StringComparison.Ordinal) && problem.Message.Contains("1500", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData(""" "featureCode": "77" """, """ "featureCode": "77" """, 1)]
    [InlineData("", """ "featureCode": "501" """, 1)]
    [InlineData(""" "featureCode": "77" """, "", 0)]
    [InlineData(""" "featureCode": "77" """, """ "featureCode": "501" """, 1)] // the number stands for a code too
    [InlineData(""" "featureCode": "502" """, """ "featureCode": "78" """, 1)]
    [InlineData(""" "featureCode": "502" """, "", 1)]
    [InlineData(""" "featureCode": "501" """, """ "featureCode": "502" """, 0)]
    [Trait("Rule", "QUE-096")]
    [Trait("Rule", "QUE-408")]
    public void A_feature_code_is_once_in_the_account(string one, string other, int refused) => Assert.Equal(
        refused,
        InAccount($$"""{ "number": "501", "name": "One", "type": "queue", "config": { {{one}} } }""", $$"""{ "number": "502", "name": "Other", "type": "queue", "config": { {{other}} } }""")
            .Count(problem => problem.Pointer.EndsWith("/featureCode", StringComparison.Ordinal) && !problem.IsWarning));

    [Fact]
    [Trait("Rule", "QUE-287")]
    public void Two_queues_may_forward_to_each_other_and_that_is_warned_of()
    {
        var problems = InAccount(
            """{ "number": "501", "name": "One", "type": "queue", "config": { "forwardTo": ["502"] } }""",
            """{ "number": "502", "name": "Other", "type": "queue", "config": { "forwardTo": ["501"] } }""").Where(problem => problem.Pointer.Contains("/forwardTo", StringComparison.Ordinal)).ToList();
        Assert.All(problems, problem => Assert.True(problem.IsWarning, problem.Message));
        Assert.Contains(problems, problem => problem.Message.Contains("circles", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "QUE-412")]
    [Trait("Rule", "QUE-440")]
    public void What_is_left_out_has_its_default()
    {
        var config = (QueueConfig)TestAccount.Read<Extension>("""{ "number": "500", "name": "Queue", "type": "queue", "config": {} }""").Config;
        Assert.Equal(new QueueConfig(), config);
        Assert.Equal((Strategy.LongestIdle, 10, true, false, Overflow.Automatic), (config.Strategy, config.CallLimit, config.PlaysMusic, config.IsClosed, config.OverflowAction));
    }

    private static void Are(string[] refused, string settings) => Assert.Equal(refused, Extension500.Refused("queue", $"{{ {settings} }}").Distinct());

    private static void Warns(string[] warned, string settings)
    {
        var problems = Extension500.Problems("queue", $"{{ {settings} }}").ToList();
        Assert.DoesNotContain(problems, problem => !problem.IsWarning);
        Assert.Equal(warned, problems.Select(problem => problem.Pointer));
    }

    private static IEnumerable<Problem> InAccount(params string[] extensions) => Pbx.Domain.Accounts.AccountCheck.Check(TestAccount.With(extensions).Document);
}
