using System.Text.Json;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Reads what a recognise request waits for. What contradicts itself is refused.</summary>
internal static class RecognizeBody
{
    private const string Options = "recognizeOptions";

    public static RecognizeRequest Read(JsonElement body)
    {
        var input = body.Text("recognizeInputType") switch
        {
            "dtmf" => RecognizeInput.Keys,
            "speech" => RecognizeInput.Speech,
            "speechOrDtmf" => RecognizeInput.SpeechOrKeys,
            _ => RecognizeInput.Choices,
        };
        var options = body.GetProperty(Options);
        var dtmf = options.Member("dtmfOptions");
        if (dtmf is null && input == RecognizeInput.Keys)
        {
            throw Refused($"{Options}.dtmfOptions is required to recognise keys.");
        }

        if (dtmf?.Number("maxTonesToCollect") is < 1)
        {
            throw Refused($"{Options}.dtmfOptions.maxTonesToCollect must be at least 1.");
        }

        var request = new RecognizeRequest(Identifiers.Read(options.GetProperty("targetParticipant"), $"{Options}.targetParticipant"))
        {
            Input = input,
            InterruptsPrompt = options.Flag("interruptPrompt") ?? false,
            InitialSilence = TimeSpan.FromSeconds(options.Number("initialSilenceTimeoutInSeconds") ?? 5),
            InterTone = TimeSpan.FromSeconds(dtmf?.Number("interToneTimeoutInSeconds") ?? 2),
            MaxTones = dtmf?.Number("maxTonesToCollect"),
            StopTones = dtmf is { } keys ? StopTones(keys) : new HashSet<Tone>(),
            Choices = input == RecognizeInput.Choices ? Choices(options) : [],
        };
        return options.Member("speechOptions")?.Member("endSilenceTimeoutInMs")?.GetInt64() switch
        {
            null => request,
            > 0 and var milliseconds => request with { EndSilence = TimeSpan.FromMilliseconds(milliseconds) },
            _ => throw Refused($"{Options}.speechOptions.endSilenceTimeoutInMs must be more than 0."),
        };
    }

    private static HashSet<Tone> StopTones(JsonElement dtmf) => [.. dtmf.Items("stopTones").Select(t => Read(t.GetString()))];

    private static List<Choice> Choices(JsonElement options)
    {
        var choices = options.Items("choices").Select(c => new Choice(
            c.Text("label") ?? string.Empty,
            [.. c.Items("phrases").Select(p => p.GetString() ?? string.Empty).Where(p => p.Trim().Length > 0)],
            c.Text("tone") is { } tone ? Read(tone) : null)).ToList();
        if (choices.Count == 0)
        {
            throw Refused($"{Options}.choices must have at least one choice.");
        }

        if (choices.FirstOrDefault(c => c.Label.Length == 0 || c.Phrases.Count == 0) is not null)
        {
            throw Refused($"Each of {Options}.choices must have a label and at least one phrase.");
        }

        if (choices.DistinctBy(c => c.Label).Count() < choices.Count || choices.Where(c => c.Tone is not null).GroupBy(c => c.Tone).Any(g => g.Count() > 1))
        {
            throw Refused($"Labels and tones of {Options}.choices must each be named once.");
        }

        return choices;
    }

    private static Tone Read(string? word) =>
        Keypad.TryParseWord(word, out var tone) ? tone : throw new InvalidOperationException("The schema lets only tones through.");

    private static CallRefusedException Refused(string why) => new(Refusal.Invalid, why);
}
