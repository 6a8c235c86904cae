using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Pbx.Simulator.Network.Phones;

/// <summary>
/// The address of a phone: a raw id as Azure writes it (<c>4:+31612345678</c>, <c>4:anonymous</c>, <c>8:acs:…</c>,
/// <c>8:orgid:…</c>, <c>28:orgid:…</c>). Two addresses are the same when their raw ids are.
/// </summary>
public sealed partial record Address(string RawId)
{
    /// <summary>What a caller shows who withholds the number.</summary>
    public static readonly Address Anonymous = new("4:anonymous");

    private static readonly string[] CommunicationUserPrefixes = ["8:acs:", "8:spool:", "8:dod-acs:", "8:gcch-acs:"];
    private static readonly string[] TeamsUserPrefixes = ["8:orgid:", "8:dod:", "8:gcch:", "8:teamsvisitor:"];
    private static readonly string[] TeamsAppPrefixes = ["28:orgid:", "28:dod:", "28:gcch:"];

    /// <summary>What kind of identifier this is, read from the raw id.</summary>
    public AddressKind Kind => RawId switch
    {
        _ when RawId.StartsWith("4:", StringComparison.Ordinal) => AddressKind.PhoneNumber,
        _ when StartsWithAny(TeamsUserPrefixes) => AddressKind.TeamsUser,
        _ when StartsWithAny(TeamsAppPrefixes) => AddressKind.TeamsApp,
        _ when StartsWithAny(CommunicationUserPrefixes) => RawId.Count(c => c == '_') == 2
            ? AddressKind.TeamsExtensionUser
            : AddressKind.CommunicationUser,
        _ => AddressKind.Unknown,
    };

    /// <summary>The number of a phone number, without an asserted id; null for every other kind.</summary>
    public string? Number => Kind == AddressKind.PhoneNumber ? RawId[2..].Split('_')[0] : null;

    /// <summary>Whether this is a phone number in E.164, which the public network can be asked to ring.</summary>
    public bool IsDiallableNumber => Number is { } number && E164().IsMatch(number);

    /// <summary>The address of a number or of a dialled string such as <c>204</c> or <c>*21</c>.</summary>
    public static Address OfNumber(string number) => new("4:" + number);

    /// <summary>Reads a raw id, or a plain E.164 number, or <c>anonymous</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Address? address)
    {
        address = text?.Trim() switch
        {
            null or "" => null,
            "anonymous" => Anonymous,
            var number when E164().IsMatch(number) => OfNumber(number),
            var raw when RawIdForm().IsMatch(raw) => new Address(raw),
            _ => null,
        };
        return address is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => RawId;

    private bool StartsWithAny(string[] prefixes) => prefixes.Any(p => RawId.StartsWith(p, StringComparison.Ordinal));

    [GeneratedRegex(@"^\+[1-9][0-9]{1,14}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex E164();

    [GeneratedRegex(@"^[0-9]{1,3}:[^\s]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RawIdForm();
}
