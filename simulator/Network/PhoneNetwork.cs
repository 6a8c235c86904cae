using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Trunks;
using Pbx.Simulator.Network.Weather;

namespace Pbx.Simulator.Network;

/// <summary>
/// A telephone network on the desk: its phones, calls and weather. <see cref="People"/> is what persons at phones do,
/// <see cref="Application"/> what the application asks for; what the network tells the application goes to
/// <see cref="Told"/> and <see cref="CallComesIn"/>.
/// </summary>
/// <remarks>One thing happens at a time: everything that reads or changes the network does so inside <see cref="Do(Action)"/>.</remarks>
public sealed class PhoneNetwork : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Phone> phones = new(StringComparer.Ordinal);
    private readonly Forecasts weather = new();
    private CancellationTokenSource life = new();
    private long playings;

    /// <exception cref="ArgumentException">A trunk pattern makes no sense.</exception>
    public PhoneNetwork(Clock clock, NetworkSettings settings)
    {
        (Clock, Settings) = (clock, settings);
        Trunks = new TrunkNumbers(settings.Trunks);
        People = new People(this);
        Application = new Application(this);
        Recordings = new RecordingList(this);
    }

    public Clock Clock { get; }

    public NetworkSettings Settings { get; }

    public TrunkNumbers Trunks { get; }

    public People People { get; }

    public Application Application { get; }

    /// <summary>Called with every notice about a call that the application is in, in order. It must return at once.</summary>
    public Action<Notice, Forecast> Told { get; set; } = (_, _) => { };

    /// <summary>Called when a number or identity of the resource is called. It must return at once.</summary>
    public Action<IncomingCallNotice, Forecast> CallComesIn { get; set; } = (_, _) => { };

    /// <summary>Called with every recording that is over and was one. It must return at once.</summary>
    public Action<Recording> RecordingEnded { get; set; } = _ => { };

    /// <summary>Called after something may have changed, outside of the network's lock. It must return at once.</summary>
    public Action Changed { get; set; } = () => { };

    public Races Races { get; internal set; } = Races.None;

    public Climate Climate => weather.Climate;

    /// <summary>The phones that were rung, dialled at, or told how to behave.</summary>
    public IReadOnlyCollection<Phone> Phones => phones.Values;

    public DateTimeOffset Now => Clock.GetUtcNow();

    internal CallList Calls { get; } = new();

    internal RecordingList Recordings { get; }

    internal Dictionary<string, AppLeg> Legs { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, IncomingRing> Rings { get; } = new(StringComparer.Ordinal);

    /// <summary>All calls, the oldest first; of those that have ended only the latest thousand.</summary>
    public IReadOnlyList<Conversation> AllCalls => Calls.All;

    /// <summary>All recordings, the oldest first; of those that are over only the latest thousand.</summary>
    public IReadOnlyList<Recording> AllRecordings => Recordings.All;

    /// <summary>The weather for the next event about the file of a recording.</summary>
    public Forecast ForecastForRecordingFile() => Do(() => weather.NextRecordingFile());

    /// <summary>The call of an id; null when there is none, or it ended long ago.</summary>
    public Conversation? Find(string id) => Calls.Find(id);

    /// <summary>Does something with the network, or reads it, while nothing else happens.</summary>
    public T Do<T>(Func<T> act)
    {
        T result;
        lock (gate)
        {
            result = act();
        }

        Changed();
        return result;
    }

    /// <inheritdoc cref="Do{T}(Func{T})"/>
    public void Do(Action act)
    {
        lock (gate)
        {
            act();
        }

        Changed();
    }

    /// <summary>Reads the network while nothing happens.</summary>
    public T Read<T>(Func<PhoneNetwork, T> look)
    {
        lock (gate)
        {
            return look(this);
        }
    }

    /// <summary>The phone at an address; one that nobody spoke of before is a phone that nobody answers.</summary>
    public Phone PhoneAt(Address address)
    {
        if (!phones.TryGetValue(address.RawId, out var phone))
        {
            phone = new Phone(address);
            phones.Add(address.RawId, phone);
        }

        return phone;
    }

    /// <summary>The weather from now on.</summary>
    public void SetWeather(Climate climate) => Do(() => weather.Becomes(climate));

    /// <summary>Arms races, in place of those that were armed.</summary>
    public void SetRaces(Races races) => Do(() => Races = races);

    /// <summary>Uses up one item of a race; whether it was armed.</summary>
    public bool UseUp(Func<Races, Races?> take) => Do(() =>
    {
        var after = take(Races);
        Races = after ?? Races;
        return after is not null;
    });

    /// <summary>Forgets all phones, calls, weather and races. Nobody is told.</summary>
    public void Reset() => Do(() =>
    {
        life.Cancel();
        life.Dispose();
        life = new CancellationTokenSource();
        foreach (var leg in Legs.Values)
        {
            leg.State = AppLegState.Disconnected;
            leg.Stream?.Ends();
        }

        Legs.Clear();
        Recordings.Clear();
        foreach (var call in Calls.All.ToArray())
        {
            call.Ends(Outcome.Terminated, "reset");
        }

        Rings.Clear();
        Calls.Clear();
        phones.Clear();
        Races = Races.None;
        weather.Becomes(Climate.Fair);
    });

    public void Dispose()
    {
        life.Cancel();
        life.Dispose();
    }

    internal void Tell(Notice notice) => Told(notice, weather.Next());

    internal void Raise(IncomingRing ring, Address to, Address from, string? name, CustomContext custom)
    {
        Rings[ring.Context] = ring;
        CallComesIn(
            new IncomingCallNotice(to, from, ring.Call.ServerCallId, ring.Call.CorrelationId, name ?? string.Empty, ring.Context, custom, Now),
            weather.Next());
    }

    /// <summary>How many calls into the public network show a caller id, ringing or connected.</summary>
    internal int CallsWith(string callerId) => Calls.All.SelectMany(c => c.Parties)
        .Count(p => p.State is PartyState.Ringing or PartyState.Connected && string.Equals(p.CallerId, callerId, StringComparison.Ordinal) && p.Address.Kind == AddressKind.PhoneNumber);

    internal long NextPlaying() => ++playings;

    internal void AnswerTogetherWith(Party answered)
    {
        var together = Races.AnswerTogether;
        if (!together.Contains(answered.Address))
        {
            return;
        }

        Races = Races with { AnswerTogether = [] };
        foreach (var phone in together.Where(a => a != answered.Address).Select(PhoneAt))
        {
            phone.Ringing?.Invitation?.Answered();
        }
    }

    internal void CallerMayLeaveNow(Conversation call)
    {
        if (Races.CallerLeavesOnJoin > 0)
        {
            Races = Races with { CallerLeavesOnJoin = Races.CallerLeavesOnJoin - 1 };
            call.Leaves(call.Person, Outcome.RemoteHungUp(call.Person.Address));
        }
    }

    /// <summary>
    /// Finds out how long sources last and how they sound. Texts are known at once; files are fetched, which takes no time on the
    /// clock but is work in flight.
    /// </summary>
    internal void Load(IReadOnlyList<PlaySource> sources, Action<IReadOnlyList<FetchedAudio.Playable>> then, Action<Outcome, int> failed)
    {
        if (sources.All(s => s.IsSpoken))
        {
            then([.. sources.Select(s => s.Spoken())]);
            return;
        }

        InBackground("audio", cancel => LoadFiles(sources, then, failed, cancel));
    }

    /// <summary>Does what takes no time on the clock, and is work in flight until it is done.</summary>
    internal void InBackground(string what, Func<CancellationToken, Task> act)
    {
        var work = Clock.Working(what);
        var cancel = life.Token;
        _ = Task.Run(async () =>
        {
            using (work)
            {
                await act(cancel);
            }
        }, CancellationToken.None);
    }

    private async Task LoadFiles(IReadOnlyList<PlaySource> sources, Action<IReadOnlyList<FetchedAudio.Playable>> then, Action<Outcome, int> failed, CancellationToken cancel)
    {
        var loaded = new FetchedAudio.Playable[sources.Count];
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not PlaySource.File file)
            {
                loaded[i] = sources[i].Spoken();
                continue;
            }

            FetchedAudio fetched;
            try
            {
                fetched = await Settings.Fetch(file.Uri, file.CacheId, AudioFormats.Played, cancel);
            }
            catch (OperationCanceledException)
            {
                return; // the network was reset: nobody waits for it
            }

            if (fetched is not FetchedAudio.Playable playable)
            {
                var index = i;
                Do(() => failed(
                    fetched switch
                    {
                        FetchedAudio.NotPlayable(var why) => Outcome.NotPlayable(why),
                        FetchedAudio.NotFetched(var why) => Outcome.NotFetched(why),
                        _ => throw new InvalidOperationException("Unknown audio."),
                    },
                    index));
                return;
            }

            loaded[i] = playable;
        }

        Do(() => then(loaded));
    }
}
