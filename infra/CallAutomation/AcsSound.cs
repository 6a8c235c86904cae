using Azure.Communication.CallAutomation;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Infra.CallAutomation;

/// <summary>Sounds as the network plays them: texts are read by its voice, tones are files of ours.</summary>
public static class AcsSound
{
    /// <summary>The sources of sounds, in their order.</summary>
    public static List<PlaySource> Sources(ValueList<Sound> sounds, AcsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var sources = new List<PlaySource>(sounds.Count);
        foreach (var sound in sounds.AsSpan())
        {
            sources.Add(Source(sound, options));
        }

        return sources;
    }

    private static PlaySource Source(Sound sound, AcsOptions options) => sound switch
    {
        Sound.Speech speech => new TextSource(speech.Text, speech.Language.Locale(), VoiceKind.Female),
        Sound.Signal signal => File(Name(signal.Tone), options),
        _ => throw new ArgumentOutOfRangeException(nameof(sound), sound, "There are two kinds of sounds."),
    };

    // The network keeps the file for an hour under this id; a tone never changes.
    private static FileSource File(string tone, AcsOptions options) =>
        new(options.Public($"api/tones/{tone}.wav")) { PlaySourceCacheId = $"tone-{tone}" };

    private static string Name(Tone tone) => tone switch
    {
        Tone.Ringback => "ringback",
        Tone.Busy => "busy",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Not a tone that the platform plays."),
    };
}
