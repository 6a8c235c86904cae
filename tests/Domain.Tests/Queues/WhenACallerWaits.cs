using Pbx.Domain.Calls;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenACallerWaits
{
    private const string Music = "Music";

    [Fact]
    [Trait("Rule", "QUE-210")]
    [Trait("Rule", "QUE-205")]
    [Trait("Rule", "QUE-206")]
    public void The_worked_example_is_heard_as_it_is_written()
    {
        var story = Prompted(""" "introduction": "a", "infotainment": ["b", "c"], "announcesPosition": true, "interval": "00:00:30" """).Admit();
        Assert.Equal(
            ["0 a", "12 Music", "42 position", "45 Music", "72 b", "92 position", "95 Music", "102 position", "105 Music", "132 c", "152 position", "155 Music", "162 position", "165 Music", "192 position"],
            Heard(story, 192, lasts: what => what switch { "a" => 12, "position" => 3, _ => 20 }));
    }

    [Fact]
    [Trait("Rule", "QUE-200")]
    [Trait("Rule", "QUE-221")]
    [Trait("Rule", "QUE-223")]
    public void The_position_is_told_each_thirty_seconds_as_it_is_then()
    {
        var story = Waiting(""" "announcesPosition": true """).Until(29);
        Assert.Empty(story.Played().Except([Music]));
        story.WhenDue();
        Assert.Equal(At(30), story.Now);
        story.See(3);
        Assert.Equal(["U bent nummer 3 in de wachtrij."], story.Played());
        story.EndHeard();
        Assert.Equal([Music], story.Played());
        story.Until(59);
        story.WhenDue();
        Assert.Equal((At(60), "U bent nummer 1 in de wachtrij."), (story.Now, string.Join("; ", story.See(1).Played())));
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:00:10")]
    [Trait("Rule", "QUE-234")]
    [Trait("Rule", "QUE-232")]
    public void An_interval_of_zero_switches_announcements_off(string interval)
    {
        var story = Prompted($$""" "announcesPosition": true, "announcesWait": true, "statusMessage": "a", "interval": "{{interval}}" """).Admit();
        Assert.Equal(interval == "00:00:00" ? [] : ["10 a", "20 a", "30 a"], Heard(story, 35, seen: 0, lasts: _ => 2).Where(one => one.EndsWith('a')));
    }

    [Fact]
    [Trait("Rule", "QUE-204")]
    [Trait("Rule", "QUE-233")]
    public void Status_message_position_and_wait_are_told_in_this_order_after_infotainment()
    {
        var story = Prompted(""" "announcesPosition": true, "announcesWait": true, "statusMessage": "a", "interval": "00:01:00", "infotainment": ["b"] """).Admit().Until(59);
        story.WhenDue();
        Assert.Equal((At(60), "b"), (story.Now, string.Join("; ", story.Played())));
        Assert.Equal([new FloorMessage.Listens(true)], story.Told());
        story.EndHeard();
        Assert.Equal([new FloorMessage.Listens(false)], story.Told());
        Assert.Equal(["a", "U bent nummer 2 in de wachtrij.", "De geschatte wachttijd is 2 minuten."], story.See(2).Played());
    }

    [Fact]
    [Trait("Rule", "QUE-235")]
    public void Status_message_and_position_take_turns_where_that_is_set()
    {
        var story = Prompted(""" "announcesPosition": true, "statusMessage": "a", "alternatesStatus": true, "interval": "00:00:10" """).Admit();
        Assert.Equal(["10 a", "20 position", "30 a", "40 position"], Heard(story, 45, lasts: _ => 2).Where(one => !one.EndsWith(Music, StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Rule", "QUE-238")]
    [Trait("Rule", "QUE-239")]
    [Trait("Rule", "QUE-202")]
    public void Music_is_played_file_after_file_and_what_was_interrupted_begins_again()
    {
        var story = Prompted(""" "music": ["a", "b", "c"], "statusMessage": "d", "interval": "00:00:50" """).Admit();
        Assert.Equal(["0 a", "20 b", "40 c", "50 d", "52 c", "72 a", "92 b", "100 d", "102 b"], Heard(story, 103, lasts: what => what == "d" ? 2 : 20));
    }

    [Theory]
    [InlineData("", "Music", true)]
    [InlineData(""" "music": ["a"] """, "a", true)]
    [InlineData(""" "music": ["a", "b"] """, "a", false)]
    [InlineData(""" "music": ["a"], "playsMusic": false """, "Ringback", true)]
    [Trait("Rule", "QUE-236")]
    [Trait("Rule", "QUE-240")]
    [Trait("Rule", "QUE-242")]
    public void Music_is_the_queues_own_or_the_platforms_or_ring_back(string settings, string heard, bool loops)
    {
        var story = Prompted(settings).Admit();
        Assert.Equal([heard], story.Played());
        Assert.Equal(loops, story.One<CallCommand.Play>().Loop);
    }

    [Fact]
    [Trait("Rule", "QUE-201")]
    [Trait("Rule", "QUE-245")]
    [Trait("Rule", "QUE-248")]
    public void Infotainment_plays_each_file_once_at_its_minute_or_when_the_one_before_has_ended()
    {
        var story = Prompted(""" "infotainment": ["a", "b", "c"] """).Admit();
        Assert.Equal(["60 a", "160 b", "180 c"], Heard(story, 400, lasts: what => what == "a" ? 100 : 10).Where(one => !one.EndsWith(Music, StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Rule", "QUE-208")]
    [Trait("Rule", "QUE-209")]
    public void Announcements_go_on_while_an_offer_rings_and_infotainment_waits_until_it_is_over()
    {
        var story = Prompted(""" "infotainment": ["a"], "statusMessage": "b", "interval": "00:01:05" """).Admit().Until(50).Offer(1, 25, "201").Until(64);
        story.WhenDue();
        Assert.Equal((At(65), "b"), (story.Now, string.Join("; ", story.Played())));
        story.After(TimeSpan.FromSeconds(2)).EndHeard();
        Assert.Equal([Music], story.Played());
        story.WhenDue();
        Assert.Equal((At(75), "a"), (story.Now, string.Join("; ", story.Played())));
    }

    [Fact]
    [Trait("Rule", "QUE-246")]
    [Trait("Rule", "QUE-247")]
    public void Nobody_is_rung_during_infotainment()
    {
        var story = Prompted(""" "infotainment": ["a"], "statusMessage": "b", "interval": "00:00:40" """).Admit().Until(59);
        story.EndHeard().WhenDue();
        Assert.Equal(["a"], story.Played());
        story.Offer(1, "201");
        Assert.Empty(story.Rung);
        Assert.Equal(OfferEnd.Cancelled, Assert.IsType<FloorMessage.OfferFailed>(Assert.Single(story.Told())).Why);
        story.Until(85); // an announcement falls due
        Assert.Equal(HeardItem.Infotainment, story.State<QueueState.Waiting>().Heard.What);
    }

    [Theory]
    [InlineData("1", "300")]
    [InlineData("2", "500")]
    [Trait("Rule", "QUE-249")]
    public void Keys_pressed_during_infotainment_are_carried_out_when_it_has_ended(string key, string where)
    {
        var story = Prompted(""" "infotainment": ["a"], "breakout": "300" """).Admit().Until(60).PressKey(key);
        Assert.Empty(story.Commands);
        Assert.Equal("500", story.Where());
        story.EndHeard();
        Assert.Equal(where, story.Where());
    }

    [Fact]
    [Trait("Rule", "QUE-250")]
    public void A_forward_timer_that_expires_during_infotainment_takes_effect_when_it_has_ended()
    {
        var story = Prompted(""" "infotainment": ["a"], "forwardTo": ["300"], "forwardAfter": "00:01:05" """).Admit().Until(80);
        Assert.Equal("500", story.Where());
        Assert.Equal("300", story.EndHeard().Where());
    }

    [Fact]
    [Trait("Rule", "QUE-491")]
    public void What_cannot_be_played_is_skipped_and_ring_back_is_heard_until_the_next_item()
    {
        var story = Prompted(""" "music": ["a", "b"], "statusMessage": "c", "interval": "00:00:20" """).Admit();
        story.When<CallCommand.Play>(op => new CallEvent.SoundFailed(op));
        Assert.Equal(("Ringback", "QUE-491"), (string.Join("; ", story.Played()), story.Rule));
        story.When<CallCommand.Play>(op => new CallEvent.SoundFailed(op)); // and not even that
        Assert.Empty(story.Commands);
        story.Until(20);
        Assert.Equal(["c"], story.Played());
        Assert.Equal(["b"], story.EndHeard().Played());
    }

    [Fact]
    [Trait("Rule", "QUE-491")]
    public void A_position_that_nobody_tells_holds_up_nothing()
    {
        var story = Prompted(""" "announcesPosition": true, "statusMessage": "a" """).Admit().Until(30);
        Assert.Single(story.Commands, one => one.Command is CallCommand.LookAtQueue);
        story.WhenDue();
        Assert.Equal((At(33), "a"), (story.Now, string.Join("; ", story.Played())));
        Assert.Empty(story.When(new CallEvent.QueueSeen(new OpId(1, 0), 1, null)).Commands);
    }

    [Fact]
    [Trait("Rule", "QUE-486")]
    public void A_call_that_the_floor_has_forgotten_says_that_it_is_there_and_keeps_its_entry_time()
    {
        var story = Waiting().WhenDue().See(0);
        Assert.Equal([new FloorMessage.Enters(TheQueue, At(0), At(0), CallStory.Caller, null, Introduction: false)], story.Told());
        Assert.Empty(story.Admit().Commands);
        Assert.Empty(story.Until(90).See(4).Told());
    }

    [Fact]
    [Trait("Rule", "QUE-489")]
    public void Whatever_is_due_is_looked_at_again_when_it_is_time()
    {
        var story = Waiting(""" "forwardTo": ["300"], "forwardAfter": "00:00:40" """).After(TimeSpan.FromSeconds(39)).When(new CallEvent.TimeReached());
        Assert.Empty(story.Commands);
        Assert.Equal(At(40), CallMachine.Due(story.Call!));
    }

    // What begins when, up to an instant; sounds that do not loop end after a while, and whoever asks is told the position.
    private static List<string> Heard(CallStory story, int seconds, Func<string, int> lasts, int seen = 1)
    {
        var heard = new List<string>();
        var ends = (At: (DateTimeOffset?)null, Sound: default(OpId));
        for (var i = 0; i < 1000; i++)
        {
            foreach (var (op, command) in story.Commands.ToList())
            {
                if (command is CallCommand.Play play)
                {
                    var what = play.Sounds[0] is Sound.Speech ? "position" : story.Played().First();
                    heard.Add($"{(story.Now - CallStory.Start).TotalSeconds:0} {what}");
                    ends = (play.Loop ? null : story.Now + TimeSpan.FromSeconds(lasts(what)), op);
                }
            }

            if (story.Commands.Any(one => one.Command is CallCommand.LookAtQueue))
            {
                story.See(seen == 0 ? 9 : seen);
                continue;
            }

            var due = CallMachine.Due(story.Call!)!.Value;
            var next = ends.At is { } end && end <= due ? end : due;
            if (next > At(seconds))
            {
                return heard;
            }

            story.After(next - story.Now);
            if (next == ends.At)
            {
                ends.At = null;
                story.When(new CallEvent.SoundEnded(ends.Sound));
            }
            else
            {
                story.When(new CallEvent.TimeReached());
            }
        }

        throw new InvalidOperationException("It never ends.");
    }

    private static CallStory Prompted(string settings) => Account(settings).WithPrompts("a", "b", "c", "d").Called();
}
