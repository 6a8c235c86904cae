using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Calls;

/// <summary>
/// Puts the files of the account's own prompts in place of their names, as they are saved when the sound is begun: a call that is playing keeps its file when the prompt gets another (VMR-100).
/// </summary>
internal static class OwnSounds
{
    public static Decision Settle(Decision decision, IConfiguration config)
    {
        if (!decision.Commands.Any(command => Sounds(command).Any(static sound => sound is Sound.Named)))
        {
            return decision;
        }

        var version = config.Latest;
        return decision with
        {
            Commands = decision.Commands.Change(command => command switch
            {
                CallCommand.Play play => play with { Sounds = play.Sounds.Change(sound => Settle(sound, version)) },
                CallCommand.CollectDigits collect => collect with { Prompt = collect.Prompt.Change(sound => Settle(sound, version)) },
                _ => command,
            }),
        };
    }

    private static ValueList<Sound> Sounds(CallCommand command) => command switch
    {
        CallCommand.Play play => play.Sounds,
        CallCommand.CollectDigits collect => collect.Prompt,
        _ => default,
    };

    // A prompt that is gone since the extension was entered is no reason to say nothing.
    private static Sound Settle(Sound sound, IAccountVersion version) => sound is not Sound.Named own ? sound
        : version.Prompt(own.Name)?.FileFor(own.Language, version.Account.Language) is { } file ? new Sound.Recorded(file)
        : Catalogue.Say(own.Otherwise, own.Language);
}
