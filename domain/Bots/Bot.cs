using System.Globalization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Bots;

/// <summary>
/// Hands a call to a configured bot (EXT-031, EXT-373 to EXT-379). Whatever is wrong with the bot (it is away, silent, says nothing, names a destination that it may not) leads to the fallback.
/// </summary>
public sealed class Bot : IExtensionType<BotConfig, BotState>
{
    private const string FallbackSetting = "/fallback";
    private const int MostTurns = 200;
    private const int MostKeys = 20;
    private static readonly TimeSpan ReachedWithin = TimeSpan.FromSeconds(5); // EXT-379
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NoInput = TimeSpan.FromSeconds(10); // EXT-086
    private static readonly TimeSpan InterDigit = TimeSpan.FromSeconds(5); // EXT-084

    private Bot()
    {
    }

    /// <inheritdoc/>
    public static string Key => "ai";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static BotConfig Sample { get; } = new(
        "https://bots.example.com/receptionist",
        Fallback: new Destination.ToExtension(ExtensionNumber.Parse("200")),
        TransfersTo: [new Destination.ToExtension(ExtensionNumber.Parse("201"))]);

    /// <inheritdoc/>
    public static Move<BotState> Enter(BotConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        switch (config)
        {
            case { Endpoint: not null }:
                return Ask(1, null, hasKeyed: false, config, arrival, at, new Because("The bot is asked what to say.", "EXT-378", "/endpoint"));

            case { Phone: { } phone }:
                var callerId = phone.Number is null ? (PhoneNumber?)null : arrival.Caller.Number ?? arrival.Own;
                var (ringing, commands) = RingingPhone.Start(phone, ReachedWithin, callerId, arrival, at);
                return new Move<BotState>.Stay(new BotState.Ringing(ringing), commands, new Because($"The bot at {phone} is rung.", "EXT-378", "/phone"));

            default:
                return Fall(config, "No bot is set.", "/endpoint");
        }
    }

