using System.Collections.Concurrent;
using Pbx.Domain.Extensions;
using Pbx.Domain.Users;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Lines;

/// <summary>
/// Knows which users handle calls, exactly, whoever asks at once and whatever dies in between (EXT-114). A place on a line belongs to a call by name, so asking again takes no second one, and a call
/// gives its places back by commands that are carried out even after a crash. Should a place be left all the same, it is found when somebody meets it taken.
/// </summary>
/// <remarks>
/// The first place of a line is in use as long as any is: whoever takes another writes the first too, and whoever frees the first while others are in use moves one of them there. So who finds the first free
/// knows that the line is, without counting; two who have counted the same meet at the same row, and one of them counts again. Who rings fifty phones takes fifty places in one transaction.
/// </remarks>
public sealed class LineDesk(ILines lines, IMachineStore store, TimeProvider time)
{
    private const int Tries = 20;
    private const int UsersAtOnce = ILines.MostAtOnce / 2; // two rows of each are written at most
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(1);
    private readonly LivingCalls living = new(store);
    private readonly ConcurrentDictionary<(MachineKey Call, ExtensionNumber User), StoredLine> taken = new(); // only saves a read: another process may free what this one took
    private readonly ConcurrentDictionary<(MachineKey Call, ExtensionNumber User), DateTimeOffset> seen = new(); // who rings a busy group again and again does not read its calls each time

    /// <summary>Takes a place for a call on each of several lines.</summary>
    /// <returns>The users whose lines are busy: they are not to be rung.</returns>
    /// <exception cref="InvalidOperationException">Others write the same lines all the time.</exception>
    public async Task<IReadOnlySet<ExtensionNumber>> Take(MachineKey call, IEnumerable<UserLine> wanted, CancellationToken cancel)
    {
        var busy = new HashSet<ExtensionNumber>();
        foreach (var some in wanted.DistinctBy(line => line.User).Chunk(UsersAtOnce))
        {
            busy.UnionWith(await TakeSome(call, some, cancel));
        }

        return busy;
    }

    /// <summary>Takes a place on the line of a user who calls, however many are in use.</summary>
    public Task Hold(MachineKey call, ExtensionNumber user, CancellationToken cancel) => TakeSome(call, [new UserLine(user, int.MaxValue)], cancel);

    /// <summary>Gives back what a call has of the lines of users.</summary>
    public async Task Free(MachineKey call, IEnumerable<ExtensionNumber> users, CancellationToken cancel)
    {
        foreach (var some in users.Chunk(UsersAtOnce))
        {
            var remembered = some.Select(user => taken.TryRemove((call, user), out var line) ? line : null).OfType<StoredLine>().ToList();
            if (remembered.Count == some.Length && await lines.Write(call.Account, [.. remembered.Select(one => new LineWrite(one, null))], cancel) is not null)
            {
                continue;
            }

            for (var tries = 1; !await FreeStored(call, some, cancel); tries++)
            {
                ThrowAfter(tries, call);
            }
        }
    }

    private async Task<bool> FreeStored(MachineKey call, ExtensionNumber[] users, CancellationToken cancel)
    {
        var stored = await Stored(call, users, cancel);
        var own = stored.Where(one => one.Line.Call == call.Id && users.Contains(one.Line.User)).ToList();
        return own.Count == 0 || await lines.Write(call.Account, Freed(own, stored), cancel) is not null;
    }

    // What is written to free places: where the first of a line is among them and others are in use, the last of those moves there.
    private static List<LineWrite> Freed(IReadOnlyCollection<StoredLine> freed, IReadOnlyList<StoredLine> stored)
    {
        var writes = new List<LineWrite>();
        foreach (var line in freed.GroupBy(one => one.Line.User))
        {
            var first = line.FirstOrDefault(one => one.Line.Place == 1);
            var last = first is null ? null : stored.Where(one => one.Line.User == line.Key && !freed.Contains(one)).MaxBy(one => one.Line.Place);
            writes.AddRange(line.Where(one => last is null || one != first).Select(one => new LineWrite(one, null)));
            writes.AddRange(last is null ? [] : [new LineWrite(first, last.Line with { Place = 1 }), new LineWrite(last, null)]);
        }

        return writes;
    }

