using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Groups;

/// <summary>A ring group (EXT-118 to EXT-128).</summary>
/// <param name="Members">1 to 200 users, rung all at once (EXT-119).</param>
/// <param name="External">Where calls from outside are forwarded to (EXT-121 to EXT-123, EXT-130).</param>
/// <param name="Internal">Where calls of users of the account are forwarded to.</param>
/// <param name="TransferTimeout">How long members ring before the forward on no answer: 1 to 3,600 s; none: 20 s (EXT-124).</param>
/// <param name="CallerId">Which number members see, and forwards send (EXT-125).</param>
/// <param name="IndividualForwards">Whether the forwards of a member are followed for that member's leg (EXT-120, EXT-137).</param>
/// <param name="OutsidersPickUp">Whether users who are no members may pick up its calls (EXT-126).</param>
/// <param name="OutsidersNotified">Whether users who are no members are notified of its calls (EXT-127).</param>
public sealed record GroupConfig(
    [property: Description("The users who are rung, all at once: 1 to 200."), Length(1, GroupConfig.MostMembers)] ValueList<ExtensionNumber> Members = default,
    [property: Description("Where calls from outside are forwarded to.")] GroupForwards? External = null,
    [property: Description("Where calls of users of the account are forwarded to.")] GroupForwards? Internal = null,
    [property: Description("How long members ring before the forward on no answer: 1 to 3600 seconds; left out: 20 seconds.")] TimeSpan? TransferTimeout = null,
    [property: Description("Which number members see, and forwards send: the caller's or the dialled one.")] GroupCallerId CallerId = GroupCallerId.Calling,
    [property: Description("Whether the forwards of members are followed.")] bool IndividualForwards = false,
    [property: Description("Whether users who are no members may pick up its calls.")] bool OutsidersPickUp = false,
    [property: Description("Whether users who are no members are notified of its calls.")] bool OutsidersNotified = false)
{
    /// <summary>The most members (EXT-119).</summary>
    public const int MostMembers = 200;

    internal static TimeSpan UsualTimeout { get; } = TimeSpan.FromSeconds(20);

    internal ShownNumber Shown => new(CallerId == GroupCallerId.Called ? ForwardCallerId.Called : ForwardCallerId.Calling);

    internal GroupForwards ForwardsFor(Arrival arrival) => (arrival.CallerExtension is null ? External : Internal) ?? new GroupForwards();

    internal static string SetFor(Arrival arrival) => arrival.CallerExtension is null ? "external" : "internal";
}

/// <summary>Where the calls of a group are forwarded to; several destinations ring at once, and the first that answers has the call (EXT-059).</summary>
/// <param name="Always">Without ringing anybody first (EXT-121).</param>
/// <param name="Busy">When members can be reached, but none is free (EXT-122, EXT-133).</param>
/// <param name="NoAnswer">When nobody has answered in time, or no member can be reached at all (EXT-123, EXT-134).</param>
public sealed record GroupForwards(
    [property: Description("Destinations without ringing anybody first: up to 10."), Length(0, RingTarget.MostDestinations)] ValueList<Destination> Always = default,
    [property: Description("Destinations when members can be reached, but none is free: up to 10."), Length(0, RingTarget.MostDestinations)] ValueList<Destination> Busy = default,
    [property: Description("Destinations when nobody has answered in time, or no member can be reached: up to 10."), Length(0, RingTarget.MostDestinations)] ValueList<Destination> NoAnswer = default);

/// <summary>Which number the members of a group see, and forwards send (EXT-125).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GroupCallerId>))]
public enum GroupCallerId
{
    /// <summary>The caller's.</summary>
    [JsonStringEnumMemberName("calling")]
    Calling,

    /// <summary>The dialled one.</summary>
    [JsonStringEnumMemberName("called")]
    Called,
}

/// <summary>A call in a group.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(Ringing), "ringing")]
[JsonDerivedType(typeof(Forwarding), "forwarding")]
public abstract record GroupState
{
    private GroupState()
    {
    }

    /// <summary>Members are rung, or wait to be rung again.</summary>
    /// <param name="Until">When that ends.</param>
    /// <param name="RetryAt">When members who were busy are tried again; none: somebody rings.</param>
    public sealed record Ringing(RingingPhones Phones, DateTimeOffset Until, DateTimeOffset? RetryAt = null) : GroupState;

    /// <summary>The destinations of a forward are rung.</summary>
    public sealed record Forwarding(RingingPhones Phones, DateTimeOffset Until) : GroupState;
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(GroupConfig))]
[JsonSerializable(typeof(GroupState))]
[JsonSerializable(typeof(ExtensionNumber))]
[JsonSerializable(typeof(Destination))]
[JsonSerializable(typeof(RungPhone))]
public sealed partial class GroupJson : JsonSerializerContext;
