using Azure.Communication.CallAutomation;
using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Engine.Audio;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.CallAutomation;

/// <summary>Sounds as the network plays them: texts are read by its voice, tones are files of ours, and audio of the account is lent to it for a while.</summary>
public static class AcsSound
{
    // The network fetches a file before it plays it; a list of files is played one after the other.
    private static readonly TimeSpan LentFor = TimeSpan.FromHours(1);

    /// <summary>The sources of sounds, in their order.</summary>
    public static async Task<List<PlaySource>> Sources(ValueList<Sound> sounds, AcsOptions options, AccountId account, IAudioStore audio, IRecordingFiles recordings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(recordings);
        var sources = new List<PlaySource>(sounds.Count);
        foreach (var sound in sounds)
        {
            sources.Add(sound switch
            {
                Sound.Speech speech => new TextSource(speech.Text, speech.Language.Locale(), VoiceKind.Female),
                Sound.Signal signal => Tone(Name(signal.Tone), options),
                Sound.Recorded recorded => File(recorded.File, await audio.Lend(account, recorded.File, LentFor, cancel)),
                Sound.Message message => new FileSource(await recordings.Lend(message.File, LentFor, cancel)),
                _ => throw new ArgumentOutOfRangeException(nameof(sounds), sound, "Not a sound that can be played: its file has to be known."),
            });
        }

        return sources;
    }

    // The network keeps a file for an hour under its id; a tone never changes, nor does a file that is named by its content.
    private static FileSource Tone(string tone, AcsOptions options) =>
        new(options.Public($"api/tones/{tone}.wav")) { PlaySourceCacheId = $"tone-{tone}" };

    private static FileSource File(AudioFile file, Uri address) => new(address) { PlaySourceCacheId = file.Value };

    private static string Name(Tone tone) => tone switch
    {
        Domain.Prompts.Tone.Ringback => "ringback",
        Domain.Prompts.Tone.Busy => "busy",
        Domain.Prompts.Tone.Beep => "beep",
        Domain.Prompts.Tone.Music => "music",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Not a tone that the platform plays."),
    };
}