    /// <inheritdoc/>
    public static Move<BotState> Step(BotState state, CallEvent evt, BotConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return (state, evt) switch
        {
            (BotState.Asking asking, CallEvent.BotReplied replied) when replied.Of == asking.Question => Take(asking, replied.Reply, config, arrival, at),
            (BotState.Asking asking, CallEvent.CommandRefused refused) when refused.Of == asking.Question => Fall(config, "The bot could not be reached."),
            (BotState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => Fall(config, "The bot did not answer in time."),
            (BotState.Listening listening, CallEvent.DigitsCollected digits) when digits.Of == listening.Question =>
                Ask(listening.Turn + 1, digits.Digits, hasKeyed: true, config, arrival, at, new Because($"The caller pressed {digits.Digits}.", "EXT-378")),
            (BotState.Listening listening, CallEvent.NoDigitsCollected none) when none.Of == listening.Question =>
                Ask(listening.Turn + 1, "", listening.HasKeyed, config, arrival, at, new Because("The caller pressed no key.", "EXT-378")),
            (BotState.Listening listening, CallEvent.CollectingFailed failed) when failed.Of == listening.Question =>
                Ask(listening.Turn + 1, "", listening.HasKeyed, config, arrival, at, new Because("The network could not ask.", "EXT-378")),
            (BotState.Listening listening, CallEvent.TimeReached) when at.At >= listening.Until =>
                Ask(listening.Turn + 1, "", listening.HasKeyed, config, arrival, at, new Because("The network did not tell what became of the question.", "EXT-378")),
            (BotState.Speaking speaking, CallEvent.SoundEnded ended) when ended.Of == speaking.Sound => Spoken(speaking, config, arrival, at),
            (BotState.Speaking speaking, CallEvent.SoundFailed failed) when failed.Of == speaking.Sound => Spoken(speaking, config, arrival, at),
            (BotState.Speaking speaking, CallEvent.TimeReached) when at.At >= speaking.Until => Spoken(speaking, config, arrival, at),
            (BotState.Ringing ringing, _) => ringing.Phone.Step(evt, arrival, at) switch
            {
                RingingMove.Goes goes => new Move<BotState>.Stay(new BotState.Ringing(goes.State), goes.Commands, goes.Because),
                RingingMove.Answered answered => new Move<BotState>.Connect(ringing.Phone.Ring, answered.Commands, new Because("The bot answered.", "EXT-378")),
                RingingMove.NotReached missed => Fall(config, "The bot could not be reached.", given: missed.Commands),
                var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are three moves."),
            },
            _ => new Move<BotState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(BotState state) => state switch
    {
        BotState.Asking asking => asking.Until,
        BotState.Listening listening => listening.Until,
        BotState.Speaking speaking => speaking.Until,
        BotState.Ringing ringing => ringing.Phone.Until,
        _ => null,
    };

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(BotConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var transfers = config.TransfersTo.Select((to, i) => new Way(to, $"/transfersTo/{i}", "the bot decides", IsChosen: true));
        return config.Fallback is { } fallback ? transfers.Append(new Way(fallback, FallbackSetting, "no bot")) : transfers;
    }

    /// <inheritdoc/>
    public static bool Takes(BotConfig config) => config?.Endpoint is not null || config?.Phone is not null;

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(BotConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        if ((config.Endpoint is null) == (config.Phone is null))
        {
            yield return new Problem("/endpoint", "Name either the endpoint of the bot or the address at which it takes calls.");
        }

        if (config.Endpoint is { } endpoint && !IsAddress(endpoint))
        {
            yield return new Problem("/endpoint", "A bot is reached at an https address, or by http on the same machine.");
        }

        foreach (var problem in DestinationCheck.Check(config.Fallback, plan, isRequired: false))
        {
            yield return problem.Under(FallbackSetting);
        }

        if (config.Fallback is null)
        {
            yield return new Problem(FallbackSetting, "Without a fallback callers hear that nobody is available when the bot is away.", IsWarning: true);
        }

        for (var i = 0; i < config.TransfersTo.Count; i++)
        {
            foreach (var problem in DestinationCheck.Check(config.TransfersTo[i], plan, isRequired: true))
            {
                yield return problem.Under(string.Create(CultureInfo.InvariantCulture, $"/transfersTo/{i}"));
            }
        }

        if (config.AddOns.Contains(BotConfig.ContactIntegration) && config.PortalUser is null)
        {
            yield return new Problem("/portalUser", "Contact integration needs a portal user who is linked.");
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static Move<BotState> Ask(int turn, string? keys, bool hasKeyed, BotConfig config, Arrival arrival, Moment at, Because because) => turn > MostTurns || config.Endpoint is not { } endpoint
        ? Fall(config, "The conversation with the bot did not come to an end.")
        : new Move<BotState>.Stay(
            new BotState.Asking(at.Op(0), turn, at.At + ReachedWithin + Grace, hasKeyed),
            [new CallCommand.AskBot(endpoint, new BotTurn(turn, arrival.Caller.Value, arrival.CallerName, arrival.Dialled.Value, arrival.Display, arrival.Spoken.Locale(), keys))],
            because);

    private static Move<BotState> Take(BotState.Asking asking, BotReply reply, BotConfig config, Arrival arrival, Moment at)
    {
        var text = string.IsNullOrWhiteSpace(reply.Say) ? null : reply.Say.Length > SpokenText.Longest ? reply.Say[..SpokenText.Longest] : reply.Say;
        switch (reply)
        {
            case { Then: BotAction.Transfer, To: null }:
                return Fall(config, "The bot transfers the call, and does not say where to.");

            case { Then: BotAction.Transfer, To: { } to } when !config.MaySendTo(to):
                return Fall(config, $"The bot may not send calls to {to}.", "/transfersTo");

            case { Then: BotAction.Continue, Keys: > 0 }:
                ValueList<Sound> question = text is null ? [] : [new Sound.Speech(text, arrival.Spoken)];
                return new Move<BotState>.Stay(
                    new BotState.Listening(at.Op(0), asking.Turn, at.At + NoInput + Long(question) + (MostKeys * InterDigit), asking.HasKeyed),
                    [new CallCommand.CollectDigits(question, Math.Min(reply.Keys, MostKeys), NoInput, InterDigit, Stop: "#")],
                    new Because("The bot asks for keys.", "EXT-378"));

            case { Then: BotAction.Continue } when text is null:
                return Fall(config, "The bot dropped the call without a decision.");

            default:
                var speaking = new BotState.Speaking(at.Op(0), asking.Turn, at.At, asking.HasKeyed, reply.Then, reply.To);
                return text is null
                    ? Spoken(speaking, config, arrival, at)
                    : new Move<BotState>.Stay(
                        speaking with { Until = at.At + Long([new Sound.Speech(text, arrival.Spoken)]) },
                        [new CallCommand.Play([new Sound.Speech(text, arrival.Spoken)])],
                        new Because("The bot speaks.", "EXT-378"));
        }
    }

    private static Move<BotState> Spoken(BotState.Speaking speaking, BotConfig config, Arrival arrival, Moment at) => speaking switch
    {
        { Then: BotAction.Transfer, To: { } to } => new Move<BotState>.GoTo(to, [], new Because($"The bot sends the call to {to}.", "EXT-378"), Chosen: speaking.HasKeyed, Otherwise: config.Fallback),
        { Then: BotAction.End } => new Move<BotState>.End(EndReason.Completed, [], new Because("The bot ended the call.", "EXT-378"), IsSaid: true),
        _ => Ask(speaking.Turn + 1, null, speaking.HasKeyed, config, arrival, at, new Because("The bot goes on.", "EXT-378")),
    };

    private static Move<BotState> Fall(BotConfig config, string why, string setting = FallbackSetting, ValueList<CallCommand> given = default) => config.Fallback is { } to
        ? new Move<BotState>.GoTo(to, given, new Because(why, "EXT-379", setting))
        : new Move<BotState>.End(EndReason.Unavailable, given, new Because(why, "EXT-379", setting));

    private static TimeSpan Long(ValueList<Sound> sounds)
    {
        var length = TimeSpan.Zero;
        foreach (var sound in sounds.AsSpan())
        {
            length += SoundLength.AtMost(sound);
        }

        return length;
    }
}
