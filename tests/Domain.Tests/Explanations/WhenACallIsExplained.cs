using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Explanations;

public sealed class WhenACallIsExplained
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nobody_answers_and_no_key_is_pressed_unless_it_is_assumed()
    {
        var menu = Explain("+31205550100");
        Assert.Equal((EndReason.NoChoice, "100"), (menu.End.Reason, menu.End.Extension?.Value));
        var user = Explain("+31205550101");
        Assert.Equal((EndReason.NoAnswer, "201"), (user.End.Reason, user.End.Extension?.Value));
        Assert.Contains(user.Steps, step => step is { Event: "web:anna does not answer.", Rule: "EXT-071" } && step.After == TimeSpan.FromSeconds(25));
    }

    [Fact]
    public void The_way_is_told_step_by_step_with_what_why_and_rule()
    {
        var way = Explain("+31205550100", new Assumptions(KeySequence.Parse("1"), [Phone("201", PhoneBehaviour.Answer, 7)]));
        Assert.Equal(["EXT-069", "NPL-112", "EXT-259", "EXT-251", "EXT-112", null, null, null], way.Steps.Select(step => step.Rule));
        Assert.Equal(["100", "201"], way.Passes.Select(one => one.Value));
        Assert.Equal("The caller presses 1.", way.Steps[3].Event);
        Assert.Equal((EndReason.Completed, "web:anna"), (way.End.Reason, way.End.TalkedTo?.Value));
        Assert.Equal("201", way.Record!.Legs[1].Extension?.Value);
    }

    [Fact]
    public void A_step_names_the_setting_that_decided_and_its_value()
    {
        var way = Explain("+31205550100", new Assumptions(KeySequence.Parse("1")));
        Assert.Equal("/schemes/0/plans/0/links/0", way.Steps[1].Setting!.Pointer);
        Assert.Equal("100", (string?)way.Steps[1].Setting!.Value!["extension"]);
        Assert.Equal("/extensions/0/config/options/0", way.Steps[3].Setting!.Pointer);
        Assert.Equal("Sales", (string?)way.Steps[3].Setting!.Value!["prefix"]);
        Assert.Equal("web:anna", (string?)way.Steps[4].Setting!.Value);
        var silent = Explain("+31205550100");
        Assert.Contains(silent.Steps, step => step is { Rule: "EXT-281", Setting: { Pointer: "/extensions/0/config/operator", Value: null } });
    }

    [Fact]
    public void Every_other_key_of_a_menu_is_a_branch_and_those_that_lead_to_the_same_are_told_once()
    {
        var asked = Explain("+31205550100", new Assumptions(KeySequence.Parse("1"))).Steps[3];
        var branch = asked.Branch!;
        Assert.Equal("key-1", branch.Happened);
        Assert.Equal(
            ["key-2", "key-3", "key-4 key-6 key-8 key-9 key-0", "key-5", "key-7", "key-*", "key-#", "no-key"],
            branch.Others.Select(other => string.Join(' ', other.Happens)));
        Assert.Equal("300", branch.Others[1].Extension);
        Assert.Equal("+31201234567", branch.Others[4].Extension);
        Assert.Equal(EndReason.Disconnected, branch.Others[6].Ends);
        Assert.Equal("EXT-282", branch.Others[2].Rule);
    }

    [Fact]
    public void What_else_a_rung_phone_could_do_is_a_branch()
    {
        var missed = Explain("+31205550101").Steps.First(step => step.Branch is not null);
        Assert.Equal("no-answer", missed.Branch!.Happened);
        Assert.Equal(["answer", "busy", "decline", "unreachable"], missed.Branch.Others.Select(other => string.Join(' ', other.Happens)));
        Assert.Equal("web:anna", missed.Branch.Others[0].TalksTo?.Value);
        Assert.Equal([null, EndReason.Busy, EndReason.Busy, EndReason.Unavailable], missed.Branch.Others.Select(other => other.Ends));
    }

    [Fact]
    public void A_mailbox_is_explained_to_the_end_and_may_be_full()
    {
        const string Box = """{ "number": "300", "name": "Box", "type": "voicemail", "config": { "greeting": "Speak." } }""";
        var left = Explain("+31205550102", extensions: Box);
        Assert.Equal((EndReason.Completed, "300"), (left.End.Reason, left.End.Extension?.Value));
        Assert.Contains(left.Steps, step => step is { What: "The mailbox has room.", Branch.Others: [{ Happens: ["mailbox-is-full"] }] });
        Assert.Contains(left.Steps, step => step.Branch?.Happened == "speech");
        Assert.Equal(["Speak.", "beep"], left.Heard.Select(one => one.Text));
        var full = Explain("+31205550102", new Assumptions(FullMailboxes: [ExtensionNumber.Parse("300")]), extensions: Box);
        Assert.Equal(EndReason.MailboxFull, full.End.Reason);
        var silent = Explain("+31205550102", new Assumptions(SpeaksFor: TimeSpan.Zero), extensions: Box);
        Assert.True(silent.End.Total < left.End.Total);
        var confirmed = Explain("+31205550102", new Assumptions(KeySequence.Parse("#")), extensions: Box);
        Assert.Contains(Catalogue.Text(Prompt.MessageSaved, Language.Dutch), confirmed.Heard.Select(one => one.Text));
    }

    [Fact]
    public void A_caller_who_hangs_up_ends_the_call_there()
    {
        var way = Explain("+31205550101", new Assumptions(HangsUpAfter: TimeSpan.FromSeconds(9)));
        Assert.Equal((EndReason.CallerHungUp, TimeSpan.FromSeconds(9)), (way.End.Reason, way.End.Total));
    }

    [Fact]
    public void Keys_are_pressed_where_they_are_listened_for_and_w_lets_one_pass()
    {
        var way = Explain("+31205550100", new Assumptions(KeySequence.Parse("w5w3")));
        Assert.Equal(["EXT-281", "EXT-255", "EXT-255", "EXT-251"], way.Steps.Where(step => step.Extension?.Value == "100").Skip(1).Select(step => step.Rule));
        Assert.Equal("300", way.End.Extension?.Value);
    }

    [Fact]
    public void A_call_that_goes_round_in_circles_is_explained_with_the_alarm_that_it_raises()
    {
        var way = Explain(
            "+31205550100",
            null,
            """{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "operator": "110", "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "greeting": "B.", "operator": "100", "options": [{ "key": "1", "destination": "100" }] } }""");
        Assert.Equal(EndReason.Loop, way.End.Reason);
        Assert.Single(way.Alarms);
    }

    [Fact]
    public void A_number_out_of_service_is_explained_too()
    {
        var way = Explain("+31205550109");
        Assert.Equal(EndReason.Unassigned, way.End.Reason);
        Assert.Null(way.Plan);
        Assert.Equal("/schemes/0/defaultDestination", way.Steps[1].Setting?.Pointer);
    }

    [Fact]
    public void A_caller_who_rings_his_own_phone_is_told_that_it_is_engaged()
    {
        var way = Explainer.Explain(Ask("+31205550101", new Assumptions(Phones: [Phone("web:anna", PhoneBehaviour.Answer)])) with { From = PhoneAddress.Parse("web:anna") }, Account());
        Assert.Equal(EndReason.Busy, way.End.Reason);
    }

    [Fact]
    public void An_address_wins_over_the_extension_that_rings_it()
    {
        var way = Explain("+31205550101", new Assumptions(Phones: [Phone("201", PhoneBehaviour.Answer), Phone("web:anna", PhoneBehaviour.Busy)]));
        Assert.Equal(EndReason.Busy, way.End.Reason);
    }

    [Fact]
    public void What_is_said_equals_what_would_stand_in_the_call_log()
    {
        var way = Explain("+31205550100", new Assumptions(KeySequence.Parse("2"), [Phone("+31201234567", PhoneBehaviour.Decline)]));
        var said = way.Steps.Where(step => step.Why != "It is assumed.").Select(step => (step.At, step.What, step.Why, step.Rule));
        Assert.Equal(way.Record!.Steps.Select(step => (step.At, step.What, step.Why, step.Rule)), said);
        Assert.Equal(way.Record.Reason, way.End.Reason);
    }

    private static Explanation Explain(string to, Assumptions? assume = null, params string[] extensions) => Explainer.Explain(Ask(to, assume), Account(extensions));

    private static Question Ask(string to, Assumptions? assume) => new(CallStory.Caller, PhoneNumber.Parse(to), At, assume ?? Assumptions.None);

    private static DocumentConfiguration Account(params string[] extensions) => new(TestAccount.With(extensions).Document);

    private static PhoneAssumption Phone(string phone, PhoneBehaviour behaviour, double? after = null) =>
        new(PhoneName.TryParse(phone, out var name) ? name : throw new FormatException(phone), behaviour, after is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