    private async Task<IReadOnlySet<ExtensionNumber>> TakeSome(MachineKey call, UserLine[] wanted, CancellationToken cancel)
    {
        var (places, busy) = (wanted.Select(line => new LineWrite(null, Place(call, line.User, 1))).ToList(), new HashSet<ExtensionNumber>());
        for (var tries = 1; places.Count > 0; tries++)
        {
            if (await lines.Write(call.Account, places, cancel) is { } now)
            {
                Remember(call, now);
                break;
            }

            ThrowAfter(tries, call);
            var stored = await Stored(call, [.. wanted.Select(line => line.User)], cancel);
            (places, busy) = LowestFree(call, wanted, stored);
            if (busy.Count > 0 && await FreeLeft(call, [.. stored.Where(one => busy.Contains(one.Line.User))], cancel))
            {
                (places, busy) = LowestFree(call, wanted, await Stored(call, [.. wanted.Select(line => line.User)], cancel));
            }
        }

        return busy;
    }

    // The lowest free place on each line that has room, and the lines that have none.
    private (List<LineWrite> Places, HashSet<ExtensionNumber> Busy) LowestFree(MachineKey call, UserLine[] wanted, IReadOnlyList<StoredLine> stored)
    {
        var (places, busy, inUse) = (new List<LineWrite>(), new HashSet<ExtensionNumber>(), stored.ToLookup(one => one.Line.User));
        foreach (var line in wanted)
        {
            var used = inUse[line.User].ToList();
            if (used.Exists(one => one.Line.Call == call.Id))
            {
                continue;
            }

            if (used.Count >= line.Calls)
            {
                busy.Add(line.User);
                continue;
            }

            places.Add(new LineWrite(null, Place(call, line.User, Enumerable.Range(1, used.Count + 1).First(place => !used.Exists(one => one.Line.Place == place)))));
            places.AddRange(used.Where(one => one.Line.Place == 1).Select(first => new LineWrite(first, first.Line)));
        }

        return (places, busy);
    }

    // Places whose calls are over, or do not hold them any more. A place is looked at a minute after it was taken, and then once a minute.
    private async Task<bool> FreeLeft(MachineKey call, IReadOnlyList<StoredLine> stored, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var old = stored.Where(one => one.Line.Since <= now - LookAfter && (!seen.TryGetValue(Key(one), out var at) || at <= now - LookAfter)).ToList();
        if (old.Count == 0)
        {
            return false;
        }

        var calls = await living.Among(call, old.Select(one => one.Line.Call), cancel);
        var left = old.Where(one => !calls.TryGetValue(one.Line.Call, out var holder) || !holder.Trail.Lines.Any(line => line.User == one.Line.User)).ToList();
        if (seen.Count > MostRemembered)
        {
            seen.Clear();
        }

        foreach (var one in old.Except(left))
        {
            seen[Key(one)] = now;
        }

        foreach (var some in left.GroupBy(one => one.Line.User).Chunk(UsersAtOnce))
        {
            await lines.Write(call.Account, Freed([.. some.SelectMany(line => line)], stored), cancel); // not as they were: somebody else has found them too
        }

        return left.Count > 0;

        (MachineKey Call, ExtensionNumber User) Key(StoredLine one) => (call with { Id = one.Line.Call }, one.Line.User);
    }

    private LineInUse Place(MachineKey call, ExtensionNumber user, int place) => new(user, place, call.Id, time.GetUtcNow());

    private Task<IReadOnlyList<StoredLine>> Stored(MachineKey call, IReadOnlyCollection<ExtensionNumber> users, CancellationToken cancel) =>
        lines.Read(call.Account, users.MinBy(user => user.Value, StringComparer.Ordinal), users.MaxBy(user => user.Value, StringComparer.Ordinal), cancel);

    private void Remember(MachineKey call, IReadOnlyList<StoredLine> now)
    {
        if (taken.Count > MostRemembered)
        {
            taken.Clear();
        }

        foreach (var line in now.Where(one => one.Line.Call == call.Id))
        {
            taken[(call, line.Line.User)] = line;
        }
    }

    private static void ThrowAfter(int tries, MachineKey call)
    {
        if (tries >= Tries)
        {
            throw new InvalidOperationException($"The lines that {call} asks for are being written by others.");
        }
    }
}
