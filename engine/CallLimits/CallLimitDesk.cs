using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.CallLimits;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;

namespace Pbx.Engine.CallLimits;

/// <summary>
/// Counts the calls that call limits let through: exactly, whoever asks at once and whatever dies in between. A place belongs to a call by name, so asking again takes no second one, and a call that
/// ends gives it back by a command that is carried out even after a crash. Should a place be left all the same, it is found when somebody is turned away for it (EXT-361).
/// </summary>
public sealed class CallLimitDesk(IMachineStore store, TimeProvider time)
{
    private const string Kind = "limit";
    private static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, CallLimitDeskJson.Default),
    };

    private readonly StoredValue<Places> limits = new(store, Json.Of<Places>(Options), new Places());
    private readonly LivingCalls living = new(store);

    /// <summary>Takes a place for a call, unless as many as there may be are taken by calls that last.</summary>
    public async Task<Outcome.Place> Take(MachineKey call, ExtensionNumber limit, int most, CancellationToken cancel)
    {
        var row = Row(call, limit);
        var places = await limits.Change(row, now => now.Take(call.Id, most, time.GetUtcNow()), cancel);
        if (!places.Has(call.Id) && places.NotSeenSince(time.GetUtcNow() - LookAfter) is { Count: > 0 } unseen)
        {
            var alive = (await living.Among(call, unseen, cancel)).Keys.ToHashSet();
            var over = unseen.Except(alive).ToHashSet();
            places = await limits.Change(row, now => now.Look(over, alive, time.GetUtcNow()).Take(call.Id, most, time.GetUtcNow()), cancel);
        }

        return new Outcome.Place(places.Has(call.Id), places.Taken.Count);
    }

    /// <summary>Gives the place of a call back.</summary>
    public Task Free(MachineKey call, ExtensionNumber limit, CancellationToken cancel) => limits.Change(Row(call, limit), now => now.Free(call.Id), cancel);

    private static MachineKey Row(MachineKey call, ExtensionNumber limit) => new(call.Account, Kind, limit.Value);
}

[JsonSerializable(typeof(Places))]
[JsonSerializable(typeof(Place))]
internal sealed partial class CallLimitDeskJson : JsonSerializerContext;
