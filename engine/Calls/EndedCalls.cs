using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Calls;

/// <summary>Tells which of several calls are over: what is counted for a call that ended without saying so is found this way.</summary>
internal sealed class EndedCalls(IMachineStore store)
{
    private const int AtOnce = 16;
    private readonly JsonTypeInfo<Machine<Call, CallCommand>> calls = CallKind.Written("").Machine;

    /// <summary>Those of the calls that are over, or that there are no more.</summary>
    /// <param name="asking">A call of the same account.</param>
    public async Task<HashSet<string>> Among(MachineKey asking, IEnumerable<string> ids, CancellationToken cancel)
    {
        var over = new HashSet<string>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(some.Select(id => IsOver(asking with { Id = id }, cancel)));
            over.UnionWith(some.Where((_, i) => found[i]));
        }

        return over;
    }

    /// <summary>Whether a call is over, or there is none, or it does not hold a user's line any more.</summary>
    public async Task<bool> HasLeft(MachineKey call, ExtensionNumber user, CancellationToken cancel) =>
        await Read(call, cancel) is not { Phase: not Phase.Ended } living || !living.Trail.Lines.Any(line => line.User == user);

    private async Task<bool> IsOver(MachineKey call, CancellationToken cancel) => await Read(call, cancel) is not { Phase: not Phase.Ended };

    private async Task<Call?> Read(MachineKey call, CancellationToken cancel) =>
        await store.Read(call, cancel) is { } stored ? JsonSerializer.Deserialize(stored.State.Span, calls)?.State : null;
}
