using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Numbers;
using Pbx.Domain.Ringing;
using Pbx.Domain.UserGroups;

namespace Pbx.Domain.HuntGroups;

/// <summary>A hunt group (EXT-143 to EXT-157).</summary>
/// <param name="Members">Users in their order (EXT-144).</param>
/// <param name="Distribution">To whom a call is offered first (EXT-146).</param>
/// <param name="RingFor">How long a member is rung at a time: 5 to 300 s; it counts before the rings (EXT-147, EXT-148).</param>
/// <param name="Rings">After how many rings the next member follows: 1 to 20 (EXT-148). Without rings and time: 20 s.</param>
/// <param name="GoesOn">Whether the next member follows at all (EXT-164).</param>
/// <param name="WaitFor">After how long a call is forwarded to the fallback: 5 to 7,200 s; none: it is not (EXT-149).</param>
/// <param name="Fallback">Where a call goes that is not answered, or when no member is available (EXT-149, EXT-150).</param>
/// <param name="WithoutInternet">Where a call goes when no member has a registered device (EXT-151).</param>
/// <param name="PlaysBusyTone">Whether the caller hears busy when all members are (EXT-152).</param>
/// <param name="NightMode">Its own night mode; none: it follows the company's (EXT-155).</param>
/// <param name="FirstName">Shown at the members together with the last name, in place of the name (EXT-143).</param>
/// <param name="LastName">Shown at the members.</param>
/// <param name="UserGroups">Groups whose users come after the members (EXT-145).</param>
/// <param name="BillingId">Free text that nothing here interprets (EXT-157).</param>
public sealed record HuntGroupConfig(
    [property: Description("The users who are rung, in their order: up to 200."), Length(0, HuntGroupConfig.MostMembers)] ValueList<ExtensionNumber> Members = default,
    [property: Description("To whom a call is offered first.")] Distribution Distribution = Distribution.Simultaneous,
    [property: Description("How long a member is rung at a time: 5 to 300 seconds; it counts before the rings.")] TimeSpan? RingFor = null,
    [property: Description("After how many rings of 5 seconds the next member follows: 1 to 20."), Range(1, 20)] int? Rings = null,
    [property: Description("Whether the next member follows at all.")] bool GoesOn = true,
    [property: Description("After how long a call is forwarded to the fallback: 5 to 7200 seconds; left out: it is not.")] TimeSpan? WaitFor = null,
    [property: Description("Where a call goes that is not answered, or when no member is available.")] Destination? Fallback = null,
    [property: Description("Where a call goes when no member has a registered device.")] Destination? WithoutInternet = null,
    [property: Description("Whether the caller hears busy when all members are.")] bool PlaysBusyTone = false,
    [property: Description("Its own night mode; left out: it follows the company's.")] ElementNightMode? NightMode = null,
    [property: Description("Shown at the members before the last name, in place of the name."), Length(1, 64)] string? FirstName = null,
    [property: Description("Shown at the members."), Length(1, 64)] string? LastName = null,
    [property: Description("Free text for billing."), Length(1, 64)] string? BillingId = null,
    [property: Description("The names of user groups whose users come after the members: up to 20."), Length(0, 20)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> UserGroups = default) : IHasNightMode, IRingsUserGroups
{
    /// <summary>The most members.</summary>
    public const int MostMembers = 200;

    /// <summary>Whom a call is offered to: the members, and after them the users of groups, each once, up to <see cref="MostMembers"/>.</summary>
    internal ValueList<ExtensionNumber> AllMembers(AccountSettings account) =>
        UserGroups.Count == 0 ? Members : ValueList.From(Members.Concat(UserGroup.MembersOf(account, UserGroups)).Distinct().Take(MostMembers));

    private static readonly TimeSpan UsualRing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan OneRing = TimeSpan.FromSeconds(5); // EXT-088

    internal TimeSpan RingsFor => RingFor ?? Rings * OneRing ?? UsualRing;

    internal string DisplayFor(Arrival arrival) =>
        $"{(FirstName ?? LastName) switch { null => arrival.Name, _ => string.Join(' ', new[] { FirstName, LastName }.OfType<string>()) }} {arrival.Display}";
}

/// <summary>To whom a call of a hunt group is offered first (EXT-146).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Distribution>))]
public enum Distribution
{
    /// <summary>All available members ring at once (EXT-159).</summary>
    [JsonStringEnumMemberName("simultaneous")]
    Simultaneous,

    /// <summary>Always the first available member of the list, then the next (EXT-160).</summary>
    [JsonStringEnumMemberName("fixed-order")]
    FixedOrder,

    /// <summary>As in fixed order, but a new call starts after the member at whom the last one stopped (EXT-161).</summary>
    [JsonStringEnumMemberName("circular")]
    Circular,

    /// <summary>The available member who has gone longest without a call of this group (EXT-162).</summary>
    [JsonStringEnumMemberName("uniform")]
    Uniform,
}

/// <summary>When a member was last offered a call of a hunt group.</summary>
public sealed record LastOffer(ExtensionNumber Member, DateTimeOffset At);

/// <summary>A call in a hunt group.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Offering), "offering")]
public abstract record HuntGroupState
{
    private HuntGroupState()
    {
    }

    /// <summary>Who had the last calls is looked up.</summary>
    public sealed record Asking(OpId Question, DateTimeOffset Until) : HuntGroupState;

    /// <summary>Members are rung, or wait to be rung again.</summary>
    /// <param name="Order">The phones of the members in the order of this call.</param>
    /// <param name="Next">The place in the order of who follows; past the end: the pass is over.</param>
    /// <param name="PassBegan">When its first member was rung in this pass.</param>
    /// <param name="GiveUpAt">When the call is forwarded or ended, whoever rings.</param>
    /// <param name="MoveOnAt">When the next member follows, or the next pass begins; none: nobody follows.</param>
    public sealed record Offering(RingingPhones Phones, ValueList<RingTarget> Order, int Next, DateTimeOffset PassBegan, DateTimeOffset GiveUpAt, DateTimeOffset? MoveOnAt) : HuntGroupState;
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(HuntGroupConfig))]
[JsonSerializable(typeof(HuntGroupState))]
[JsonSerializable(typeof(ExtensionNumber))]
[JsonSerializable(typeof(RungPhone))]
[JsonSerializable(typeof(RingTarget))]
[JsonSerializable(typeof(LastOffer))]
public sealed partial class HuntGroupJson : JsonSerializerContext;
