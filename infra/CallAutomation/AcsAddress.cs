using Azure.Communication;
using Pbx.Domain.Numbers;

namespace Pbx.Infra.CallAutomation;

/// <summary>
/// Addresses of phones as the network writes them: raw ids (<c>4:+31…</c>, <c>8:acs:…</c>, <c>8:orgid:…</c>). What is none of ours stays as it is, behind <c>raw:</c>, and
/// goes back the same.
/// </summary>
public static class AcsAddress
{
    private const string Number = "4:";
    private const string WebPhone = "8:acs:";
    private const string TeamsUser = "8:orgid:";
    private const int LongestRaw = 252; // an address has at most 256 letters, and no identifier of the service is near that

    /// <summary>The address behind a raw id.</summary>
    public static PhoneAddress Read(string rawId)
    {
        ArgumentException.ThrowIfNullOrEmpty(rawId);
        if (rawId.StartsWith(Number, StringComparison.Ordinal))
        {
            // the same number may be in a call twice; its legs are then told apart by an asserted id behind an underscore
            var number = rawId[Number.Length..].Split('_')[0];
            if (number.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
            {
                return PhoneAddress.Anonymous;
            }

            if (PhoneNumber.TryParse(number, out var valid))
            {
                return PhoneAddress.Of(valid);
            }
        }

        return Kind(rawId, WebPhone, "web:") ?? Kind(rawId, TeamsUser, "teams:") ?? PhoneAddress.Parse("raw:" + Short(rawId));
    }

    /// <summary>What was dialled to reach a raw id: a public number, or the keys that a phone behind a session border controller sent; nothing for anything else.</summary>
    public static DialledNumber? Dialled(string rawId) =>
        Read(rawId).Number is { } number ? number
        : rawId.StartsWith(Number, StringComparison.Ordinal) && DialledNumber.TryParse(rawId[Number.Length..], out var keys) ? keys
        : null;

    /// <summary>The identifier of an address.</summary>
    public static CommunicationIdentifier Write(PhoneAddress address) => CommunicationIdentifier.FromRawId(RawId(address.Value));

    private static string RawId(string address) =>
        address == PhoneAddress.Anonymous.Value ? Number + address
        : address.StartsWith('+') ? Number + address
        : address.StartsWith("web:", StringComparison.Ordinal) ? WebPhone + address["web:".Length..]
        : address.StartsWith("teams:", StringComparison.Ordinal) ? TeamsUser + address["teams:".Length..]
        : address["raw:".Length..];

    private static PhoneAddress? Kind(string rawId, string prefix, string ours) =>
        rawId.StartsWith(prefix, StringComparison.Ordinal) && rawId.Length > prefix.Length ? PhoneAddress.Parse(ours + Short(rawId[prefix.Length..])) : null;

    private static string Short(string text) => text.Length <= LongestRaw - 2 ? text : text[..(LongestRaw - 2)];
}
