using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Calls;

/// <summary>What a call keeps of its way: legs, steps, prefixes, and what an extension is told of them.</summary>
internal static class CallTrail
{
    public static Call WithRungPhones(this Call call, ValueList<CallCommand> commands, Phase.InExtension inside, Moment at)
    {
        var legs = call.Trail.Legs;
        for (var i = 0; i < commands.Count; i++)
        {
            legs = commands[i] switch
            {
                CallCommand.RingPhone ring => legs.Add(new Leg(at.Op(i), ring.Phone, LegDirection.Outgoing, inside.Arrival.Number, at.At)),
                _ => legs,
            };
        }

        return legs.Count == call.Trail.Legs.Count ? call : call with { Trail = call.Trail with { Legs = legs } };
    }

    public static Call WithInvitation(this Call call, OpId op, string invitation) =>
        call with { Trail = call.Trail with { Legs = call.Trail.Legs.Change(leg => leg.Op == op ? leg with { Invitation = invitation } : leg) } };

    public static Call WithPrefix(this Call call, string prefix) =>
        prefix.Length == 0 ? call : call with { Trail = call.Trail with { Prefixes = call.Trail.Prefixes.Add(prefix) } };

    public static Call Logged(this Call call, Moment at, string what, Because because, Phase.InExtension? inside = null) => call with
    {
        Trail = call.Trail with
        {
            Steps = call.Trail.Steps.Add(new LoggedStep(at.At, what, because.Why, because.Rule, inside?.Arrival.Number, inside?.State.Type.Key)),
        },
    };

    public static Arrival ArrivalAt(this Call call, ExtensionNumber? number, string name, Language language, IAccountVersion version) => new(
        number,
        name,
        language,
        call.Facts.Caller,
        call.Facts.CallerName,
        call.Facts.Dialled,
        Display.Of(call.Trail.Prefixes, call.Facts.CallerName, call.Facts.Caller),
        version.Account.MainNumber);
}
