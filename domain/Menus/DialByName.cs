using System.Globalization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Names;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>The caller spells a name, and chooses among the extensions that it means (EXT-291 to EXT-299).</summary>
internal static class DialByName
{
    private const int MostKeys = 30;
    private const string Stop = "#";

    /// <summary>Asks for a name; what was keyed ahead begins it.</summary>
    public static Move<MenuState> Begin(MenuTurn turn, string prefix, string keys, Because because)
    {
        var lookup = new Lookup(turn.Visit, prefix);
        return keys.Length == 0 ? Ask(turn, lookup, [], because)
            : keys.Contains(Stop, StringComparison.Ordinal) ? Spelled(turn, lookup, "", keys[..keys.IndexOf(Stop, StringComparison.Ordinal)])
            : Listen(turn, lookup, keys, [], turn.Waits.BetweenNumberKeys, null, null);
    }

    /// <summary>Letters were keyed, and the network has ended the entry.</summary>
    public static Move<MenuState> Pressed(MenuTurn turn, MenuState.Spelling spelling, string keys) => turn.At.At < spelling.DeafUntil
        ? Ask(turn, spelling.Lookup, [NoSuchName(turn)], null, spelling.DeafUntil)
        : Spelled(turn, spelling.Lookup, spelling.Keys, keys.Replace(Stop, "", StringComparison.Ordinal));

    /// <summary>Nothing was keyed in time: what was there before may be a name already.</summary>
    public static Move<MenuState> Silent(MenuTurn turn, MenuState.Spelling spelling) => Spelled(turn, spelling.Lookup, spelling.Keys, "");

    /// <summary>The network failed while a name was spelled or chosen.</summary>
    public static Move<MenuState> Failed(MenuTurn turn, Lookup lookup) => Wrong(turn, lookup, null, new Because("The network did not tell what was keyed.", "EXT-298"));

    /// <summary>One of the names that were told is chosen.</summary>
    public static Move<MenuState> Chosen(MenuTurn turn, MenuState.Picking picking, string keys)
    {
        if (turn.At.At < picking.DeafUntil)
        {
            return Offer(turn, picking.Lookup, picking.Found, [turn.Invalid], null, picking.DeafUntil);
        }

        var (key, rest) = keys.Length > 0 ? (keys[0], keys[1..]) : (' ', "");
        var place = key - '1';
        return key == '*' ? Begin(turn, picking.Lookup, rest, new Because("The caller starts again.", "EXT-296"))
            : place >= 0 && place < picking.Found.Count ? turn.GoTo(
                new Destination.ToExtension(picking.Found[place].Number), new Because($"The caller chose {picking.Found[place].Name}.", picking.Found.Count == 1 ? "EXT-296" : "EXT-297"), picking.Lookup.Prefix, rest)
            : Again(turn, picking, [turn.Invalid], new Because($"The caller pressed {keys}, which is none of the names.", "EXT-298"));
    }

    /// <summary>None of the names was chosen in time.</summary>
    public static Move<MenuState> Silent(MenuTurn turn, MenuState.Picking picking) => Again(turn, picking, [], new Because("The caller chose no name.", "EXT-298"));

    private static Move<MenuState> Begin(MenuTurn turn, Lookup lookup, string keys, Because because) => keys.Length == 0
        ? Ask(turn, lookup, [], because)
        : Listen(turn, lookup, keys, [], turn.Waits.BetweenNumberKeys, because, null);

    // the star key takes back what was keyed; with nothing keyed it leads back to the menu
    private static Move<MenuState> Spelled(MenuTurn turn, Lookup lookup, string before, string pressed)
    {
        var keys = before;
        foreach (var key in pressed)
        {
            if (key == '*' && keys.Length == 0)
            {
                return turn.Ask([], new Because("The caller pressed the star key: back to the menu.", "EXT-298"));
            }

            keys = key == '*' ? "" : keys + key;
        }

        if (keys.Length == 0)
        {
            return pressed.Length > 0 ? Ask(turn, lookup, [], new Because("The caller starts again.", "EXT-296")) : Wrong(turn, lookup, null, new Because("The caller keyed no letters.", "EXT-298"));
        }

        var found = NameSearch.Find(turn.Directory.Names(keys), keys, turn.Config.DialByNameOrder);
        return found.Count switch
        {
            0 => Wrong(turn, lookup, NoSuchName(turn), new Because($"No name that is listed begins with {keys}.", "EXT-298")),
            <= NameSearch.MostChoices => Offer(
                turn, lookup, found, [], new Because($"{keys} spells {string.Join(", ", found.Select(name => name.Name))}.", found.Count == 1 ? "EXT-296" : "EXT-297", "/dialByNameOrder"), null),
            _ => MoreLetters(turn, lookup with { Wrong = lookup.Wrong + (pressed.Length == 0 ? 1 : 0) }, keys),
        };
    }

