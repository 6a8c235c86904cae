using Pbx.Domain.Calls;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Users;

namespace Pbx.Domain.Tests.SystemExtensions;

/// <summary>The story begins on Saturday 21 November 2026 at 11:00 in Amsterdam; plan 2 is scheduled until Monday 9:00.</summary>
public sealed class WhenAPlanIsSwitchedByTelephone
{
    private const string Menu = "To change the numbering plan temporarily, press 1. To override it permanently, press 2. To activate the time configuration, press 3. End with the hash key.";
    private const string WhichScheme = "Enter the scheme number, followed by the hash key.";
    private const string WhichPlan = "Enter the number of the plan, followed by the hash key.";

    [Fact]
    [Trait("Rule", "NPL-131")]
    [Trait("Rule", "NPL-132")]
    [Trait("Rule", "NPL-122")]
    public void The_menu_is_asked_with_keys_that_the_hash_key_ends()
    {
        var dialogue = Dialogue.With().Dial();
        Assert.Equal([new Sound.Speech(Menu, Language.English)], dialogue.Story.One<CallCommand.CollectDigits>().Prompt);
        Assert.Equal(new CallCommand.CollectDigits([new Sound.Speech(Menu, Language.English)], 2, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#"), dialogue.Story.One<CallCommand.CollectDigits>());
        Assert.Equal("NPL-131", dialogue.Story.Rule);
    }

    [Fact]
    [Trait("Rule", "NPL-135")]
    [Trait("Rule", "NPL-123")]
    [Trait("Rule", "NPL-090")]
    public void A_temporary_change_holds_until_the_schedule_changes_next()
    {
        var dialogue = Dialogue.With().Dial().Press("1");
        Assert.Equal(WhichPlan, dialogue.Said);
        dialogue.Press("1");
        Assert.Equal($"Plan 1, Open, is active until Monday at 09:00. {Menu}", dialogue.Said);
        var scheme = dialogue.Document.Schemes[0];
        Assert.Equal((1, DateTimeOffset.Parse("2026-11-21T10:00:00Z"), DateTimeOffset.Parse("2026-11-23T08:00:00Z"), "201 (Anna)"), (scheme.Temporary!.Plan, scheme.Temporary.From, scheme.Temporary.Until, scheme.Temporary.By));
        Assert.Equal("NPL-135", dialogue.Story.Rule);
    }

    [Fact]
    [Trait("Rule", "NPL-136")]
    [Trait("Rule", "NPL-086")]
    [Trait("Rule", "NPL-095")]
    public void A_permanent_override_takes_the_place_of_a_temporary_one_and_the_other_way_round()
    {
        var dialogue = Dialogue.With().Dial().Press("1").Press("1").Press("2").Press("2");
        Assert.Equal($"Plan 2, Dicht, is active until you switch the override off. {Menu}", dialogue.Said);
        Assert.Equal((2, null), (dialogue.Document.Schemes[0].Manual!.Plan, dialogue.Document.Schemes[0].Temporary));
        Assert.Equal("NPL-136", dialogue.Story.Rule);
        dialogue.Press("1").Press("1");
        Assert.Equal((null, 1), (dialogue.Document.Schemes[0].Manual, dialogue.Document.Schemes[0].Temporary!.Plan));
    }

    [Fact]
    [Trait("Rule", "NPL-137")]
    public void The_time_configuration_is_activated_without_another_question()
    {
        var dialogue = Dialogue.With().Dial().Press("2").Press("1").Press("3");
        Assert.Equal($"The time configuration is active; plan 2, Dicht, is now in use. {Menu}", dialogue.Said);
        Assert.Equal((null, null), (dialogue.Document.Schemes[0].Manual, dialogue.Document.Schemes[0].Temporary));
        Assert.Equal("NPL-137", dialogue.Story.Rule);
    }

    [Fact]
    [Trait("Rule", "NPL-137")]
    public void A_time_configuration_that_has_nothing_for_now_is_said_so() =>
        Assert.StartsWith("The time configuration is active; no plan is in use now.", Dialogue.With(weekly: "[]").Dial().Press("3").Said, StringComparison.Ordinal);

    [Fact]
    [Trait("Rule", "NPL-094")]
    public void A_change_that_the_schedule_never_ends_is_said_to_stay() =>
        Assert.StartsWith("Plan 1, Open, is active and stays so until it is cancelled.", Dialogue.With(weekly: "[]").Dial().Press("1").Press("1").Said, StringComparison.Ordinal);

    [Fact]
    [Trait("Rule", "NPL-133")]
    [Trait("Rule", "NPL-129")]
    [Trait("Rule", "NPL-134")]
    public void With_several_schemes_one_is_asked_for_and_named()
    {
        var dialogue = Dialogue.With(two: true).Dial().Press("2");
        Assert.Equal(WhichScheme, dialogue.Said);
        dialogue.Press("12");
        Assert.Equal($"Scheme 12, Verkoop. {WhichPlan}", dialogue.Said);
        dialogue.Press("3");
        Assert.Equal($"Scheme 12, Verkoop. Plan 3, Altijd, is active until you switch the override off. {Menu}", dialogue.Said);
        Assert.Equal(3, dialogue.Document.Schemes[1].Manual!.Plan);
        Assert.Null(dialogue.Document.Schemes[0].Manual);
        dialogue.Press("3").Press("12");
        Assert.Null(dialogue.Document.Schemes[1].Manual);
    }

    [Theory]
    [InlineData("7")] // has no link
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("1*")]
    [Trait("Rule", "NPL-134")]
    [Trait("Rule", "NPL-128")]
    [Trait("Rule", "NPL-088")]
    public void A_plan_that_is_not_there_or_empty_is_refused_and_asked_for_again(string keys)
    {
        var dialogue = Dialogue.With().Dial().Press("2").Press(keys);
        Assert.Equal("That is not a valid choice.", dialogue.Said);
        Assert.IsType<CallCommand.Play>(Assert.Single(dialogue.Story.Commands).Command); // keys pressed now do not count (EXT-089)
        dialogue.HearOut();
        Assert.Equal(WhichPlan, dialogue.Said);
        Assert.Null(dialogue.Document.Schemes[0].Manual);
        dialogue.Press("2");
        Assert.Equal(2, dialogue.Document.Schemes[0].Manual!.Plan);
    }

    [Fact]
    [Trait("Rule", "NPL-128")]
    [Trait("Rule", "EXT-089")]
    public void A_scheme_that_is_not_there_is_refused_and_asked_for_again()
    {
        var dialogue = Dialogue.With(two: true).Dial().Press("1").Press("2");
        Assert.Equal("That is not a valid choice.", dialogue.Said);
        Assert.Equal(WhichScheme, dialogue.HearOut().Said);
    }

    [Fact]
    [Trait("Rule", "NPL-124")]
    [Trait("Rule", "EXT-087")]
    public void The_third_failure_in_a_row_releases_the_call_without_a_change()
    {
        var dialogue = Dialogue.With().Dial().Press("1").PressNothing();
        Assert.Equal(WhichPlan, dialogue.Said);
        dialogue.Press("7").HearOut().PressNothing();
        Assert.Equal(("Thank you for calling. Goodbye.", 1), (dialogue.Said, dialogue.Switches));
        Assert.Null(dialogue.Document.Schemes[0].Temporary);
        dialogue.HearOut();
        Assert.Equal(EndReason.NoChoice, Assert.IsType<Phase.HangingUp>(dialogue.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "NPL-124")]
    public void A_valid_input_between_two_failures_starts_the_count_anew()
    {
        var dialogue = Dialogue.With().Dial().PressNothing().PressNothing().Press("1").PressNothing().PressNothing();
        Assert.Equal(WhichPlan, dialogue.Said);
    }

    [Fact]
    [Trait("Rule", "NPL-125")]
    public void The_star_key_goes_back_one_question_and_at_the_menu_it_ends_the_call()
    {
        var dialogue = Dialogue.With(two: true).Dial().Press("1").Press("1");
        Assert.Equal($"Scheme 1, Test. {WhichPlan}", dialogue.Said);
        Assert.Equal(WhichScheme, dialogue.Press("*").Said);
        Assert.Equal(Menu, dialogue.Press("*").Said);
        dialogue.Press("*");
        Assert.Equal(EndReason.Disconnected, Assert.IsType<Phase.Ending>(dialogue.Phase).Reason);
        Assert.Equal(0, dialogue.Switches);
        Assert.Equal(Menu, Dialogue.With().Dial().Press("1").Press("*").Said); // with one scheme there is no question between
    }

    [Fact]
    [Trait("Rule", "NPL-127")]
    [Trait("Rule", "EXT-086")]
    public void After_a_change_silence_ends_the_call()
    {
        var dialogue = Dialogue.With().Dial().Press("3");
        Assert.Equal(TimeSpan.FromSeconds(10), dialogue.Story.One<CallCommand.CollectDigits>().FirstWithin);
        dialogue.PressNothing();
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.HangingUp>(dialogue.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "NPL-126")]
    public void Hanging_up_before_the_last_key_changes_nothing_and_afterwards_the_change_is_made()
    {
        var early = Dialogue.With().Dial().Press("2");
        early.Story.When(new CallEvent.CallEnded());
        Assert.Equal((0, EndReason.CallerHungUp), (early.Switches, Assert.IsType<Phase.Ended>(early.Phase).Reason));

        var late = Dialogue.With().Dial().Press("2").Press("1");
        late.Story.When(new CallEvent.CallEnded());
        Assert.Equal((1, EndReason.Completed), (late.Switches, Assert.IsType<Phase.Ended>(late.Phase).Reason));
        Assert.Equal(1, late.Document.Schemes[0].Manual!.Plan);
    }

    [Fact]
    [Trait("Rule", "NPL-120")]
    [Trait("Rule", "NPL-139")]
    [Trait("Rule", "NPL-138")]
    public void A_user_without_the_right_hears_so_and_is_released()
    {
        var dialogue = Dialogue.With().Dial(from: PhoneAddress.Parse("web:bram"));
        Assert.Equal("U bent hiervoor niet bevoegd.", dialogue.Said);
        dialogue.HearOut();
        Assert.Equal(EndReason.NotAuthorised, Assert.IsType<Phase.HangingUp>(dialogue.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "NPL-144")]
    public void A_right_that_is_withdrawn_during_the_call_is_gone_at_the_next_commit()
    {
        var dialogue = Dialogue.With().Dial().Press("2").Press("1").Press("2");
        dialogue.Document = dialogue.Document with { Extensions = dialogue.Document.Extensions.Change(extension => extension.Config is UserConfig user ? extension with { Config = user with { TimeConfiguration = false } } : extension) };
        dialogue.Press("2");
        Assert.Equal("You are not authorised.", dialogue.Said);
        Assert.Equal(1, dialogue.Document.Schemes[0].Manual!.Plan);
        Assert.Equal(EndReason.NotAuthorised, Assert.IsType<Phase.HangingUp>(dialogue.HearOut().Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "NPL-130")]
    public void Of_two_changes_the_later_one_wins()
    {
        var first = Dialogue.With().Dial().Press("2");
        var second = Dialogue.With().Dial().Press("2").Press("2");
        first.Document = second.Document;
        Assert.Equal(1, first.Press("1").Document.Schemes[0].Manual!.Plan);
    }

    [Fact]
    public void A_change_that_cannot_be_saved_is_said_so_and_raises_an_alarm()
    {
        var story = CallStory.Of("""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "timeConfiguration": true } }""").Dial("915", caller: Dialogue.AnnasPhone);
        story.When<CallCommand.ShowSchemes>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("storage"))]));
        Assert.Contains(story.Commands, command => command.Command is CallCommand.RaiseAlarm);
        Assert.Equal(["De wijziging kon niet worden uitgevoerd. Probeer het later nog eens."], story.Spoken.ToArray());
        Assert.Equal(EndReason.Failed, Assert.IsType<Phase.HangingUp>(story.EndSound().Phase).Reason);
    }

    [Theory]
    [InlineData("nl", "Nummerplan 1, Open, is actief tot maandag 9:00 uur.")]
    [InlineData("de", "Plan 1, Open, ist aktiv bis Montag, 9:00 Uhr.")]
    [InlineData("es", "El plan 1, Open, está activo hasta el lunes a las 9:00.")]
    [InlineData("da", "Plan 1, Open, er aktiv indtil mandag klokken 9.00.")]
    [InlineData("fi", "Suunnitelma 1, Open, on voimassa maanantaihin kello 9.00 saakka.")]
    [InlineData("lv", "Plāns 1, Open, ir aktīvs līdz pirmdienai, pulksten 9.00.")]
    [Trait("Rule", "NPL-129")]
    [Trait("Rule", "EXT-079")]
    public void It_is_confirmed_in_the_language_of_the_user(string language, string words) =>
        Assert.StartsWith(words, Dialogue.With(language: language).Dial().Press("1").Press("1").Said, StringComparison.Ordinal);
}
