using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>One step of a call in a menu: all that it goes by, and the moves that it can make.</summary>
internal sealed record MenuTurn(MenuConfig Config, Arrival Arrival, IDirectory Directory, Moment At, Visit Visit)
{
    private const int MostRepeats = 10; // EXT-256

    /// <summary>How long keys are waited for.</summary>
    public Timers Waits => Arrival.Waits;

    private MenuSide Side => Config.Side(Visit.IsOutOfHours);

    private string Here => Visit.IsOutOfHours && Config.OutOfHours is not null ? "/outOfHours" : "";

    private Destination? Busy => Config.Forward?.Destination;

    /// <summary>The call has entered; what was keyed ahead counts at once.</summary>
    public Move<MenuState> Begin(string keys, Because? because) => Config.DialExtension
        ? DialByExtension.Begin(this, "", keys, because ?? new Because("The caller is asked for the number of an extension.", "EXT-239", "/dialExtension"))
        : Side.Options.Count == 0
        ? Tell([Greeting], new Because("The menu has no options: its greeting is played once.", "EXT-289", $"{Here}/options"))
        : keys.Length > 0 ? Press("", keys)
        : Ask([], because ?? new Because("The greeting is played and a key is waited for.", "EXT-259", Side.GreetingPrompt is null ? $"{Here}/greeting" : $"{Here}/greetingPrompt"));

    /// <summary>Keys were pressed while the menu listened.</summary>
    public Move<MenuState> Pressed(MenuState.Asking asking, string keys) => At.At < asking.DeafUntil
        ? Ask([Invalid], null, asking.DeafUntil)
        : Press(asking.Digits, keys);

    /// <summary>No key was pressed in time.</summary>
    public Move<MenuState> Silent(string digits) =>
        digits.Length > 0 ? Decide(Entry.End(Side.Options, digits), "")
        : Config.Operator is { } to ? Leave(to, new Because($"The caller pressed no key: to the operator, {to}.", "EXT-280", "/operator"))
        : Config.Forward is null ? Fail([], new Because("The caller pressed no key.", "EXT-281", "/operator"))
        : Ask([], new Because("The caller pressed no key. That does not count, because the caller is forwarded in time.", "EXT-283", "/forward"));

    /// <summary>An attempt has failed: the menu again, or after the last one on to where such callers go.</summary>
    public Move<MenuState> Fail(ValueList<Sound> first, Because because, DateTimeOffset? deafUntil = null) => Visit.Failures + 1 >= Waits.MostAttempts
        ? GiveUp(because)
        : Failed().Ask(first, because, deafUntil);

    /// <summary>The same with one more failure.</summary>
    public MenuTurn Failed() => this with { Visit = Visit.Failed() };

    /// <summary>A message is over, or the caller has cut it short.</summary>
    public Move<MenuState> Told() => Visit.Failures >= Waits.MostAttempts || Side.Options.Count == 0
        ? GiveUp(new Because("There is nothing to choose."))
        : Ask([], new Because("The message was played: the menu again.", "EXT-255"));

    /// <summary>The caller has been in the menu for too long: what is keyed by then counts if it is an option (EXT-284, EXT-285).</summary>
    public Move<MenuState> Overstayed(string digits) => digits.Length > 0 && Entry.End(Side.Options, digits) is Entry.Chosen chosen
        ? Choose(chosen, "")
        : Leave(Busy ?? throw new InvalidOperationException("Only a menu with a forward has a timeout."), new Because($"The caller has been in the menu for {Config.Forward?.After.TotalSeconds:0} s: to {Busy}.", "EXT-284", "/forward/timeout"));

    /// <summary>The caller has heard of the transfer.</summary>
    public Move<MenuState> Transfer(MenuState.Announcing announcing) =>
        new Move<MenuState>.GoTo(announcing.To, [], new Because($"The caller chose {announcing.To}.", "EXT-250"), Chosen: true, announcing.Prefix, Busy, announcing.Keys);

