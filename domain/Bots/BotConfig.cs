using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Bots;

/// <summary>An extension that hands calls to a bot (EXT-374, EXT-378, EXT-379). The bot is either talked with turn by turn, or is a party of its own that is put through.</summary>
/// <param name="Endpoint">Where the bot is asked what to say, turn by turn: an https address, or http on the same machine.</param>
/// <param name="Phone">The address at which the bot takes calls, in place of an endpoint.</param>
/// <param name="Fallback">Where a call goes when the bot cannot be reached or drops it without a decision; none: the caller hears “not available” (EXT-379).</param>
/// <param name="TransfersTo">Where the bot may send calls; none: to every extension and public number (EXT-378).</param>
/// <param name="Level">The level of the product that was ordered (EXT-373, EXT-374).</param>
/// <param name="AddOns">What was ordered besides (EXT-374).</param>
/// <param name="PortalUser">The portal user who is linked; needed with contact integration (EXT-376).</param>
public sealed record BotConfig(
    [property: Description("Where the bot is asked what to say, turn by turn: an https address."), Length(1, 400)] string? Endpoint = null,
    [property: Description("The address at which the bot takes calls, in place of an endpoint.")] PhoneAddress? Phone = null,
    [property: Description("Where a call goes when the bot cannot be reached or drops it; left out: the caller hears that nobody is available.")] Destination? Fallback = null,
    [property: Description("Where the bot may send calls; left out: to every extension and public number."), Length(0, 100)] ValueList<Destination> TransfersTo = default,
    [property: Description("The level of the product that was ordered."), Length(1, 64)] string? Level = null,
    [property: Description("What was ordered besides; “contact-integration” needs a portal user."), Length(0, 20)] ValueList<string> AddOns = default,
    [property: Description("The object id of the portal user who is linked.")] Guid? PortalUser = null)
{
    /// <summary>The add-on that needs a portal user (EXT-376).</summary>
    public const string ContactIntegration = "contact-integration";

    internal bool MaySendTo(Destination to) => TransfersTo.Count == 0 || TransfersTo.Contains(to);
}

/// <summary>What a bot is told of a call, each turn (EXT-378).</summary>
/// <param name="Turn">1 for the first turn of the call.</param>
/// <param name="Caller">Who calls; of a withheld number “anonymous”.</param>
/// <param name="Called">What was dialled.</param>
/// <param name="Display">Prefixes and caller, as people would see them.</param>
/// <param name="Language">The language to speak in, such as “nl”.</param>
/// <param name="Keys">What the caller has keyed; empty: nothing in the time given; none: nothing was asked for.</param>
public sealed record BotTurn(int Turn, string Caller, string? CallerName, string Called, string Display, string Language, string? Keys = null);

/// <summary>What a bot answers. Without anything to say, to ask and to do it has dropped the call.</summary>
/// <param name="Say">What the caller hears.</param>
/// <param name="Keys">How many keys are listened for then; 0: none.</param>
/// <param name="Then">What becomes of the call.</param>
/// <param name="To">Where a transfer goes.</param>
public sealed record BotReply(string? Say = null, int Keys = 0, BotAction Then = BotAction.Continue, Destination? To = null);

/// <summary>What a bot does with a call after it has spoken.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BotAction>))]
public enum BotAction
{
    /// <summary>It goes on talking.</summary>
    [JsonStringEnumMemberName("continue")]
    Continue,

    /// <summary>The call goes to a destination.</summary>
    [JsonStringEnumMemberName("transfer")]
    Transfer,

    /// <summary>The call is over.</summary>
    [JsonStringEnumMemberName("end")]
    End,
}

/// <summary>A call with a bot.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Listening), "listening")]
[JsonDerivedType(typeof(Speaking), "speaking")]
[JsonDerivedType(typeof(Ringing), "ringing")]
public abstract record BotState
{
    private BotState()
    {
    }

    /// <summary>The bot is asked what to do.</summary>
    /// <param name="HasKeyed">Whether the caller has pressed a key in this conversation.</param>
    public sealed record Asking(OpId Question, int Turn, DateTimeOffset Until, bool HasKeyed) : BotState;

    /// <summary>The caller hears what the bot says and is listened to.</summary>
    public sealed record Listening(OpId Question, int Turn, DateTimeOffset Until, bool HasKeyed) : BotState;

    /// <summary>The caller hears what the bot says, and then it goes on as the bot has decided.</summary>
    public sealed record Speaking(OpId Sound, int Turn, DateTimeOffset Until, bool HasKeyed, BotAction Then, Destination? To) : BotState;

    /// <summary>The bot's own address is rung.</summary>
    public sealed record Ringing(RingingPhone Phone) : BotState;
}

/// <summary>How configuration, state and the conversation are written.</summary>
[JsonSerializable(typeof(BotConfig))]
[JsonSerializable(typeof(BotState))]
[JsonSerializable(typeof(BotTurn))]
[JsonSerializable(typeof(BotReply))]
[JsonSerializable(typeof(Destination))]
[JsonSerializable(typeof(string))]
public sealed partial class BotJson : JsonSerializerContext;
