using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pbx.Engine.Machines;

/// <summary>
/// A small value that several calls change, such as a counter: kept where machines are, one row each, changed with If-Match. Those who change the same one inside a process wait for each other, so
/// that conflicts come from other processes only.
/// </summary>
internal sealed class StoredValue<T>(IMachineStore store, JsonTypeInfo<T> json, T empty)
    where T : class
{
    private const int Tries = 20;
    private readonly Turns turns = new();

    /// <summary>The value now; the empty one where none was stored.</summary>
    public async Task<T> Read(MachineKey row, CancellationToken cancel) => Of(await store.Read(row, cancel));

    /// <summary>Changes the value; what stays as it is is not written. The change is made anew on what others wrote in between.</summary>
    /// <returns>The value after it.</returns>
    /// <exception cref="InvalidOperationException">Others write it all the time.</exception>
    public async Task<T> Change(MachineKey row, Func<T, T> change, CancellationToken cancel)
    {
        using var turn = await turns.Of(row);
        for (var i = 0; i < Tries; i++)
        {
            var stored = await store.Read(row, cancel);
            var now = Of(stored);
            var next = change(now);
            if (Equals(next, now) || await store.Commit(row, stored?.Tag, JsonSerializer.SerializeToUtf8Bytes(next, json), [], cancel) is Commit.Written)
            {
                return next;
            }
        }

        throw new InvalidOperationException($"{row} is being written by others.");
    }

    private T Of(StoredMachine? stored) => stored is null ? empty : JsonSerializer.Deserialize(stored.State.Span, json) ?? empty;
}
