using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>How statistics and what they are made of are stored.</summary>
public static class StatisticsJson
{
    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(StatisticsJsonContext.Default, Json.State.TypeInfoResolver),
    };

    /// <summary>A block.</summary>
    public static JsonTypeInfo<StatisticsBlock> Block { get; } = Of<StatisticsBlock>();

    /// <summary>A stay.</summary>
    public static JsonTypeInfo<QueueStay> Stay { get; } = Of<QueueStay>();

    /// <summary>A login or logout.</summary>
    public static JsonTypeInfo<LoginChange> Change { get; } = Of<LoginChange>();

    /// <summary>Who is logged in.</summary>
    public static JsonTypeInfo<OpenLogins> Open { get; } = Of<OpenLogins>();

    /// <summary>The times of a day.</summary>
    public static JsonTypeInfo<LoginDay> Day { get; } = Of<LoginDay>();

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

[JsonSerializable(typeof(StatisticsBlock))]
[JsonSerializable(typeof(QueueTally))]
[JsonSerializable(typeof(OutcomeCount))]
[JsonSerializable(typeof(AgentName))]
[JsonSerializable(typeof(QueueStay))]
[JsonSerializable(typeof(StayOffer))]
[JsonSerializable(typeof(LoginChange))]
[JsonSerializable(typeof(OpenLogins))]
[JsonSerializable(typeof(LastLogin))]
[JsonSerializable(typeof(LoginDay))]
[JsonSerializable(typeof(LoginTime))]
internal sealed partial class StatisticsJsonContext : JsonSerializerContext;
