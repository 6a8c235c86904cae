using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Pbx.Simulator.Tests;

public sealed class WhenSomebodyListens
{
    [Fact]
    public async Task Two_people_hear_each_other_and_not_themselves()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        var (caller, alice) = (await desk.Voice(Desk.Caller), await desk.Voice(Desk.Alice));
        await desk.Call(call, "speak", new { seconds = 3 });
        await desk.Advance(5);
        await desk.Phone(Desk.Alice, "speak", new { seconds = 2 });
        await desk.Advance(1);
        await desk.Call(call, "speak", new { seconds = 2 });
        await desk.Advance(3);

        Assert.NotEqual(caller, alice);
        string[] callers = [$"{caller}", $"{caller}", $"{caller}", "-", "-", "-", $"{caller}", $"{caller}", "-"];
        string[] alices = ["-", "-", "-", "-", "-", $"{alice}", $"{alice}", "-", "-"];
        Assert.Equal(callers, (await desk.Ear(Desk.Alice)).Heard(0, caller, alice));
        Assert.Equal(alices, (await desk.Ear(Desk.Caller)).Heard(0, caller, alice));
        Assert.Equal(alices, (await desk.Listen($"/sim/calls/{call}/audio")).Heard(0, caller, alice));
    }

    [Fact]
    public async Task A_file_is_heard_as_it_is_and_so_is_who_speaks_meanwhile()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Play(leg, desk.App.Tone(1500, 2), loop: true, to: [Desk.Caller]);
        await desk.Phone(Desk.Alice, "speak", new { seconds = 1 });
        await desk.Advance(3);
        await desk.On(leg, ":cancelAllMediaOperations");
        await desk.Advance(1);

        var alice = await desk.Voice(Desk.Alice);
        Assert.Equal([$"1500+{alice}", "1500", "1500", "-"], (await desk.Listen($"/sim/calls/{call}/audio")).Heard(0, 1500, alice));
        Assert.Equal(["-", "-", "-", "-"], (await desk.Ear(Desk.Alice)).Heard(0, 1500, alice));
    }

    [Fact]
    public async Task A_text_sounds_for_as_long_as_it_is_said_and_always_the_same()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Play(leg, "Twenty-eight characters long");
        await desk.Advance(3);
        await desk.Play(leg, "Twenty-eight characters long");
        await desk.Play(leg, "Twenty-eight others, so long");
        await desk.Advance(4);

        var heard = await desk.Http.GetByteArrayAsync($"/sim/calls/{call}/audio");
        byte[] Second(int from) => heard[(44 + from * 32_000)..(44 + (from + 2) * 32_000)];
        Assert.Equal(Second(0), Second(3));
        Assert.NotEqual(Second(3), Second(5));
        var sound = SoundFile.Read(heard);
        Assert.Equal(7, sound.Seconds);
        Assert.Equal(["?", "?", "-", "?", "?", "?", "?"], sound.Heard());
    }

    [Fact]
    public async Task It_rings_until_somebody_answers()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Advance(7);
        await desk.Answer();
        await desk.Advance(1);

        Assert.Equal(["425", "-", "-", "-", "-", "425", "-", "-"], (await desk.Listen($"/sim/calls/{call}/audio")).Heard(0, 425));
    }

    [Fact]
    public async Task Keys_are_heard_one_after_the_other()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Call(call, "dtmf", new { tones = "1#" });
        await desk.Advance(1);

        var heard = await desk.Ear(Desk.Alice);
        Assert.True(heard.Has(697, 0, 0.1) && heard.Has(1209, 0, 0.1));
        Assert.True(heard.IsSilent(0.1, 0.18));
        Assert.True(heard.Has(941, 0.18, 0.28) && heard.Has(1477, 0.18, 0.28));
        Assert.True(heard.IsSilent(0.28, 1));
    }

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(44_100, 2)]
    [InlineData(16_000, 1)]
    public async Task Whoever_plays_a_file_into_the_phone_is_heard_at_the_right_pitch(int rate, int channels)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Call(call, "speak", new { file = desk.App.Tone(700, 2, rate, channels) });
        await desk.Advance(3);

        Assert.Equal(["700", "700", "-"], (await desk.Ear(Desk.Alice)).Heard(0, 700, 350, 1400));
    }

    [Fact]
    public async Task The_line_from_the_application_to_itself_carries_voices_both_ways()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, "4:+31205550177");
        var second = await desk.Answer();
        await desk.Play(second, desk.App.Tone(900, 1));
        await desk.Advance(2);
        await desk.Behaves(Desk.Bob, "answer");
        await desk.Add(second, Desk.Bob);
        await desk.Phone(Desk.Bob, "speak", new { seconds = 1 });
        await desk.Phone(Desk.Caller, "speak", new { seconds = 2 });
        await desk.Advance(2);

        var (caller, bob) = (await desk.Voice(Desk.Caller), await desk.Voice(Desk.Bob));
        Assert.Equal(["900", "-", $"{bob}", "-"], (await desk.Ear(Desk.Caller)).Heard(0, 900, bob, caller));
        Assert.Equal([$"{caller}", $"{caller}"], (await desk.Ear(Desk.Bob)).Heard(0, 900, bob, caller));
    }

    [Fact]
    public async Task Any_part_of_an_hour_is_there_at_once()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Advance(3600 - 2);
        await desk.Play(leg, desk.App.Tone(500, 2));
        await desk.Advance(2);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/sim/calls/{call}/audio");
        request.Headers.Range = new RangeHeaderValue(44 + 3598 * 32_000L, null);
        var clock = Stopwatch.StartNew();
        using var answer = await desk.Http.SendAsync(request);
        var part = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(44 + 3600 * 32_000L, answer.Content.Headers.ContentRange!.Length);
        Assert.Equal(64_000, part.Length);
        Assert.Contains(part, b => b != 0);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task A_phone_that_heard_nothing_has_no_sound()
    {
        await using var desk = await Desk.Open();
        await desk.Behaves(Desk.Alice, "busy");

        foreach (var address in new[] { Desk.Alice, Desk.Bob })
        {
            using var answer = await desk.Http.GetAsync($"/sim/phones/{Uri.EscapeDataString(address)}/audio");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