    // Key by key, until one decides.
    private Move<MenuState> Press(string digits, string keys)
    {
        Because? because = null;
        for (var i = 0; i < keys.Length; i++)
        {
            switch (Entry.Press(Side.Options, Config.MaximumDigits, digits, keys[i]))
            {
                case Entry.Open open:
                    (digits, because) = (open.Digits, new Because($"The caller has pressed {open.Digits}, and more digits may follow.", open.Rule, $"{Here}/options"));
                    break;
                case Entry.Cleared:
                    (digits, because) = ("", new Because("The caller pressed the star key: what was pressed before does not count.", "EXT-270"));
                    break;
                case var decided:
                    return Decide(decided, keys[(i + 1)..]);
            }
        }

        var first = digits.Length > 0 ? Waits.BetweenMenuKeys : Waits.UntilMenuKey;
        return Listen([], first, digits, because, null);
    }

    private Move<MenuState> Decide(Entry entry, string rest) => entry switch
    {
        Entry.Chosen chosen => Choose(chosen, rest),
        Entry.Invalid invalid => Refuse(new Because($"The caller pressed {invalid.Keys}, which is no choice here.", "EXT-282", $"{Here}/options"), rest),
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "Nothing is decided yet."),
    };

    private Move<MenuState> Choose(Entry.Chosen chosen, string rest)
    {
        var option = Side.Options[chosen.Option];
        var setting = $"{Here}/options/{chosen.Option}";
        var key = $"The caller pressed {option.Key}";
        return option switch
        {
            { Action: MenuAction.Transfer, Destination: { } to } =>
                GoTo(to, new Because($"{key}: to {to}.", "EXT-251", setting), option.Prefix, rest),
            { Action: MenuAction.TransferWithAnnouncement, Destination: { } to } =>
                Announce(to, option.Prefix, rest, new Because($"{key}: to {to}, with an announcement.", "EXT-250", setting)),
            { Action: MenuAction.TransferToOperator } when Config.Operator is { } to =>
                GoTo(to, new Because($"{key}: to the operator, {to}.", "EXT-252", setting), option.Prefix, rest),
            { Action: MenuAction.DialByName } => DialByName.Begin(this, option.Prefix, rest, new Because($"{key}: a name is asked for.", "EXT-253", setting)),
            { Action: MenuAction.DialByExtension } => DialByExtension.Begin(this, option.Prefix, rest, new Because($"{key}: the number of an extension is asked for.", "EXT-254", setting)),
            { Action: MenuAction.PlayMessage } when (option.Message ?? option.MessagePrompt) is not null =>
                Message(option, rest, new Because($"{key}: a message.", "EXT-255", setting)),
            { Action: MenuAction.Repeat } when Visit.Repeats < MostRepeats =>
                Repeat(rest, new Because($"{key}: the menu again.", "EXT-256", setting)),
            { Action: MenuAction.Disconnect } =>
                new Move<MenuState>.End(EndReason.Disconnected, [], new Because($"{key}: the call is ended.", "EXT-257", setting)),
            { Action: MenuAction.Repeat } => Refuse(new Because($"{key}, and has heard the menu again ten times.", "EXT-256", setting), rest),
            _ => Refuse(new Because($"{key}, which is no choice here.", "EXT-282", setting), rest),
        };
    }

    // Where no time is set in which keys do not count, what was keyed after a wrong entry is a new one.
    private Move<MenuState> Refuse(Because because, string rest) => Waits.DeafFor == TimeSpan.Zero && rest.Length > 0 && Visit.Failures + 1 < Waits.MostAttempts
        ? Failed().Press("", rest)
        : Fail([Invalid], because, At.At + Waits.DeafFor);

    private Move<MenuState> Message(MenuOption option, string rest, Because because) => rest.Length > 0
        ? rest.Length > 1 ? Press("", rest[1..]) : Ask([], because) // any key stops it
        : Tell([Announcement.Of(option.Message, option.MessagePrompt, Arrival, Prompt.NotAvailable)], because);

    private Move<MenuState> Repeat(string rest, Because because)
    {
        var again = this with { Visit = Visit with { Repeats = Visit.Repeats + 1 } };
        return rest.Length > 0 ? again.Press("", rest) : again.Ask([], because);
    }

    /// <summary>That was the last attempt of the visit.</summary>
    public Move<MenuState> GiveUp(Because because) =>
        Busy is { } forward ? Leave(forward, new Because($"{because.Why} That was the last attempt: to {forward}.", "EXT-283", "/forward/destination"))
        : Config.Operator is { } to ? Leave(to, new Because($"{because.Why} That was the last attempt: to the operator, {to}.", "EXT-283", "/operator"))
        : new Move<MenuState>.End(EndReason.NoChoice, [], new Because($"{because.Why} That was the last attempt.", "EXT-283", "/operator"));

    private static Move<MenuState>.GoTo Leave(Destination to, Because because) => new(to, [], because);

    /// <summary>Plays the menu, after what else is to be said, and waits for a key.</summary>
    public Move<MenuState> Ask(ValueList<Sound> first, Because? because, DateTimeOffset? deafUntil = null) =>
        Listen(first.Add(Greeting), Waits.UntilMenuKey, "", because, deafUntil);

    // One key at a time, because the next one may decide.
    private Move<MenuState>.Stay Listen(ValueList<Sound> prompt, TimeSpan first, string digits, Because? because, DateTimeOffset? deafUntil) => new(
        new MenuState.Asking(At.Op(0), Visit.Failures, Visit.Repeats, Until(prompt, first), digits, deafUntil, Visit.ForwardAt, Visit.IsOutOfHours),
        [new CallCommand.CollectDigits(prompt, Most: 1, first, Waits.BetweenMenuKeys)],
        because);

    private Move<MenuState>.Stay Tell(ValueList<Sound> message, Because because) => new(
        new MenuState.Telling(At.Op(0), Visit.Failures, Visit.Repeats, Until(message, Shortest), Visit.ForwardAt, Visit.IsOutOfHours),
        [new CallCommand.CollectDigits(message, Most: 1, Shortest, Shortest)],
        because);

    private Move<MenuState>.Stay Announce(Destination to, string prefix, string rest, Because because)
    {
        var sound = Catalogue.Say(Prompt.BeingTransferred, Arrival.Spoken);
        return new Move<MenuState>.Stay(new MenuState.Announcing(At.Op(0), to, prefix, Until([sound], TimeSpan.Zero), Ahead(rest)), [new CallCommand.Play([sound])], because);
    }

    /// <summary>The caller has chosen where to go.</summary>
    public Move<MenuState> GoTo(Destination to, Because because, string prefix, string rest) => new Move<MenuState>.GoTo(to, [], because, Chosen: true, prefix, Busy, Ahead(rest));

    /// <summary>The greeting of the menu where it has one of its own, else nothing.</summary>
    public ValueList<Sound> OwnGreeting => (Side.Greeting ?? Side.GreetingPrompt) is null ? [] : [Greeting];

    private Sound Greeting => Announcement.Of(Side.Greeting, Side.GreetingPrompt, Arrival, Prompt.StandardGreeting);

    /// <summary>“That is not a valid choice.”</summary>
    public Sound Invalid => Catalogue.Say(Prompt.InvalidChoice, Arrival.Spoken);

    private static string? Ahead(string keys) => keys.Length > 0 ? keys : null;

    /// <summary>By when the network should long have told what came of a question.</summary>
    public DateTimeOffset Until(ValueList<Sound> prompt, TimeSpan silence)
    {
        var until = At.At + silence;
        foreach (var sound in prompt.AsSpan())
        {
            until += SoundLength.AtMost(sound);
        }

        return prompt.Count == 0 ? until + Slack : until;
    }

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(8); // for what the network needs where nothing is played
}
