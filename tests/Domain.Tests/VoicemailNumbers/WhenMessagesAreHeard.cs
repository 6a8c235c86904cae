using Pbx.Domain.Calls;

namespace Pbx.Domain.Tests.VoicemailNumbers;

public sealed class WhenMessagesAreHeard
{
    private const string Keys = "For the next message, press 6. To hear this message again, press 5. To delete it, press 7.";
    private const string Menu = "For the options of the mailbox, press 0. For the old messages, press 1. To end, press the star key.";

    [Fact]
    [Trait("Rule", "EXT-202")]
    [Trait("Rule", "VMR-060")]
    public void A_message_becomes_old_only_when_it_was_played_to_its_end_or_passed_over()
    {
        var call = Listener.With(fresh: 2).Open();
        Assert.Equal(["new", "new"], States(call));
        call.PressNothing();
        Assert.Equal(["old", "new"], States(call));
        Assert.Equal(Keys, call.Said);
        call.Press("6").Press("6");
        Assert.Equal(["old", "old"], States(call));

        var left = Listener.With(fresh: 1).Open().Press("*");
        Assert.Equal(("new", Menu), (States(left)[0], left.Said));
        var cut = Listener.With(fresh: 1).Open().When(new CallEvent.CallEnded());
        Assert.Equal(("new", EndReason.Completed), (States(cut)[0], Assert.IsType<Phase.Ended>(cut.Phase).Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "EXT-194")]
    public void Six_goes_to_the_next_message_while_it_plays_and_after(bool after)
    {
        var call = After(Listener.With(fresh: 2).Open(), after).Press("6");
        Assert.Contains("0 1, on 20 November at 10:30", call.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("New messages", call.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "EXT-195")]
    public void Five_plays_it_again_with_time_and_caller(bool after)
    {
        var call = After(Listener.With(fresh: 2).Open(), after).Press("5");
        Assert.StartsWith("Message from 3 1 6 1 2 3 4 5 6 0 0, on 20 November at 09:30", call.Said, StringComparison.Ordinal);
        Assert.Contains("file0", call.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "EXT-196")]
    public void Seven_deletes_it_and_goes_on(bool after)
    {
        var call = After(Listener.With(fresh: 2).Open(), after).Press("7");
        Assert.Equal(["deleted", "new"], States(call));
        Assert.StartsWith("The message has been deleted. Message from 3 1 6 1 2 3 4 5 6 0 1", call.Said, StringComparison.Ordinal);
        call.Press("7");
        Assert.Equal(["deleted", "deleted"], States(call));
        Assert.Equal($"The message has been deleted. There are no more messages. {Menu}", call.Said);
    }

    [Fact]
    [Trait("Rule", "EXT-196")]
    [Trait("Rule", "EXT-070")]
    public void What_was_deleted_stays_deleted_when_the_call_is_cut_off_and_the_key_told_twice_deletes_nothing_more()
    {
        var call = Listener.With(fresh: 3).Open();
        var op = call.Story.Op<CallCommand.CollectDigits>();
        call.When(new CallEvent.DigitsCollected(op, "7"));
        call.When(new CallEvent.DigitsCollected(op, "7"));
        Assert.Equal(["deleted", "new", "new"], States(call));
        call.When(new CallEvent.CallEnded());
        Assert.Equal(["deleted", "new", "new"], States(call));
    }

    [Fact]
    [Trait("Rule", "EXT-198")]
    [Trait("Rule", "EXT-203")]
    [Trait("Rule", "VMR-058")]
    public void Without_new_messages_one_plays_the_old_ones_with_the_same_keys_and_the_menu_follows_the_last()
    {
        var call = Listener.With(old: 2).Open();
        Assert.Equal($"New messages: 0. Old messages: 2. {Menu}", call.Said);
        call.Press("1");
        Assert.StartsWith("Message from 3 1 6 1 2 3 4 5 6 0 0", call.Said, StringComparison.Ordinal);
        call.Press("5");
        Assert.StartsWith("Message from 3 1 6 1 2 3 4 5 6 0 0", call.Said, StringComparison.Ordinal);
        call.Press("6");
        Assert.StartsWith("Message from 3 1 6 1 2 3 4 5 6 0 1", call.Said, StringComparison.Ordinal);
        call.Press("7");
        Assert.Equal(["old", "deleted"], States(call));
        Assert.EndsWith($"There are no more messages. {Menu}", call.Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-198")]
    public void Without_old_messages_that_is_said() =>
        Assert.Equal($"There are no old messages. {Menu}", Listener.With().Open().Press("1").Said);

    [Fact]
    [Trait("Rule", "EXT-204")]
    public void The_star_goes_up_to_the_menu_and_from_there_ends_the_call()
    {
        var call = Listener.With(fresh: 1).Open().PressNothing().Press("*");
        Assert.Equal(Menu, call.Said);
        call.Press("0").Press("*");
        Assert.Equal(Menu, call.Said);
        call.Press("*");
        Assert.Equal(EndReason.Disconnected, Assert.IsType<Phase.Ending>(call.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "VMR-063")]
    [Trait("Rule", "EXT-087")]
    public void Missing_and_wrong_keys_are_told_and_the_third_ends_the_call()
    {
        var call = Listener.With(fresh: 1).Open().PressNothing().Press("3");
        Assert.Equal(("That is not a valid choice.", Keys), (call.Said, call.HearOut().Said));
        Assert.Equal(Keys, call.PressNothing().Said);
        call.Press("9");
        Assert.Equal("Thank you for calling. Goodbye.", call.Said);
        call.HearOut();
        Assert.Equal(EndReason.NoChoice, Assert.IsType<Phase.HangingUp>(call.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-083")]
    [Trait("Rule", "EXT-085")]
    public void Menus_wait_as_all_menus_do_and_a_message_a_second_for_keys_behind_it()
    {
        var call = Listener.With(fresh: 1).Open();
        Assert.Equal(TimeSpan.FromSeconds(1), call.Story.One<CallCommand.CollectDigits>().FirstWithin);
        var menu = call.PressNothing().Story.One<CallCommand.CollectDigits>();
        Assert.Equal((1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)), (menu.Most, menu.FirstWithin, menu.NextWithin));
    }

    [Fact]
    [Trait("Rule", "VMR-060")]
    public void A_message_that_could_not_be_played_stays_new()
    {
        var call = Listener.With(fresh: 1).Open().When<CallCommand.CollectDigits>(op => new CallEvent.CollectingFailed(op));
        Assert.Equal(("new", Keys), (States(call)[0], call.Said));
        call = Listener.With(fresh: 1).Open();
        call.Story.WhenDue();
        Assert.Equal(("new", Keys), (States(call)[0], Assert.Single(call.Story.Spoken)));
    }

    [Fact]
    [Trait("Rule", "VMR-059")]
    public void Who_shows_no_number_is_told_by_name_or_as_unknown()
    {
        foreach (var (address, name, said) in (ValueTuple<string, string?, string>[])[("anonymous", null, "Message from an unknown caller, on 3 March at 14:05."), ("web:anna", "Anna", "Message from Anna, on 3 March at 14:05.")])
        {
            Assert.Contains(said, Listener.With().Leave(Domain.Numbers.PhoneAddress.Parse(address), name).Open().Said, StringComparison.Ordinal);
        }
    }

    private static Listener After(Listener call, bool after) => after ? call.PressNothing() : call;

    private static string[] States(Listener call) => [.. call.Messages.Select(message => message.State)];
}
