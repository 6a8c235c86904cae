using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>The caller keys the number of an extension, as an option of a menu or as the whole of it (EXT-239, EXT-300 to EXT-304).</summary>
internal static class DialByExtension
{
    private const string Stop = "#";

    /// <summary>Asks for the number; what was keyed ahead counts.</summary>
    public static Move<MenuState> Begin(MenuTurn turn, string prefix, string keys, Because because) => Pressed(turn, new Lookup(turn.Visit, prefix), "", keys, isOver: false, because);

    /// <summary>Keys were pressed; the network has ended the entry.</summary>
    public static Move<MenuState> Pressed(MenuTurn turn, MenuState.Keying keying, string keys) =>
        turn.At.At < keying.DeafUntil ? Ask(turn, keying.Lookup, [turn.Invalid], null, keying.DeafUntil)
        : keying.Digits.Length + keys.Length == 0 ? Silent(turn, keying.Lookup)
        : Pressed(turn, keying.Lookup, keying.Digits, keys, isOver: true, null);

    /// <summary>Nothing was pressed in time; what was keyed before is too short.</summary>
    public static Move<MenuState> Silent(MenuTurn turn, MenuState.Keying keying) =>
        keying.Digits.Length > 0 ? Pressed(turn, keying.Lookup, keying.Digits, "", isOver: true, null) : Silent(turn, keying.Lookup);

    /// <summary>The network failed.</summary>
    public static Move<MenuState> Failed(MenuTurn turn, MenuState.Keying keying) =>
        Wrong(turn, keying.Lookup, [], new Because("The network did not tell what was keyed.", "EXT-303"));

    private static Move<MenuState> Pressed(MenuTurn turn, Lookup lookup, string digits, string keys, bool isOver, Because? because)
    {
        var length = Length(turn);
        var all = digits + keys;
        var stop = all.IndexOf(Stop, StringComparison.Ordinal);
        var end = stop >= 0 && stop <= length ? stop : length;
        if (!isOver && stop < 0 && all.Length < length)
        {
            return all.Length == 0
                ? Ask(turn, lookup, turn.Config.DialExtension ? turn.OwnGreeting : [], because)
                : Listen(turn, lookup, all, [], turn.Waits.BetweenNumberKeys, null, null);
        }

        var number = all[..Math.Min(end, all.Length)];
        var rest = all[Math.Min(end + (stop == end ? 1 : 0), all.Length)..];
        return KeyedNumber.Find(number, turn.Directory.Account, turn.Directory.Find) is { } extension
            ? turn.GoTo(new Destination.ToExtension(extension.Number), new Because($"The caller keyed extension {extension.Number}.", "EXT-300", Setting(turn)), lookup.Prefix, rest)
            : Wrong(turn, lookup, [turn.Invalid], new Because("The caller keyed a number that callers do not reach.", "EXT-301", Setting(turn)));
    }

    private static Move<MenuState> Silent(MenuTurn turn, Lookup lookup) => turn.Config is { DialExtension: true, Forward: not null }
        ? Ask(turn, lookup, turn.OwnGreeting, new Because("The caller keyed nothing. That does not count, because the caller is forwarded in time.", "EXT-283", "/forward"))
        : Wrong(turn, lookup, [], new Because("The caller keyed nothing.", "EXT-303", Setting(turn)));

    private static Move<MenuState> Wrong(MenuTurn turn, Lookup lookup, ValueList<Sound> first, Because because)
    {
        var wrong = lookup with { Wrong = lookup.Wrong + 1 };
        DateTimeOffset? deafUntil = first.Count > 0 ? turn.At.At + turn.Waits.DeafFor : null;
        return wrong.Wrong < turn.Waits.MostAttempts ? Ask(turn, wrong, first, because, deafUntil)
            : turn.Config.DialExtension ? turn.GiveUp(because)
            : turn.Ask(first, new Because($"{because.Why} That was the last attempt: back to the menu.", "EXT-303"), deafUntil);
    }

    private static Move<MenuState>.Stay Ask(MenuTurn turn, Lookup lookup, ValueList<Sound> first, Because? because, DateTimeOffset? deafUntil = null) =>
        Listen(turn, lookup, "", first.Add(Catalogue.Say(Prompt.EnterExtensionToCall, turn.Arrival.Spoken)), turn.Waits.UntilNumberKey, because, deafUntil);

    private static Move<MenuState>.Stay Listen(MenuTurn turn, Lookup lookup, string digits, ValueList<Sound> prompt, TimeSpan first, Because? because, DateTimeOffset? deafUntil)
    {
        var most = Length(turn) - digits.Length;
        var between = turn.Waits.BetweenNumberKeys;
        return new Move<MenuState>.Stay(
            new MenuState.Keying(turn.At.Op(0), lookup, turn.Until(prompt, first + (between * most)), digits, deafUntil),
            [new CallCommand.CollectDigits(prompt, most, first, between, Stop)],
            because);
    }

    // a draft may leave the length to its first extension
    private static int Length(MenuTurn turn) => turn.Directory.Account.ExtensionLength ?? turn.Arrival.Number?.Value.Length ?? 1;

    private static string? Setting(MenuTurn turn) => turn.Config.DialExtension ? "/dialExtension" : null;
}
