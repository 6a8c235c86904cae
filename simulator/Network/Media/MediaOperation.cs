using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Media;

/// <summary>What the application asks to be played.</summary>
public sealed record PlayRequest(IReadOnlyList<PlaySource> Sources)
{
    /// <summary>Who hears it; nobody named means everybody.</summary>
    public IReadOnlyList<Address> To { get; init; } = [];

    public bool Loop { get; init; }

    /// <summary>Whether what runs and what waits is cancelled for it.</summary>
    public bool Interrupts { get; init; }

    public string? OperationContext { get; init; }

    public string? Callback { get; init; }

    /// <summary>The leg that asked, which is told.</summary>
    internal AppLeg? By { get; init; }
}

/// <summary>What keys the application waits for.</summary>
public sealed record RecognizeRequest(Address Target)
{
    public IReadOnlyList<PlaySource> Prompts { get; init; } = [];

    /// <summary>Whether a key stops the prompt and counts; otherwise keys during the prompt are lost.</summary>
    public bool InterruptsPrompt { get; init; }

    /// <summary>Whether what runs and what waits is cancelled for it.</summary>
    public bool Interrupts { get; init; }

    /// <summary>Until the first key, counted from the end of the prompt.</summary>
    public TimeSpan InitialSilence { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan InterTone { get; init; } = TimeSpan.FromSeconds(2);

    public int? MaxTones { get; init; }

    public IReadOnlySet<Tone> StopTones { get; init; } = new HashSet<Tone>();

    public string? OperationContext { get; init; }

    public string? Callback { get; init; }

    /// <summary>The leg that asked, which is told.</summary>
    internal AppLeg? By { get; init; }
}

/// <summary>One thing at a time that happens to the sound of a call. It is over when it has told so, and then the next one starts.</summary>
internal abstract class MediaOperation
{
    public abstract void Starts();

    /// <summary>By the application, before or after it started.</summary>
    public abstract void Cancelled();

    /// <summary>The call is over.</summary>
    public abstract void CallEnded();

    public abstract Sound? SoundFor(Party party);

    public virtual void Pressed(Party party, Tone tone)
    {
    }

    public virtual void Left(Party party)
    {
    }
}
