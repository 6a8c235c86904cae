using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Calls;

/// <summary>The line of a user that a call keeps busy (EXT-114).</summary>
/// <param name="Ring">The command that rings the user; none: it is the caller's own.</param>
public sealed record HeldLine(OpId? Ring, ExtensionNumber User);

/// <summary>Lets go of users' lines as soon as the call is no longer at their phones: they can be rung by others then.</summary>
internal static class HeldLines
{
    public static Decision Settle(Decision decision)
    {
        var call = decision.Next;
        if (AreAllHeld(call))
        {
            return decision;
        }

        var held = ValueList.From(call.Trail.Lines.Where(line => IsHeld(call, line)));
        var freed = ValueList.From(call.Trail.Lines.Select(line => line.User).Distinct().Where(user => !held.Any(line => line.User == user)));
        call = call with { Trail = call.Trail with { Lines = held } };
        return freed.Count == 0 ? decision with { Next = call } : new Decision(call, decision.Commands.Add(new CallCommand.FreeLines(freed)));
    }

    public static Call WithLine(this Call call, HeldLine line) => call with { Trail = call.Trail with { Lines = call.Trail.Lines.Add(line) } };

    public static Call WithoutLine(this Call call, OpId ring) =>
        call with { Trail = call.Trail with { Lines = ValueList.From(call.Trail.Lines.Where(line => line.Ring != ring)) } };

    private static bool AreAllHeld(Call call)
    {
        foreach (var line in call.Trail.Lines.AsSpan())
        {
            if (!IsHeld(call, line))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHeld(Call call, HeldLine line)
    {
        var isOver = call.Phase is Phase.Ended or Phase.HangingUp; // who is hung up can be rung: the agent by the next caller, at once
        if (isOver || line.Ring is null)
        {
            return !isOver;
        }

        foreach (var leg in call.Trail.Legs.AsSpan())
        {
            if (leg.Op == line.Ring)
            {
                return leg.Ended is null;
            }
        }

        return false;
    }
}
