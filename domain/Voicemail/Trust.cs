using Pbx.Domain.Numbers;

namespace Pbx.Domain.Voicemail;

/// <summary>Which phones are trusted (EXT-101, VMR-028).</summary>
public static class Trust
{
    /// <summary>
    /// Whether a phone is known to be in its user's hands: web and Teams phones are, because somebody has signed in there as the user. Phones at a session border controller and public numbers are not.
    /// </summary>
    public static bool Has(PhoneAddress phone) => phone.Value.StartsWith("web:", StringComparison.Ordinal) || phone.Value.StartsWith("teams:", StringComparison.Ordinal);
}
