using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Calls;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Calls;

/// <summary>Tells which of several calls go on: what is counted for a call that ended without saying so is found this way.</summary>
internal sealed class LivingCalls(IMachineStore store)
{
    private const int AtOnce = 16;
    private readonly JsonTypeInfo<Machine<Call, CallCommand>> calls = CallKind.Written("").Machine;

    /// <summary>Those of the calls that are not over, by their ids.</summary>
    /// <param name="asking">A call of the same account.</param>
    public async Task<Dictionary<string, Call>> Among(MachineKey asking, IEnumerable<string> ids, CancellationToken cancel)
    {
        var living = new Dictionary<string, Call>();
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        {
            var found = await Task.WhenAll(some.Select(id => Read(asking with { Id = id }, cancel)));
            foreach (var (id, call) in some.Zip(found))
            {
                if (call is { Phase: not Phase.Ended })
                {
                    living.Add(id, call);
                }
            }
        }

        return living;
    }

    private async Task<Call?> Read(MachineKey call, CancellationToken cancel) =>
        await store.Read(call, cancel) is { } stored ? JsonSerializer.Deserialize(StoredState.Unpack(stored.State).Span, calls)?.State : null;
}
