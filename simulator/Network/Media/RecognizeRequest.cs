using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Media;

/// <summary>What a recognition listens for.</summary>
public enum RecognizeInput
{
    Keys,
    Speech,

    /// <summary>Whichever comes; a key ends what was being said.</summary>
    SpeechOrKeys,

    /// <summary>One of several choices, by a key or by a phrase.</summary>
    Choices,
}

/// <summary>Something that can be chosen: by saying one of its phrases, or by its key if it has one.</summary>
public sealed record Choice(string Label, IReadOnlyList<string> Phrases, Tone? Tone);

/// <summary>What was chosen; no phrase when it was by key.</summary>
public sealed record Chosen(string Label, string? Phrase);

/// <summary>What keys or words of one party the application waits for.</summary>
public sealed record RecognizeRequest(Address Target)
{
    public RecognizeInput Input { get; init; } = RecognizeInput.Keys;

    public IReadOnlyList<PlaySource> Prompts { get; init; } = [];

    /// <summary>Whether a key or a word stops the prompt and counts; otherwise what comes during the prompt is lost.</summary>
    public bool InterruptsPrompt { get; init; }

    /// <summary>Whether what runs and what waits is cancelled for it.</summary>
    public bool Interrupts { get; init; }

    /// <summary>Until the first key or word, counted from the end of the prompt.</summary>
    public TimeSpan InitialSilence { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan InterTone { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long somebody who spoke must be silent until that was all.</summary>
    public TimeSpan EndSilence { get; init; } = TimeSpan.FromSeconds(1.5);

    public int? MaxTones { get; init; }

    public IReadOnlySet<Tone> StopTones { get; init; } = new HashSet<Tone>();

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public string? OperationContext { get; init; }

    public string? Callback { get; init; }

    /// <summary>The leg that asked, which is told.</summary>
    internal AppLeg? By { get; init; }
}