    private static Move<MenuState> MoreLetters(MenuTurn turn, Lookup lookup, string keys)
    {
        var because = new Because($"More than {NameSearch.MostChoices} names begin with {keys}: more letters are asked for.", "EXT-297", "/dialByNameOrder");
        return lookup.Wrong < turn.Waits.MostAttempts
            ? Listen(turn, lookup, keys, [Catalogue.Say(Prompt.MoreLetters, turn.Arrival.Spoken)], turn.Waits.UntilNumberKey, because, null)
            : Leave(turn, [], because, null);
    }

    private static Move<MenuState> Wrong(MenuTurn turn, Lookup lookup, Sound? first, Because because)
    {
        var wrong = lookup with { Wrong = lookup.Wrong + 1 };
        DateTimeOffset? deafUntil = first is null ? null : turn.At.At + turn.Waits.DeafFor;
        ValueList<Sound> said = first is null ? [] : [first];
        return wrong.Wrong < turn.Waits.MostAttempts ? Ask(turn, wrong, said, because, deafUntil) : Leave(turn, said, because, deafUntil);
    }

    private static Move<MenuState> Again(MenuTurn turn, MenuState.Picking picking, ValueList<Sound> first, Because because)
    {
        var wrong = picking.Lookup with { Wrong = picking.Lookup.Wrong + 1 };
        DateTimeOffset? deafUntil = first.Count > 0 ? turn.At.At + turn.Waits.DeafFor : null;
        return wrong.Wrong < turn.Waits.MostAttempts ? Offer(turn, wrong, picking.Found, first, because, deafUntil) : Leave(turn, first, because, deafUntil);
    }

    private static Move<MenuState> Leave(MenuTurn turn, ValueList<Sound> first, Because because, DateTimeOffset? deafUntil) =>
        turn.Ask(first, new Because($"{because.Why} That was the last attempt: back to the menu.", "EXT-298"), deafUntil);

    private static Move<MenuState>.Stay Ask(MenuTurn turn, Lookup lookup, ValueList<Sound> first, Because? because, DateTimeOffset? deafUntil = null) =>
        Listen(turn, lookup, "", first.Add(Catalogue.Say(Prompt.SpellName, turn.Arrival.Spoken)), turn.Waits.UntilNumberKey, because, deafUntil);

    private static Move<MenuState>.Stay Listen(MenuTurn turn, Lookup lookup, string keys, ValueList<Sound> prompt, TimeSpan first, Because? because, DateTimeOffset? deafUntil)
    {
        var between = turn.Waits.BetweenNumberKeys;
        return new Move<MenuState>.Stay(
            new MenuState.Spelling(turn.At.Op(0), lookup, turn.Until(prompt, first + (between * MostKeys)), keys, deafUntil),
            [new CallCommand.CollectDigits(prompt, MostKeys, first, between, Stop)],
            because);
    }

    // a name is spoken in the language of the menu (EXT-299), and so is the sentence that it is in
    private static Move<MenuState>.Stay Offer(MenuTurn turn, Lookup lookup, ValueList<FoundName> found, ValueList<Sound> first, Because? because, DateTimeOffset? deafUntil)
    {
        var prompt = found.Count == 1
            ? first.Add(Catalogue.Say(Prompt.ConnectOrStartAgain, turn.Arrival.Language, found[0].Name))
            : first.AddRange(ValueList.From(found.Select((name, i) => Catalogue.Say(Prompt.ChooseName, turn.Arrival.Language, (i + 1).ToString(CultureInfo.InvariantCulture), name.Name))));
        return new Move<MenuState>.Stay(
            new MenuState.Picking(turn.At.Op(0), lookup, found, turn.Until(prompt, turn.Waits.UntilMenuKey), deafUntil),
            [new CallCommand.CollectDigits(prompt, Most: 1, turn.Waits.UntilMenuKey, turn.Waits.BetweenMenuKeys)],
            because);
    }

    private static Sound NoSuchName(MenuTurn turn) => Catalogue.Say(Prompt.NoSuchName, turn.Arrival.Spoken);
}
