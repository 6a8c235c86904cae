using Pbx.Domain.Numbers;

namespace Pbx.Domain.SystemExtensions;

/// <summary>A star code that somebody dialled: what it does, and the number that stands in it.</summary>
/// <param name="Function">The system extension that does the same.</param>
/// <param name="Argument">Digits; none were dialled where it is empty.</param>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Rule">The row of the specification's table.</param>
public sealed record StarCode(SystemFunction Function, string Argument, string Name, string Rule);

/// <summary>The star codes of accounts (CFT-325 and the following), those of them that are in service. They are the same in every country.</summary>
public static class StarCodes
{
    // in front of the argument; two stars take back what one does
    private static readonly (SystemFunction Function, string Code, string Name, string Rule)[] Table =
    [
        (SystemFunction.QueueLogIn, "*11*", "queue log-in", "CFT-325"),
        (SystemFunction.QueueLogOut, "**11*", "queue log-out", "CFT-326"),
    ];

    private const string PickUp = "*8"; // what follows is the number, without a star at its end

    /// <summary>The one that somebody dialled; nothing for any other string. The last star may be left out, and the hash key is accepted in its place.</summary>
    public static StarCode? Find(DialledNumber dialled)
    {
        foreach (var (function, code, name, rule) in Table)
        {
            if (dialled.Value.StartsWith(code, StringComparison.Ordinal))
            {
                var argument = dialled.Value[code.Length..] is [.. var digits, '*' or '#'] ? digits : dialled.Value[code.Length..];
                return argument.All(char.IsAsciiDigit) ? new StarCode(function, argument, name, rule) : null;
            }
        }

        return dialled.Value.StartsWith(PickUp, StringComparison.Ordinal) && dialled.Value[PickUp.Length..] is var number && number.All(char.IsAsciiDigit)
            ? new StarCode(SystemFunction.Pickup, number, "pickup", number.Length == 0 ? "CFT-302" : "CFT-303")
            : null;
    }
}
