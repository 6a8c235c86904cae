using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;

namespace Pbx.Engine.Floors;

/// <summary>
/// Tells those who watch a floor when it may look different. However many watch the floor of an account in a process, it is looked at once a second for all of them, and not at all when nobody does.
/// </summary>
public sealed class FloorWatch(FloorDesk floors, TimeProvider time, ILogger<FloorWatch> logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // what changes without the floor: the configuration, and the day
    private static readonly TimeSpan AtLatest = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<AccountId, Watched> watched = [];

    /// <summary>Somebody watches, until what is answered is disposed.</summary>
    public FloorWatcher Watch(AccountId account)
    {
        lock (gate)
        {
            if (!watched.TryGetValue(account, out var floor))
            {
                watched[account] = floor = new Watched();
                floor.Looking = Look(account, floor);
            }

            floor.Watchers++;
            return new FloorWatcher(floor, () => Leave(account, floor));
        }
    }

    private void Leave(AccountId account, Watched floor)
    {
        lock (gate)
        {
            if (--floor.Watchers == 0)
            {
                watched.Remove(account);
                floor.Left.Cancel();
            }
        }
    }

    private async Task Look(AccountId account, Watched floor)
    {
        var left = floor.Left.Token;
        var (seen, told) = ((string?)null, time.GetUtcNow());
        while (true)
        {
            try
            {
                await Task.Delay(Between, time, left);
                var now = await floors.Tag(account, left);
                if (now != seen || time.GetUtcNow() - told >= AtLatest)
                {
                    (seen, told) = (now, time.GetUtcNow());
                    floor.Turn();
                }
            }
            catch (OperationCanceledException) when (left.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble)
            {
                Log.NotSeen(logger, trouble, account); // the next look may succeed
            }
        }
    }

    /// <summary>A floor that is watched in this process.</summary>
    internal sealed class Watched
    {
        private volatile FloorSight sight = new();

        public CancellationTokenSource Left { get; } = new();

        public Task Looking { get; set; } = Task.CompletedTask;

        public int Watchers { get; set; }

        public FloorSight Sight => sight;

        public void Turn()
        {
            var before = sight;
            sight = new FloorSight();
            before.Over.SetResult();
        }
    }

    /// <summary>What is seen between two changes.</summary>
    internal sealed class FloorSight
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentDictionary<string, Lazy<object>> Made { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>One who watches a floor.</summary>
public sealed class FloorWatcher : IDisposable
{
    private readonly FloorWatch.Watched floor;
    private readonly Action leave;
    private FloorWatch.FloorSight sight;

    internal FloorWatcher(FloorWatch.Watched floor, Action leave) => (this.floor, this.leave, sight) = (floor, leave, floor.Sight);

    /// <summary>What is made of the floor as it is now: once for all who watch and name it alike, until it changes.</summary>
    public async Task<T> See<T>(string name, Func<Task<T>> make)
    {
        sight = floor.Sight;
        var made = sight.Made;
        try
        {
            return await (Task<T>)made.GetOrAdd(name, _ => new Lazy<object>(() => make())).Value;
        }
        catch
        {
            made.TryRemove(name, out _); // whoever comes next tries again
            throw;
        }
    }

    /// <summary>Waits until what was seen last may look different: at most a second longer than it does, and at most 15 s.</summary>
    public Task Change(CancellationToken cancel) => sight.Over.Task.WaitAsync(cancel);

    /// <inheritdoc/>
    public void Dispose() => leave();
}
