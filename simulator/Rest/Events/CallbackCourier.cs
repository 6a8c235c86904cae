using Microsoft.Extensions.Logging;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Weather;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.Simulator.Rest.Events;

/// <summary>
/// Posts mid-call events to the application: those of one call one after the other, through the weather, each with a fresh
/// token, with three quick retries when they are not taken. The real service promises neither order nor a single delivery.
/// </summary>
internal sealed class CallbackCourier(PhoneNetwork network, Tokens tokens, Post post, ILogger<CallbackCourier> log) : IDisposable
{
    private const string What = "webhook";
    private static readonly TimeSpan[] Retries = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];
    private static readonly TimeSpan LongestSwap = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly List<Letter> held = [];
    private CancellationTokenSource life = new();

    /// <summary>The types of the events that a race keeps back.</summary>
    public IReadOnlyList<string> Held
    {
        get
        {
            lock (gate)
            {
                return [.. held.Select(l => l.Type)];
            }
        }
    }

    /// <summary>Takes a notice of the network; returns at once.</summary>
    public void Take(Notice notice, Forecast forecast)
    {
        var type = notice.Type.ToString();
        var letter = new Letter(type, notice.Leg.Id, new Uri(notice.CallbackUri), CloudEvents.Write(notice).ToJsonString(), forecast.BeforeTheResponse ? null : RequestGate.Current, life.Token);
        if (forecast.Lost || network.UseUp(r => Without(r.Lose, type) is { } rest ? r with { Lose = rest } : null))
        {
            Log.Lost(log, type, letter.CallConnectionId);
            return;
        }

        if (network.UseUp(r => Without(r.Hold, type) is { } rest ? r with { Hold = rest } : null))
        {
            lock (gate)
            {
                held.Add(letter);
            }

            return;
        }

        Letter[] copies = forecast.Twice ? [letter, letter] : [letter];
        foreach (var copy in copies)
        {
            if (forecast.Delay > TimeSpan.Zero)
            {
                Later.After(network.Clock, forecast.Delay, What, () => Enqueue(copy));
            }
            else if (forecast.Swapped)
            {
                PutBehindTheNext(copy);
            }
            else
            {
                _ = Enqueue(copy);
            }
        }
    }

    /// <summary>Lets go what a race kept back, all or of one type; how many that were.</summary>
    public int Release(string? type)
    {
        Letter[] free;
        lock (gate)
        {
            free = [.. held.Where(l => type is null || string.Equals(l.Type, type, StringComparison.Ordinal))];
            held.RemoveAll(free.Contains);
        }

        foreach (var letter in free)
        {
            _ = Enqueue(letter);
        }

        return free.Length;
    }

    public void Forget()
    {
        lock (gate)
        {
            life.Cancel();
            life.Dispose();
            life = new CancellationTokenSource();
            lanes.Clear();
            held.Clear();
        }
    }

    public void Dispose() => life.Dispose();

    private void PutBehindTheNext(Letter letter)
    {
        lock (gate)
        {
            LaneOf(letter).Behind.Add(letter);
        }

        // Nothing may follow: it is late then, not lost.
        Later.After(network.Clock, LongestSwap, What, () => Overtaken(letter) ? Enqueue(letter) : Task.CompletedTask);
    }

    private bool Overtaken(Letter letter)
    {
        lock (gate)
        {
            return LaneOf(letter).Behind.Remove(letter);
        }
    }

    private Task Enqueue(Letter letter)
    {
        lock (gate)
        {
            var lane = LaneOf(letter);
            var delivery = Append(lane, letter);
            Letter[] behind = [.. lane.Behind.Where(b => !ReferenceEquals(b, letter))];
            lane.Behind.Clear();
            foreach (var next in behind)
            {
                _ = Append(lane, next);
            }

            return delivery;
        }
    }

    private Task Append(Lane lane, Letter letter)
    {
        var previous = lane.Last;
        var delivery = Later.Now(network.Clock, What, async () =>
        {
            await previous;
            if (letter.Gate is { } request)
            {
                await request.Opened;
            }

            await Deliver(letter);
        });
        letter.Gate?.Waits(delivery);
        lane.Last = delivery;
        return delivery;
    }

    private async Task Deliver(Letter letter)
    {
        if (letter.Life.IsCancellationRequested)
        {
            return;
        }

        var (status, _) = await post.Send(letter.To, letter.Json, tokens.ForCallback(), [], letter.Life);
        if (status is >= 200 and < 300)
        {
            Log.Posted(log, letter.Type, letter.CallConnectionId, status);
        }
        else if (letter.Life.IsCancellationRequested)
        {
            return;
        }
        else if (letter.Attempt < Retries.Length)
        {
            Later.After(network.Clock, Retries[letter.Attempt], What, () => Enqueue(letter with { Attempt = letter.Attempt + 1, Gate = null }));
        }
        else
        {
            Log.GivenUp(log, letter.Type, letter.CallConnectionId, status);
        }
    }

    private Lane LaneOf(Letter letter)
    {
        if (!lanes.TryGetValue(letter.CallConnectionId, out var lane))
        {
            lane = new Lane();
            lanes.Add(letter.CallConnectionId, lane);
        }

        return lane;
    }

    private static IReadOnlyList<string>? Without(IReadOnlyList<string> types, string type)
    {
        var index = types.ToList().IndexOf(type);
        return index < 0 ? null : [.. types.Where((_, i) => i != index)];
    }

    private sealed class Lane
    {
        public Task Last { get; set; } = Task.CompletedTask;

        public List<Letter> Behind { get; } = [];
    }

    private sealed record Letter(string Type, string CallConnectionId, Uri To, string Json, RequestGate? Gate, CancellationToken Life)
    {
        public int Attempt { get; init; }
    }
}
