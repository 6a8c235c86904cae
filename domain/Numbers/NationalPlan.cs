using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Pbx.Domain.Accounts;

namespace Pbx.Domain.Numbers;

/// <summary>
/// The telephone numbering plan of a country, as far as it takes to read numbers that people type (EXT-060) and to tell where in the country a caller is (EXT-320 to EXT-324). A number without
/// calling code and national 0 is called national here. The facts are those of the national regulators, which <see cref="AreaCodeLists"/> names.
/// </summary>
public sealed class NationalPlan
{
    private const string Trunk = "0";
    private const string Abroad = "00"; // of every country served
    private const int LongestNumber = 15; // E.164
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \u00a0\u202f-\u2010\u2011\u2012\u2013./()");

    private static readonly FrozenDictionary<Country, NationalPlan> All = new NationalPlan[]
    {
        new(Country.Netherlands, "31", hasTrunk: true, postalCode: 4, ["61", "62", "63", "64", "65", "68"], ["6", "84", "85", "87", "88", "91", "97", "800", "900", "906", "909"], AreaCodeLists.Netherlands, [("", 9, 9), ("8", 7, 10), ("90", 7, 10), ("97", 9, 11)]),
        new(Country.UnitedKingdom, "44", hasTrunk: true, postalCode: null, ["71", "72", "73", "74", "75", "7624", "77", "78", "79"], ["30", "33", "34", "37", "55", "56", "7", "70", "76", "80", "800", "808", "84", "843", "844", "845", "87", "870", "871", "872", "873", "9", "90", "91", "98"], AreaCodeLists.UnitedKingdom, [("", 9, 10), ("8", 7, 10), ("7", 10, 10), ("2", 10, 10), ("3", 10, 10)]),
        new(Country.Germany, "49", hasTrunk: true, postalCode: 5, ["15", "160", "162", "163", "17"], ["15", "16", "17", "32", "137", "138", "180", "181", "700", "800", "900"], AreaCodeLists.Germany, [("", 5, 13)]),
        new(Country.Spain, "34", hasTrunk: false, postalCode: 5, ["6", "71", "72", "73", "74"], ["6", "7", "51", "70", "800", "803", "806", "807", "900", "901", "902"], AreaCodeLists.Spain, [("", 9, 9)]),
        new(Country.Denmark, "45", hasTrunk: false, postalCode: 4, ["2", "30", "31", "40", "41", "42", "50", "51", "52", "53", "60", "61", "71", "81", "91", "92", "93"], [], "", [("", 8, 8)]),
        new(Country.Finland, "358", hasTrunk: true, postalCode: 5, ["4", "50"], ["4", "50", "10", "20", "29", "30", "39", "600", "606", "700", "71", "73", "75", "800"], AreaCodeLists.Finland, [("", 5, 12)]),
        new(Country.Latvia, "371", hasTrunk: false, postalCode: 4, ["2"], [], "", [("", 8, 8)]),
    }.ToFrozenDictionary(plan => plan.Country);

    private readonly bool hasTrunk;
    private readonly string[] mobile;
    private readonly string[] other;
    private readonly (string Beginning, int Least, int Most)[] lengths;
    private readonly Lazy<FrozenSet<string>> areaCodes;

    private NationalPlan(Country country, string callingCode, bool hasTrunk, int? postalCode, string[] mobile, string[] other, string areaCodes, (string Beginning, int Least, int Most)[] lengths)
    {
        (Country, CallingCode, PostalCodeLength) = (country, callingCode, postalCode);
        (this.hasTrunk, this.mobile, this.other, this.lengths) = (hasTrunk, mobile, other, lengths);
        this.areaCodes = new Lazy<FrozenSet<string>>(() => Unpack(areaCodes).ToFrozenSet(StringComparer.Ordinal));
        HasAreaCodes = areaCodes.Length > 0;
    }

    /// <summary>Whose plan it is.</summary>
    public Country Country { get; }

    /// <summary>The digits behind the plus sign, such as <c>31</c>.</summary>
    public string CallingCode { get; }

    /// <summary>How many digits a postal code has; nothing where it has letters, as in the United Kingdom (EXT-326).</summary>
    public int? PostalCodeLength { get; }

