using Pbx.Domain.Calls;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Explanations;

/// <summary>What sounds are to who reads of them.</summary>
internal static class Sounds
{
    public static HeardSound Heard(Sound sound, TimeSpan after, bool isLoop, DocumentConfiguration account) => sound switch
    {
        Sound.Speech speech => new HeardSound(after, SoundKind.Speech, speech.Text, isLoop),
        Sound.Signal signal => new HeardSound(after, SoundKind.Tone, Words(signal.Tone), isLoop),
        Sound.Named named => new HeardSound(after, SoundKind.Prompt, named.Name, isLoop),
        Sound.Recorded recorded => new HeardSound(after, SoundKind.Prompt, NameOf(recorded.File, account), isLoop),
        Sound.Message => new HeardSound(after, SoundKind.Speech, "a message", isLoop),
        _ => throw new ArgumentOutOfRangeException(nameof(sound), sound, "There are five kinds of sounds."),
    };

    private static string Words(Tone tone) => tone switch
    {
        Tone.Ringback => "ring-back",
        Tone.Busy => "busy tone",
        Tone.Beep => "beep",
        Tone.Music => "music",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Not a tone that the platform plays."),
    };

    private static string NameOf(AudioFile file, DocumentConfiguration account)
    {
        foreach (var prompt in account.Document.Prompts.AsSpan())
        {
            if (PromptUses.Files(prompt).Contains(file))
            {
                return prompt.Name;
            }
        }

        return file.Value;
    }
}
