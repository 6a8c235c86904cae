using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenAUserLogsInByTelephone
{
    private const string WhichQueue = "Enter the queue number, followed by the hash key.";

    [Fact]
    [Trait("Rule", "QUE-086")]
    [Trait("Rule", "QUE-087")]
    [Trait("Rule", "CFT-319")]
    public void A_queue_is_asked_for_and_its_name_confirms_that_the_user_is_logged_in()
    {
        var login = LoginByTelephone.In().Dial("903");
        Assert.Equal(new CallCommand.CollectDigits([new Sound.Speech(WhichQueue, Language.English)], 6, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#"), login.Story.One<CallCommand.CollectDigits>());
        login.Press("500");
        Assert.Equal("You are now logged in to Desk.", login.Said);
        Assert.Equal(["201"], login.ActiveIn("500"));
        Assert.Equal("QUE-087", login.Story.Rule);
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.HangingUp>(login.HearOut().Story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-086")]
    [Trait("Rule", "QUE-072")]
    [Trait("Rule", "CFT-320")]
    public void Who_logs_out_stays_a_member()
    {
        var login = LoginByTelephone.In().Dial("903").Press("500").Dial("904").Press("500");
        Assert.Equal("You are now logged out of Desk.", login.Said);
        Assert.Empty(login.ActiveIn("500"));
        Assert.Equal([(true, LoginSource.Code), (false, LoginSource.Code)], login.Logins.Select(change => (change.IsIn, change.Source)));
        Assert.Single(login.Floor.View(ExtensionNumber.Parse("500"), login)!.Agents);
    }

    [Theory]
    [InlineData("nl", "903", "904")]
    [InlineData("dk", "903", "904")]
    [InlineData("fi", "903", "904")]
    [InlineData("lv", "903", "904")]
    [InlineData("gb", "8803", "8804")]
    [InlineData("de", "8803", "8804")]
    [InlineData("es", "1903", "1904")]
    [Trait("Rule", "QUE-098")]
    [Trait("Rule", "QUE-099")]
    [Trait("Rule", "QUE-100")]
    public void Each_country_has_its_codes(string country, string logIn, string logOut)
    {
        var login = LoginByTelephone.In(country).Dial(logIn).Press("500");
        Assert.Equal(["201"], login.ActiveIn("500"));
        Assert.Empty(login.Dial(logOut).Press("500").ActiveIn("500"));
    }

    [Fact]
    [Trait("Rule", "QUE-087")]
    public void Zero_means_all_queues_of_which_the_user_is_a_member_by_itself_or_by_an_administrator()
    {
        var login = LoginByTelephone.In().Dial("903").Press("500").Dial("904").Press("0");
        Assert.Equal("You are now logged out of Desk. You are now logged out of Board.", login.Said);
        Assert.Empty(login.ActiveIn("500"));
        Assert.Equal(["203"], login.ActiveIn("501"));
        login.Dial("903").Press("500").Dial("903").Press("0");
        Assert.Equal("You are already logged in to Desk. You are now logged in to Board.", login.Said);
        Assert.Equal((0, 0), (login.ActiveIn("502").Count(), login.ActiveIn("503").Count()));
    }

    [Fact]
    [Trait("Rule", "QUE-087")]
    [Trait("Rule", "QUE-088")]
    public void Who_is_a_member_of_none_hears_so_and_is_asked_again()
    {
        var login = LoginByTelephone.In().Dial("903", LoginByTelephone.Bram).Press("0");
        Assert.Equal("U bent geen lid van een wachtrij.", login.Said);
        Assert.Equal("Toets het nummer van de wachtrij in, gevolgd door een hekje.", login.HearOut().Said);
    }

    [Theory]
    [InlineData("599", "There is no queue with this number.", "QUE-088")]
    [InlineData("201", "There is no queue with this number.", "QUE-088")]
    [InlineData("", "There is no queue with this number.", "QUE-088")]
    [InlineData("*", "There is no queue with this number.", "QUE-088")]
    [InlineData("502", "You are not allowed to log in to this queue.", "QUE-080")]
    [Trait("Rule", "QUE-088")]
    [Trait("Rule", "QUE-085")]
    public void After_the_third_number_that_is_unknown_or_refused_the_call_ends(string keys, string said, string rule)
    {
        var login = LoginByTelephone.In().Dial("903").Press(keys);
        Assert.Equal((said, rule), (login.Said, login.Story.Rule));
        Assert.Equal(WhichQueue, login.HearOut().Said);
        Assert.Equal(said, login.Press(keys).Said);
        login.HearOut().Press(keys);
        Assert.Equal($"{said} Thank you for calling. Goodbye.", login.Said);
        Assert.Equal(EndReason.NoChoice, Assert.IsType<Phase.HangingUp>(login.HearOut().Story.Phase).Reason);
        Assert.Empty(login.Logins);
    }

    [Fact]
    [Trait("Rule", "QUE-088")]
    public void Pressing_nothing_repeats_the_question_twice()
    {
        var login = LoginByTelephone.In().Dial("903").PressNothing();
        Assert.Equal(WhichQueue, login.Said);
        Assert.Equal(WhichQueue, login.PressNothing().Said);
        Assert.Equal("Thank you for calling. Goodbye.", login.PressNothing().Said);
        login.Story.WhenDue();
        Assert.IsType<Phase.HangingUp>(login.Story.Phase);
    }

    [Fact]
    [Trait("Rule", "QUE-088")]
    public void A_right_number_after_wrong_ones_counts() =>
        Assert.Equal("You are now logged in to Desk.", LoginByTelephone.In().Dial("903").Press("599").HearOut().PressNothing().Press("500").Said);

    [Fact]
    [Trait("Rule", "QUE-085")]
    [Trait("Rule", "QUE-080")]
    public void A_refused_login_changes_nothing_and_stands_in_the_log_of_the_call()
    {
        var login = LoginByTelephone.In().Dial("903").Press("502");
        Assert.Empty(login.ActiveIn("502"));
        Assert.Equal("Queue 502 is closed, and extension 201 was not added by an administrator, by itself or with a user group.", login.Story.Why);
        Assert.Equal("You are now logged in to Board.", LoginByTelephone.In().Dial("904").Press("501").Dial("903").Press("501").Said);
    }

    [Fact]
    [Trait("Rule", "QUE-084")]
    [Trait("Rule", "QUE-073")]
    public void Whom_nobody_has_added_stays_in_a_queue_that_is_closed_until_logging_out()
    {
        var login = LoginByTelephone.In().Dial("903").Press("500").Save("500", """{ "number": "500", "name": "Desk", "type": "queue", "config": { "isClosed": true } }""");
        Assert.Equal(["201"], login.ActiveIn("500"));
        Assert.Equal("You are already logged in to Desk.", login.Dial("903").Press("500").Said);
        Assert.Equal("You are now logged out of Desk.", login.Dial("904").Press("500").Said);
        Assert.Equal("You are not allowed to log in to this queue.", login.Dial("903").Press("500").Said);
    }

    [Fact]
    [Trait("Rule", "QUE-089")]
    public void Logging_in_twice_changes_nothing_and_is_said_and_so_is_logging_out()
    {
        var login = LoginByTelephone.In().Dial("903").Press("500").Dial("903").Press("500");
        Assert.Equal(("You are already logged in to Desk.", "QUE-089"), (login.Said, login.Story.Rule));
        Assert.Single(login.Logins);
        Assert.Equal("You are already logged out of Sales.", login.Dial("904").Press("503").Said);
        Assert.Single(login.Logins);
    }

    [Fact]
    [Trait("Rule", "QUE-090")]
    public void With_digits_behind_it_the_code_is_no_login()
    {
        var login = LoginByTelephone.In().Dial("9035");
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(login.Story.Phase).Reason);
        Assert.Equal("CFT-298", login.Story.Rule);
    }

    [Fact]
    [Trait("Rule", "QUE-091")]
    public void A_login_is_the_users_and_outlives_the_phone()
    {
        var login = LoginByTelephone.In().Dial("903").Press("500").Save("201", """{ "number": "201", "name": "Anna", "type": "user", "config": {} }""");
        Assert.Equal(["201"], login.ActiveIn("500"));
        login.Save("201", """{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:other" } }""").Dial("904", PhoneAddress.Parse("web:other")).Press("500");
        Assert.Empty(login.ActiveIn("500"));
    }

    [Theory]
    [InlineData("903")]
    [InlineData("904")]
    [InlineData("*11*1500*")]
    [Trait("Rule", "QUE-092")]
    public void From_a_phone_without_a_user_the_codes_are_refused(string dialled)
    {
        var login = LoginByTelephone.In().Dial(dialled, PhoneAddress.Parse("web:meeting-room"));
        Assert.Equal("The number you have dialled is not in service.", login.Said);
        Assert.Empty(login.Logins);
    }

    [Fact]
    [Trait("Rule", "QUE-094")]
    [Trait("Rule", "CFT-325")]
    [Trait("Rule", "CFT-326")]
    public void A_feature_code_logs_in_and_out_without_a_question()
    {
        var login = LoginByTelephone.In().Dial("*11*1500*", LoginByTelephone.Bram);
        Assert.Equal(("U bent nu ingelogd bij Sales.", "QUE-094"), (login.Said, login.Story.Rule));
        Assert.Equal(["202"], login.ActiveIn("503"));
        Assert.Equal("U bent nu uitgelogd bij Sales.", login.Dial("**11*1500*", LoginByTelephone.Bram).Said);
        Assert.Empty(login.ActiveIn("503"));
        Assert.Equal("U bent al uitgelogd bij Sales.", login.Dial("**11*1500*", LoginByTelephone.Bram).Said);
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.HangingUp>(login.HearOut().Story.Phase).Reason);
    }

    [Theory]
    [InlineData("*11*1500*")]
    [InlineData("*11*1500")]
    [InlineData("*11*1500#")]
    [InlineData("*11*503*")]
    [Trait("Rule", "QUE-094")]
    [Trait("Rule", "QUE-096")]
    public void The_last_star_may_be_left_out_and_the_number_stands_for_the_code(string dialled) =>
        Assert.Equal(["202"], LoginByTelephone.In().Dial(dialled, LoginByTelephone.Bram).ActiveIn("503"));

    [Theory]
    [InlineData("*11*1501*")]
    [InlineData("*11**")]
    [InlineData("*11*201*")]
    [Trait("Rule", "QUE-096")]
    public void A_code_that_no_queue_has_is_said_so(string dialled)
    {
        var login = LoginByTelephone.In().Dial(dialled);
        Assert.Equal(("There is no queue with this number.", "QUE-096"), (login.Said, login.Story.Rule));
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.HangingUp>(login.HearOut().Story.Phase).Reason);
    }

    [Theory]
    [InlineData("*11*1500*", "You are not allowed to log in to this queue.")]
    [InlineData("**11*1500*", "You are not authorised.")]
    [InlineData("*11*501*", "You are not allowed to log in to this queue.")] // a member, but of no linked group
    [Trait("Rule", "QUE-095")]
    public void A_feature_code_is_refused_to_users_of_other_groups(string dialled, string said)
    {
        var login = LoginByTelephone.In().Dial(dialled);
        Assert.Equal((said, "QUE-095"), (login.Said, login.Story.Rule));
        Assert.Empty(login.Logins);
        Assert.Equal(EndReason.NotAuthorised, Assert.IsType<Phase.HangingUp>(login.HearOut().Story.Phase).Reason);
    }

    [Theory]
    [InlineData("*11*1500*5*")]
    [InlineData("*12*1500*")]
    [InlineData("11*1500*")]
    [Trait("Rule", "QUE-094")]
    public void What_is_no_star_code_is_not_in_service(string dialled) =>
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(LoginByTelephone.In().Dial(dialled, LoginByTelephone.Bram).Story.Phase).Reason);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "QUE-087")]
    public void A_floor_that_cannot_be_told_or_does_not_answer_is_an_alarm(bool isRefused)
    {
        var story = CallStory.Of("""{ "number": "500", "name": "Desk", "type": "queue", "config": {} }""").Dial("903", caller: LoginByTelephone.Anna).Press("500");
        _ = isRefused ? story.When<CallCommand.TellFloor>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("gone"))])) : story.WhenDue();
        story.One<CallCommand.RaiseAlarm>();
        Assert.Equal(EndReason.Failed, Assert.IsType<Phase.HangingUp>(story.EndSound().Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-487")]
    public void An_answer_that_is_told_again_or_belongs_to_something_else_changes_nothing()
    {
        var story = CallStory.Of("""{ "number": "500", "name": "Desk", "type": "queue", "config": {} }""").Dial("903", caller: LoginByTelephone.Anna).Press("500");
        var op = story.Op<CallCommand.TellFloor>();
        ValueList<QueueLogged> done = [new QueueLogged(ExtensionNumber.Parse("500"), LoginAnswer.Done)];
        var waiting = story.Phase;
        Assert.Equal(waiting, story.When(new CallEvent.QueuesLogged(new OpId(77, 0), done)).Phase);
        var confirmed = story.When(new CallEvent.QueuesLogged(op, done)).Phase;
        Assert.IsType<QueueLoginState.Closing>(Assert.IsType<Phase.InExtension>(confirmed).State.State);
        story.When(new CallEvent.QueuesLogged(op, done));
        Assert.Equal((confirmed, 0), (story.Phase, story.Commands.Count));
    }

    [Fact]
    [Trait("Rule", "QUE-088")]
    public void Under_timers_alone_the_call_ends()
    {
        var story = CallStory.Of().Dial("903", caller: LoginByTelephone.Anna);
        for (var i = 0; i < 50 && story.Phase is not Phase.Ended; i++)
        {
            story.WhenDue();
        }

        Assert.IsType<Phase.Ended>(story.Phase);
    }
}