    /// <summary>Whether a number tells the area that it is in (EXT-320).</summary>
    public bool HasAreaCodes { get; }

    /// <summary>The geographic area codes, without the national 0.</summary>
    public IReadOnlySet<string> AreaCodes => areaCodes.Value;

    /// <summary>The plan of a country.</summary>
    public static NationalPlan Of(Country country) => All[country];

    /// <summary>The number without calling code and national 0; nothing for a number of another country.</summary>
    public string? National(PhoneNumber number) => number.Value.AsSpan(1).StartsWith(CallingCode, StringComparison.Ordinal) ? number.Value[(1 + CallingCode.Length)..] : null;

    /// <summary>Whether a national number is that of a mobile phone (EXT-322).</summary>
    public bool IsMobile(string national) => Begins(national, mobile);

    /// <summary>Whether a number is that of a mobile phone; nothing for a number of a country whose plan is not known.</summary>
    public static bool? IsMobile(PhoneNumber number)
    {
        foreach (var plan in All.Values)
        {
            if (plan.National(number) is { } national)
            {
                return plan.IsMobile(national);
            }
        }

        return null;
    }

    /// <summary>
    /// Reads an area code, or the beginning of non-geographic numbers, typed with or without the national 0 (EXT-323); nothing for what is none in this country. What comes out has no 0.
    /// </summary>
    public string? ReadAreaCode(string text)
    {
        var digits = Bare(text);
        if (hasTrunk && digits.StartsWith(Trunk, StringComparison.Ordinal))
        {
            digits = digits[Trunk.Length..];
        }

        return AreaCodes.Contains(digits) || other.Contains(digits, StringComparer.Ordinal) ? digits : null;
    }

    /// <summary>
    /// Reads a public number in international form (with a plus sign or 00) or in the national form of this country, with spaces, hyphens, slashes, dots and brackets between the digits (EXT-060);
    /// nothing for what is neither. A national form begins with the national 0 where the country has one.
    /// </summary>
    public PhoneNumber? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Beginning(text) is { } number && PhoneNumber.TryParse(number, out var read) && (National(read) is not { } national || HasLength(national)) ? read : null;
    }

    /// <summary>Reads how numbers begin, typed as in <see cref="Read"/> but of any length (EXT-331); what comes out has a plus sign.</summary>
    public string? ReadBeginning(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Beginning(text) is { Length: <= LongestNumber } beginning ? beginning : null;
    }

    private string? Beginning(string text)
    {
        var typed = text.Trim().Replace("(0)", "", StringComparison.Ordinal); // +31 (0)20 …
        var isInternational = typed.StartsWith('+');
        var digits = Bare(isInternational ? typed[1..] : typed);
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExcept(Digits))
        {
            return null;
        }

        if (!isInternational && digits.StartsWith(Abroad, StringComparison.Ordinal))
        {
            (isInternational, digits) = (true, digits[Abroad.Length..]);
        }

        if (!isInternational)
        {
            return !hasTrunk ? $"+{CallingCode}{digits}" : digits.StartsWith(Trunk, StringComparison.Ordinal) ? $"+{CallingCode}{digits[Trunk.Length..]}" : null;
        }

        var hasZeroInside = hasTrunk && digits.StartsWith(CallingCode + Trunk, StringComparison.Ordinal);
        return digits is ['1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', ..] && !hasZeroInside ? $"+{digits}" : null;
    }

    private bool HasLength(string national)
    {
        var (_, least, most) = lengths.Where(one => national.StartsWith(one.Beginning, StringComparison.Ordinal)).MaxBy(one => one.Beginning.Length);
        return national.Length >= least && national.Length <= most;
    }

    private static bool Begins(string national, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (national.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Bare(string text) => string.Concat(text.Where(letter => !Separators.Contains(letter)));

    // "20 201-203": single codes and ranges
    private static IEnumerable<string> Unpack(string codes) => codes.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).SelectMany(one =>
    {
        var parts = one.Split('-');
        var (from, to) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture));
        return Enumerable.Range(from, to - from + 1).Select(code => code.ToString(CultureInfo.InvariantCulture));
    });
}
