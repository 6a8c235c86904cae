using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.SystemExtensions;

namespace Pbx.Domain.Extensions.Editing;

/// <summary>Which numbers of an account are in use, which none may have, and which a new extension gets or is proposed.</summary>
public static class ExtensionNumbers
{
    private const int LengthOfBlocks = 4;

    // proposed, and enforced nowhere (EXT-014)
    private static readonly (int From, int To, string[] Types)[] Blocks =
    [
        (1500, 1599, ["group", "hunt-group", "queue"]),
        (1600, 1699, ["menu"]),
        (1700, 1799, ["lbr", "tbr", "rule-based"]),
    ];

    /// <summary>The lowest number that is free and not reserved, and not below the account's start number (EXT-009); none: all are taken, or no extension has told yet how long numbers are (EXT-002).</summary>
    public static ExtensionNumber? Next(AccountDocument document, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Length(document) is { } length ? Lowest(document, document.Account.StartNumber ?? First(length), First(length + 1) - 1, at) : null;
    }

    /// <summary>The block that is proposed for a type, with the lowest free number in it (EXT-014); none: no block is proposed for it.</summary>
    public static NumberBlock? Proposed(AccountDocument document, string type, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        foreach (var (from, to, types) in Blocks)
        {
            if (Length(document) == LengthOfBlocks && types.Contains(type))
            {
                return new NumberBlock(from, to, Lowest(document, from, to, at));
            }
        }

        return null;
    }

    /// <summary>The numbers that no extension may have in an account: those of system extensions and emergency numbers, as far as they have its length (EXT-006 to EXT-008).</summary>
    public static IReadOnlyList<(ExtensionNumber Number, string Why)> Reserved(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (Length(document) is not { } length)
        {
            return [];
        }

        var country = document.Account.Country;
        return [.. Enumerable.Range(First(length), First(length + 1) - First(length)).Select(Number).Select(number => (number, SystemNumbers.Reserves(country, number))).Where(one => one.Item2 is not null).Select(one => (one.number, one.Item2 ?? ""))];
    }

    /// <summary>How many digits the extensions of an account have; none: its first one will tell (EXT-002).</summary>
    public static int? Length(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Account.ExtensionLength ?? (document.Extensions.Count > 0 ? document.Extensions[0].Number.Value.Length : null);
    }

    private static ExtensionNumber? Lowest(AccountDocument document, int from, int to, DateTimeOffset at)
    {
        var taken = document.Extensions.Where(extension => !extension.IsOver(document.Account.TimeZone, at)).Select(extension => extension.Number).ToHashSet();
        foreach (var number in Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(Number))
        {
            if (!taken.Contains(number) && SystemNumbers.Reserves(document.Account.Country, number) is null)
            {
                return number;
            }
        }

        return null;
    }

    private static int First(int length) => (int)Math.Pow(10, length - 1);

    private static ExtensionNumber Number(int digits) => ExtensionNumber.Parse(digits.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Numbers that are proposed for a type of extension.</summary>
/// <param name="Next">The lowest free one; none: all are taken.</param>
public sealed record NumberBlock(int From, int To, ExtensionNumber? Next);
