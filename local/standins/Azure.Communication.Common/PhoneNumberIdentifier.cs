namespace Azure.Communication;

/// <summary>
/// A phone number in E.164 form, or <c>anonymous</c> for a caller who hides it. The same number may be in a call more than once;
/// the raw id then ends in an underscore and an asserted id.
/// </summary>
public sealed class PhoneNumberIdentifier : CommunicationIdentifier
{
    /// <exception cref="ArgumentException">The number is empty.</exception>
    public PhoneNumberIdentifier(string phoneNumber, string? rawId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(phoneNumber);
        PhoneNumber = phoneNumber;
        RawId = string.IsNullOrEmpty(rawId) ? "4:" + phoneNumber : rawId;
    }

    /// <summary>The number as given: E.164, or <c>anonymous</c>.</summary>
    public string PhoneNumber { get; }

    /// <summary>Whether the caller hides the number.</summary>
    public bool IsAnonymous => RawId == "4:anonymous";

    /// <summary>Tells several legs with the same number apart; null when there is none.</summary>
    public string? AssertedId => RawId.LastIndexOf('_') is >= 0 and var at && at + 1 < RawId.Length ? RawId[(at + 1)..] : null;

    /// <inheritdoc/>
    public override string RawId { get; }

    /// <inheritdoc/>
    public override string ToString() => PhoneNumber;
}
