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

    /// <summary>Somebody begins to speak, or says something else.</summary>
    public virtual void Spoke(Party party, string? words)
    {
    }

    public virtual void FellSilent(Party party)
    {
    }

    public virtual void Left(Party party)
    {
    }
}
