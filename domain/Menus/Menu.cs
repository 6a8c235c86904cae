using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>A key menu: greets, listens for the digits of an option, and sends the call on (EXT-025, EXT-226 to EXT-304).</summary>
public sealed class Menu : IExtensionType<MenuConfig, MenuState>
{
    private Menu()
    {
    }

    /// <inheritdoc/>
    public static string Key => "menu";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static MenuConfig Sample { get; } = new(
        "Welcome. For sales press 1, for the recorded message press 2, to hear this again press star.",
        [
            new MenuOption("1", MenuAction.TransferWithAnnouncement, Destination.Read("201"), "Sales"),
            new MenuOption("2", MenuAction.PlayMessage, Message: "We are open from nine to five."),
            new MenuOption("*", MenuAction.Repeat),
            new MenuOption("#", MenuAction.Disconnect),
        ],
        Destination.Read("200"));

    /// <inheritdoc/>
    public static Move<MenuState> Enter(MenuConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        var (isOutOfHours, because) = MenuHours.Choose(config, directory, at.At);
        var visit = new Visit(at.At + config.Forward?.After, isOutOfHours);
        return new MenuTurn(config, arrival, directory, at, visit).Begin(arrival.Keys ?? "", because);
    }

    /// <inheritdoc/>
    public static Move<MenuState> Step(MenuState state, CallEvent evt, MenuConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(state);
        var turn = new MenuTurn(config, arrival, directory, at, state.Visit ?? new Visit(null));
        return (state, evt) switch
        {
            (_, CallEvent.TimeReached) when at.At >= turn.Visit.ForwardAt => turn.Overstayed((state as MenuState.Asking)?.Digits ?? ""),
            (MenuState.Asking asking, CallEvent.DigitsCollected keys) when keys.Of == asking.Question => turn.Pressed(asking, keys.Digits),
            (MenuState.Asking asking, CallEvent.NoDigitsCollected none) when none.Of == asking.Question => turn.Silent(asking.Digits),
            (MenuState.Asking asking, CallEvent.CollectingFailed failed) when failed.Of == asking.Question => turn.Fail([], new Because("The network could not ask.", "EXT-281")),
            (MenuState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => turn.Fail([], new Because("The network did not tell what became of the question.", "EXT-281")),
            (MenuState.Telling telling, CallEvent.DigitsCollected told) when told.Of == telling.Question => turn.Told(),
            (MenuState.Telling telling, CallEvent.NoDigitsCollected told) when told.Of == telling.Question => turn.Told(),
            (MenuState.Telling telling, CallEvent.CollectingFailed told) when told.Of == telling.Question => turn.Failed().Told(),
            (MenuState.Telling telling, CallEvent.TimeReached) when at.At >= telling.Until => turn.Failed().Told(),
            (MenuState.Keying keying, CallEvent.DigitsCollected keys) when keys.Of == keying.Question => DialByExtension.Pressed(turn, keying, keys.Digits),
            (MenuState.Keying keying, CallEvent.NoDigitsCollected none) when none.Of == keying.Question => DialByExtension.Silent(turn, keying),
            (MenuState.Keying keying, CallEvent.CollectingFailed failed) when failed.Of == keying.Question => DialByExtension.Failed(turn, keying),
            (MenuState.Keying keying, CallEvent.TimeReached) when at.At >= keying.Until => DialByExtension.Failed(turn, keying),
            (MenuState.Spelling spelling, CallEvent.DigitsCollected keys) when keys.Of == spelling.Question => DialByName.Pressed(turn, spelling, keys.Digits),
            (MenuState.Spelling spelling, CallEvent.NoDigitsCollected none) when none.Of == spelling.Question => DialByName.Silent(turn, spelling),
            (MenuState.Spelling spelling, CallEvent.CollectingFailed failed) when failed.Of == spelling.Question => DialByName.Failed(turn, spelling.Lookup),
            (MenuState.Spelling spelling, CallEvent.TimeReached) when at.At >= spelling.Until => DialByName.Failed(turn, spelling.Lookup),
            (MenuState.Picking picking, CallEvent.DigitsCollected keys) when keys.Of == picking.Question => DialByName.Chosen(turn, picking, keys.Digits),
            (MenuState.Picking picking, CallEvent.NoDigitsCollected none) when none.Of == picking.Question => DialByName.Silent(turn, picking),
            (MenuState.Picking picking, CallEvent.CollectingFailed failed) when failed.Of == picking.Question => DialByName.Failed(turn, picking.Lookup),
            (MenuState.Picking picking, CallEvent.TimeReached) when at.At >= picking.Until => DialByName.Failed(turn, picking.Lookup),
            (MenuState.Announcing announcing, CallEvent.SoundEnded ended) when ended.Of == announcing.Sound => turn.Transfer(announcing),
            (MenuState.Announcing announcing, CallEvent.SoundFailed failed) when failed.Of == announcing.Sound => turn.Transfer(announcing),
            (MenuState.Announcing announcing, CallEvent.TimeReached) when at.At >= announcing.Until => turn.Transfer(announcing),
            _ => new Move<MenuState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(MenuState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Visit?.ForwardAt < state.Until ? state.Visit.ForwardAt : state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(MenuConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var chosen = config.DialExtension ? [] : Chosen(config.Options, "", "").Concat(Chosen(config.OutOfHours?.Options ?? [], "/outOfHours", " out of hours"));
        var otherwise = config.Operator is { } nobody ? chosen.Append(new Way(nobody, "/operator", "no choice")) : chosen;
        return config.Forward is { } forward ? otherwise.Append(new Way(forward.Destination, "/forward/destination", "no choice in time")) : otherwise;
    }

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(MenuConfig config, IDialPlan plan) => MenuCheck.Check(config, plan);

    private static IEnumerable<Way> Chosen(ValueList<MenuOption> options, string at, string when)
    {
        for (var i = 0; i < options.Count; i++)
        {
            if (options[i] is { Action: MenuAction.Transfer or MenuAction.TransferWithAnnouncement, Destination: { } to } option)
            {
                yield return new Way(to, $"{at}/options/{i}/destination", $"key {option.Key}{when}", IsChosen: true);
            }
        }
    }
}
