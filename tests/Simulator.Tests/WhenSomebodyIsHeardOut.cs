using System.Net;

namespace Pbx.Simulator.Tests;

public sealed class WhenSomebodyIsHeardOut
{
    [Fact]
    public async Task What_was_said_is_told_when_the_silence_after_it_has_lasted()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speech", context: "say");
        await desk.Advance(4.9);
        await desk.Call(call, "speak", new { seconds = 20, text = "I would like to order a bicycle." });
        await desk.Advance(20 + 4.999);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.001);

        Assert.Equal("RecognizeCompleted 200/0", desk.App.Lines[^1]);
        var data = desk.App.Events[^1].Data;
        Assert.Equal("say", (string?)data["operationContext"]);
        Assert.Equal("speech", (string?)data["recognitionType"]);
        Assert.Equal("I would like to order a bicycle.", (string?)data["speechResult"]!["speech"]);
        Assert.Null(data["dtmfResult"]);
    }

    [Fact]
    public async Task Pauses_that_are_short_enough_do_not_end_it()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speechOrDtmf");
        foreach (var words in new[] { "One", "two", "three." })
        {
            await desk.Call(call, "speak", new { seconds = 3, text = words });
            await desk.Advance(3 + 4.9);
        }

        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.1);

        Assert.Equal("One two three.", (string?)desk.App.Events[^1].Data["speechResult"]!["speech"]);
    }

    [Fact]
    public async Task A_long_speech_is_not_cut_off()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speechOrDtmf");
        await desk.Call(call, "speak", new { seconds = 600 });
        await desk.Advance(604.9);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.1);

        Assert.Equal("RecognizeCompleted", desk.App.Types[^1]);
    }

    [Theory]
    [InlineData("speech")]
    [InlineData("speechOrDtmf")]
    [InlineData("choices")]
    public async Task Silence_from_the_end_of_the_prompt_fails(string input)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, input, prompt: desk.App.File(3));
        await desk.Advance(3 + 4.999);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.001);

        Assert.Equal("RecognizeFailed 400/8510", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task A_key_ends_what_was_being_said()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speechOrDtmf");
        await desk.Call(call, "speak", new { seconds = 30 });
        await desk.Advance(12);
        await desk.Call(call, "dtmf", new { tones = "#" });

        Assert.Equal("RecognizeCompleted 200/8514", desk.App.Lines[^1]);
        Assert.Equal("dtmf", (string?)desk.App.Events[^1].Data["recognitionType"]);
        Assert.Null(desk.App.Events[^1].Data["speechResult"]);
    }

    [Fact]
    public async Task After_a_key_words_count_no_more()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speechOrDtmf");
        await desk.Call(call, "speak", new { seconds = 1 });
        await desk.Call(call, "dtmf", new { tones = "4" });
        await desk.Call(call, "speak", new { seconds = 1 });
        await desk.Advance(3);

        Assert.Equal("RecognizeCompleted 400/8532", desk.App.Lines[^1]);
        Assert.Equal("""["four"]""", desk.App.Events[^1].Data["dtmfResult"]!["tones"]!.ToJsonString());
    }

    [Fact]
    public async Task Keys_mean_nothing_where_only_words_are_waited_for()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speech");
        await desk.Call(call, "dtmf", new { tones = "1" });
        await desk.Advance(5);

        Assert.Equal("RecognizeFailed 400/8510", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task A_word_stops_a_prompt_that_may_be_interrupted()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speech", prompt: desk.App.File(10), interruptPrompt: true);
        await desk.Advance(2);
        await desk.Call(call, "speak", new { seconds = 3 });
        await desk.Advance(8);

        Assert.Equal("RecognizeCompleted", desk.App.Types[^1]);
        Assert.Equal(["0-2 file 10s.wav", "2-10 silence"], Desk.Heard(await desk.Call(call)));
    }

    [Theory]
    [InlineData(3, "RecognizeFailed 400/8510", 15)]
    [InlineData(12, "RecognizeCompleted 200/0", 17)]
    public async Task What_is_said_into_a_prompt_counts_only_if_it_goes_on_behind_it(int seconds, string told, int at)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "speech", prompt: desk.App.File(10), interruptPrompt: false);
        await desk.Call(call, "speak", new { seconds });
        await desk.Advance(at - 0.001);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.001);

        Assert.Equal(told, desk.App.Lines[^1]);
    }

    [Fact]
    public async Task Whoever_spoke_already_is_heard_out()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Call(call, "speak", new { seconds = 9 });
        await desk.Advance(1);
        await Recognize(desk, leg, "speechOrDtmf");
        await desk.Advance(13);

        Assert.Equal("RecognizeCompleted", desk.App.Types[^1]);
    }

    [Fact]
    public async Task Only_the_one_who_was_asked_counts()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await Recognize(desk, leg, "speech");
        await desk.Phone(Desk.Alice, "speak", new { seconds = 3 });
        await desk.Advance(5);

        Assert.Equal("RecognizeFailed 400/8510", desk.App.Lines[^1]);
    }

    [Theory]
    [InlineData("The SALES department, please.", "RecognizeCompleted 200/8545", "sales", "sales")]
    [InlineData("somebody technical", "RecognizeCompleted 200/8545", "workshop", "technical")]
    [InlineData("a salesman", "RecognizeFailed 400/8547", null, null)]
    [InlineData(null, "RecognizeFailed 400/8547", null, null)]
    public async Task One_of_several_is_chosen_by_a_phrase(string? text, string told, string? label, string? phrase)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "choices");
        await desk.Call(call, "speak", new { seconds = 2, text });
        await desk.Advance(7);

        Assert.Equal(told, desk.App.Lines[^1]);
        var result = desk.App.Events[^1].Data["choiceResult"];
        Assert.Equal((label, phrase), ((string?)result?["label"], (string?)result?["recognizedPhrase"]));
    }

    [Theory]
    [InlineData("1", "RecognizeCompleted 200/8533", "sales")]
    [InlineData("3", "RecognizeFailed 400/8534", null)]
    public async Task Or_by_its_key(string key, string told, string? label)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Recognize(desk, leg, "choices");
        await desk.Call(call, "dtmf", new { tones = key });

        Assert.Equal(told, desk.App.Lines[^1]);
        var data = desk.App.Events[^1].Data;
        Assert.Equal(label, (string?)data["choiceResult"]?["label"]);
        Assert.Null(data["choiceResult"]?["recognizedPhrase"]);
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_refused()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await On(desk, leg, "choices", new { });
        await On(desk, leg, "choices", new { choices = new[] { new { label = "a", phrases = Array.Empty<string>() } } });
        await On(desk, leg, "choices", new { choices = new[] { new { label = "a", phrases = new[] { "a" } }, new { label = "a", phrases = new[] { "b" } } } });
        await On(desk, leg, "speech", new { speechOptions = new { endSilenceTimeoutInMs = 0 } });
        await On(desk, leg, "dtmf", new { });
        await On(desk, leg, "speechOrDtmf", new { dtmfOptions = new { maxTonesToCollect = 0 } });

        static Task On(Desk desk, string leg, string input, object options)
        {
            var all = System.Text.Json.JsonSerializer.SerializeToNode(options)!.AsObject();
            all["targetParticipant"] = new System.Text.Json.Nodes.JsonObject { ["rawId"] = Desk.Caller };
            return desk.On(leg, ":recognize", new { recognizeInputType = input, recognizeOptions = all }, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Words_need_the_speech_service()
    {
        await using var desk = await Desk.Open();
        await desk.Dial();
        var answer = await desk.Ask(HttpMethod.Post, "/calling/callConnections:answer", new { incomingCallContext = desk.App.LastContext, callbackUri = desk.App.Callback }, HttpStatusCode.OK);

        await Recognize(desk, (string)answer!["callConnectionId"]!, "speech", expected: HttpStatusCode.BadRequest);
    }

    private static async Task Recognize(Desk desk, string leg, string input, string? prompt = null, bool interruptPrompt = false, string? context = null, HttpStatusCode expected = HttpStatusCode.Accepted) =>
        await desk.On(leg, ":recognize", new
        {
            recognizeInputType = input,
            playPrompts = prompt is null ? null : new[] { new { kind = "file", file = new { uri = prompt } } },
            operationContext = context,
            recognizeOptions = new
            {
                targetParticipant = new { rawId = Desk.Caller },
                interruptPrompt,
                initialSilenceTimeoutInSeconds = 5,
                speechLanguage = "en-GB",
                speechOptions = new { endSilenceTimeoutInMs = 5000 },
                dtmfOptions = input == "speechOrDtmf" ? new { interToneTimeoutInSeconds = 2, stopTones = new[] { "pound" } } : null,
                choices = input != "choices" ? null : new object[]
                {
                    new { label = "sales", phrases = new[] { "sales", "buy a bicycle" }, tone = "one" },
                    new { label = "workshop", phrases = new[] { "workshop", "technical" }, tone = "two" },
                },
            },
        }, expected);
}
