using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>A key menu: greets, listens for one key, and sends the call on (EXT-025, EXT-244 to EXT-290).</summary>
public sealed class Menu : IExtensionType<MenuConfig, MenuState>
{
    private const int Attempts = 3; // EXT-087
    private const int MostRepeats = 10; // EXT-256
    private const string Operator = "/operator"; // the setting
    private static readonly TimeSpan NoInput = TimeSpan.FromSeconds(5); // EXT-085
    private static readonly TimeSpan InterDigit = TimeSpan.FromSeconds(3); // EXT-083
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

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
        return config.Options.Count == 0
            ? Tell([Greeting(config, arrival)], failures: Attempts, repeats: 0, at, new Because("The menu has no options: its greeting is played once.", "EXT-289", "/options"))
            : Ask(config, arrival, failures: 0, repeats: 0, at, [], new Because("The greeting is played and a key is waited for.", "EXT-259", config.GreetingPrompt is null ? "/greeting" : "/greetingPrompt"));
    }

    /// <inheritdoc/>
    public static Move<MenuState> Step(MenuState state, CallEvent evt, MenuConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        (MenuState.Asking asking, CallEvent.DigitsCollected digits) when digits.Of == asking.Question => Choose(asking, digits.Digits, config, arrival, at),
        (MenuState.Asking asking, CallEvent.NoDigitsCollected none) when none.Of == asking.Question => Silence(asking, config, arrival, at),
        (MenuState.Asking asking, CallEvent.CollectingFailed failed) when failed.Of == asking.Question => Fail(asking, config, arrival, at, [], new Because("The network could not ask.", "EXT-281")),
        (MenuState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => Fail(asking, config, arrival, at, [], new Because("The network did not tell what became of the question.", "EXT-281")),
        (MenuState.Telling telling, CallEvent.DigitsCollected told) when told.Of == telling.Question => Told(telling, config, arrival, at),
        (MenuState.Telling telling, CallEvent.NoDigitsCollected told) when told.Of == telling.Question => Told(telling, config, arrival, at),
        (MenuState.Telling telling, CallEvent.CollectingFailed told) when told.Of == telling.Question => Told(telling with { Failures = telling.Failures + 1 }, config, arrival, at),
        (MenuState.Telling telling, CallEvent.TimeReached) when at.At >= telling.Until => Told(telling with { Failures = telling.Failures + 1 }, config, arrival, at),
        (MenuState.Announcing announcing, CallEvent.SoundEnded ended) when ended.Of == announcing.Sound => Transfer(announcing),
        (MenuState.Announcing announcing, CallEvent.SoundFailed failed) when failed.Of == announcing.Sound => Transfer(announcing),
        (MenuState.Announcing announcing, CallEvent.TimeReached) when at.At >= announcing.Until => Transfer(announcing),
        _ => new Move<MenuState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(MenuState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(MenuConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var chosen = config.Options.Select((option, i) => option is { Action: MenuAction.Transfer or MenuAction.TransferWithAnnouncement, Destination: { } to } ? new Way(to, $"/options/{i}/destination", $"key {option.Key}", IsChosen: true) : null);
        return config.Operator is { } nobody ? chosen.OfType<Way>().Append(new Way(nobody, "/operator", "no choice")) : chosen.OfType<Way>();
    }

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(MenuConfig config, IDialPlan plan) => MenuCheck.Check(config, plan);

    private static Move<MenuState> Choose(MenuState.Asking asking, string digits, MenuConfig config, Arrival arrival, Moment at)
    {
        MenuOption? option = null;
        var setting = "/options";
        for (var i = 0; i < config.Options.Count; i++)
        {
            (option, setting) = config.Options[i].Key == digits ? (config.Options[i], $"/options/{i}") : (option, setting);
        }

        var key = $"The caller pressed {(digits.Length == 0 ? "nothing that counts" : digits)}";
        return option switch
        {
            { Action: MenuAction.Transfer, Destination: { } to } =>
                new Move<MenuState>.GoTo(to, [], new Because($"{key}: to {to}.", "EXT-251", setting), Chosen: true, option.Prefix),
            { Action: MenuAction.TransferWithAnnouncement, Destination: { } to } =>
                Announce(to, option.Prefix, arrival, at, new Because($"{key}: to {to}, with an announcement.", "EXT-250", setting)),
            { Action: MenuAction.TransferToOperator } when config.Operator is { } to =>
                new Move<MenuState>.GoTo(to, [], new Because($"{key}: to the operator, {to}.", "EXT-252", setting), Chosen: true, option.Prefix),
            { Action: MenuAction.PlayMessage } when (option.Message ?? option.MessagePrompt) is not null =>
                Tell([Announcement.Of(option.Message, option.MessagePrompt, arrival, Prompt.NotAvailable)], asking.Failures, asking.Repeats, at, new Because($"{key}: a message.", "EXT-255", setting)),
            { Action: MenuAction.Repeat } when asking.Repeats < MostRepeats =>
                Ask(config, arrival, asking.Failures, asking.Repeats + 1, at, [], new Because($"{key}: the menu again.", "EXT-256", setting)),
            { Action: MenuAction.Disconnect } =>
                new Move<MenuState>.End(EndReason.Disconnected, [], new Because($"{key}: the call is ended.", "EXT-257", setting)),
            _ => Fail(asking, config, arrival, at, [Catalogue.Say(Prompt.InvalidChoice, arrival.Spoken)], new Because($"{key}, which is no choice here.", "EXT-282", setting)),
        };
    }

    private static Move<MenuState> Silence(MenuState.Asking asking, MenuConfig config, Arrival arrival, Moment at) => config.Operator is { } to
        ? new Move<MenuState>.GoTo(to, [], new Because($"The caller pressed no key: to the operator, {to}.", "EXT-280", Operator))
        : Fail(asking, config, arrival, at, [], new Because("The caller pressed no key.", "EXT-281", Operator));

    private static Move<MenuState> Fail(MenuState.Asking asking, MenuConfig config, Arrival arrival, Moment at, ValueList<Sound> first, Because because) =>
        asking.Failures + 1 >= Attempts
            ? GiveUp(config, because)
            : Ask(config, arrival, asking.Failures + 1, asking.Repeats, at, first, because);

    private static Move<MenuState> Told(MenuState.Telling telling, MenuConfig config, Arrival arrival, Moment at) =>
        telling.Failures >= Attempts || config.Options.Count == 0
            ? GiveUp(config, new Because("There is nothing to choose."))
            : Ask(config, arrival, telling.Failures, telling.Repeats, at, [], new Because("The message was played: the menu again.", "EXT-255"));

    private static Move<MenuState> GiveUp(MenuConfig config, Because because) => config.Operator is { } to
        ? new Move<MenuState>.GoTo(to, [], new Because($"{because.Why} That was the last attempt: to the operator, {to}.", "EXT-283", Operator))
        : new Move<MenuState>.End(EndReason.NoChoice, [], new Because($"{because.Why} That was the last attempt.", "EXT-283", Operator));

    private static Move<MenuState>.Stay Ask(MenuConfig config, Arrival arrival, int failures, int repeats, Moment at, ValueList<Sound> first, Because because)
    {
        var prompt = first.Add(Greeting(config, arrival));
        return new Move<MenuState>.Stay(
            new MenuState.Asking(at.Op(0), failures, repeats, Until(prompt, NoInput, at)),
            [new CallCommand.CollectDigits(prompt, Most: 1, NoInput, InterDigit)],
            because);
    }

    private static Move<MenuState>.Stay Tell(ValueList<Sound> message, int failures, int repeats, Moment at, Because because) => new(
        new MenuState.Telling(at.Op(0), failures, repeats, Until(message, Shortest, at)),
        [new CallCommand.CollectDigits(message, Most: 1, Shortest, Shortest)],
        because);

    private static Move<MenuState>.Stay Announce(Destination to, string prefix, Arrival arrival, Moment at, Because because)
    {
        var sound = Catalogue.Say(Prompt.BeingTransferred, arrival.Spoken);
        return new Move<MenuState>.Stay(
            new MenuState.Announcing(at.Op(0), to, prefix, at.At + SoundLength.AtMost(sound)),
            [new CallCommand.Play([sound])],
            because);
    }

    private static Move<MenuState>.GoTo Transfer(MenuState.Announcing announcing) =>
        new(announcing.To, [], new Because($"The caller chose {announcing.To}.", "EXT-250"), Chosen: true, announcing.Prefix);

    private static Sound Greeting(MenuConfig config, Arrival arrival) =>
        Announcement.Of(config.Greeting, config.GreetingPrompt, arrival, Prompt.StandardGreeting);

    private static DateTimeOffset Until(ValueList<Sound> prompt, TimeSpan silence, Moment at)
    {
        var until = at.At + silence;
        foreach (var sound in prompt.AsSpan())
        {
            until += SoundLength.AtMost(sound);
        }

        return until;
    }
}
