using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;

namespace Pbx.Simulation.World;

/// <summary>
/// The telephone network and the people at its phones. They act on their own, never in reply to our state: callers dial, press keys and hang up when they like; a phone rings, and its owner answers, is engaged or
/// is not there.
/// </summary>
public sealed class PhoneWorld(Universe universe)
{
    private readonly List<NetworkCall> calls = [];
    private readonly Dictionary<string, NetworkCall> byContext = [];
    private readonly Dictionary<string, NetworkCall> byConnection = [];
    private readonly Dictionary<(MachineKey Call, OpId Op), NetworkCall> made = [];

    /// <summary>How many calls were made.</summary>
    public int Calls => calls.Count;

    internal Universe Universe => universe;

    /// <summary>Draws the callers. In a fifth of the universes all call queues, and users pick up now and then; in others hardly anybody does.</summary>
    public void Begin(int calls, TimeSpan within)
    {
        var isBusy = universe.Prng.Chance(0.2);
        for (var i = 0; i < calls; i++)
        {
            var number = i;
            universe.Time.After(universe.Prng.Between(TimeSpan.Zero, within), () => Dial(number, isBusy ? Accounts.Queues : Accounts.Dialled));
        }

        for (var i = isBusy ? 10 + universe.Prng.Below(30) : universe.Prng.Below(3); i > 0; i--)
        {
            var number = 100 + i;
            universe.Time.After(universe.Prng.Between(TimeSpan.Zero, within), () => PickUp(number));
        }
    }

    internal Outcome CarryOut(CallOnNetwork call, OpId op, CallCommand command)
    {
        if (command is CallCommand.Answer answer)
        {
            var ringing = byContext[answer.Context];
            if (ringing.Answer(call.Key, op) is not { } connection)
            {
                return new Outcome.CallGone();
            }

            byConnection[connection] = ringing;
            return new Outcome.Answering(connection);
        }

        if (command is CallCommand.CallPhone phone)
        {
            if (!made.TryGetValue((call.Key, op), out var begun)) // recognised by its name
            {
                made[(call.Key, op)] = begun = new NetworkCall(this, calls.Count + 1000, phone.Phone, Accounts.Dialled[0]);
                calls.Add(begun);
                byConnection[begun.Call(call.Key, op)] = begun;
            }

            return new Outcome.Answering(begun.Connection);
        }

        if (command is CallCommand.MovePhone move && call.Connection is { } here && byConnection.TryGetValue(here, out var to))
        {
            return to.Move(op, move, byConnection.GetValueOrDefault(move.Connection));
        }

        return call.Connection is { } known && byConnection.TryGetValue(known, out var found) ? found.CarryOut(op, command, call.Invitation, call.Recording) : new Outcome.CallGone();
    }

    internal bool IsCalledBack(PhoneAddress phone, NetworkCall except) => calls.Any(call => call != except && call.CallsBack(phone));

    internal void Reject(string context) => byContext[context].Reject();

    // Everything has had time to settle: nobody is left in a call.
    internal void CheckEnd()
    {
        foreach (var call in calls)
        {
            call.CheckEnd();
        }
    }

    private void Dial(int number, PhoneNumber[] numbers) => Begin(number, PhoneAddress.Parse($"+3161234{number:0000}"), universe.Prng.Pick<PhoneNumber>(numbers));

    private void PickUp(int number) => Begin(number, universe.Prng.Pick<PhoneAddress>(Accounts.Pickers), universe.Prng.Pick<DialledNumber>(Accounts.PickupCodes));

    private void Begin(int number, PhoneAddress caller, DialledNumber dialled)
    {
        var call = new NetworkCall(this, number, caller, dialled);
        calls.Add(call);
        byContext[call.Context] = call;
        call.Begin();
    }
}
