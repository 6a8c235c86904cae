using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Network.Phones;

/// <summary>What a phone is doing. Calling: it dialled and hears it ring. Ringing: somebody calls it.</summary>
public enum PhoneState
{
    Idle,
    Calling,
    Ringing,
    Talking,
}

/// <summary>
/// One phone: how it behaves and the calls it is in. It can be in several at once (call waiting, several lines); a behaviour
/// applies to each of them.
/// </summary>
public sealed class Phone
{
    private readonly List<Party> parties = [];

    internal Phone(Address address) => (Address, Voice) = (address, Voice.Of(address));

    public Address Address { get; }

    /// <summary>How whoever is at this phone sounds.</summary>
    public Voice Voice { get; }

    public Behaviour Behaviour { get; internal set; } = Behaviour.Default;

    /// <summary>What it is doing; talking wins over ringing, ringing over calling.</summary>
    public PhoneState State =>
        Talking is not null ? PhoneState.Talking
        : Ringing is not null ? PhoneState.Ringing
        : Calling is not null ? PhoneState.Calling
        : PhoneState.Idle;

    /// <summary>The party of the call that was answered last and goes on.</summary>
    public Party? Talking => parties.LastOrDefault(p => p.State == PartyState.Connected);

    /// <summary>The party of the call that rings longest.</summary>
    public Party? Ringing => parties.FirstOrDefault(p => p.State == PartyState.Ringing);

    /// <summary>The party of the call that was dialled here last and has not been answered.</summary>
    public Party? Calling => parties.LastOrDefault(p => p.State == PartyState.Calling);

    /// <summary>The party that answers for the phone now: of the call it is in, else of its latest one.</summary>
    public Party? Current => Talking ?? Ringing ?? Calling ?? parties.LastOrDefault();

    internal IReadOnlyList<Party> Parties => parties;

    internal void Joins(Party party)
    {
        // A phone remembers its latest call after it has ended, and no more.
        parties.RemoveAll(p => p.State == PartyState.Left);
        parties.Add(party);
    }

    internal void Loses(Party party) => parties.Remove(party);
}
