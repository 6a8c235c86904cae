namespace Pbx.Simulator.Network.Media;

/// <summary>What one party hears that the application has put on hold: music over and over, or silence.</summary>
internal sealed class Holding(Playback? music)
{
    /// <summary>Silence until the music has been fetched.</summary>
    public Sound Sound => music?.Sound ?? Sound.Nothing;

    public void Ends() => music?.Stop();
}
