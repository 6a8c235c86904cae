namespace Azure.Communication;

/// <summary>
/// Whom a call is with: a phone number, an ACS user, a Teams user, app or extension user, or something unknown. Two identifiers are
/// equal when they are of the same kind and have the same raw id.
/// </summary>
public abstract class CommunicationIdentifier : IEquatable<CommunicationIdentifier>
{
    private protected CommunicationIdentifier()
    {
    }

    /// <summary>The canonical text of the identifier, fit for a key; <see cref="FromRawId"/> reads it back.</summary>
    public abstract string RawId { get; }

    /// <summary>
    /// Reads a raw id. What has no known prefix is an <see cref="UnknownIdentifier"/>. A number keeps everything after <c>4:</c>
    /// as its text, an asserted id included, as the official client does.
    /// </summary>
    /// <exception cref="ArgumentException">The raw id is empty.</exception>
    public static CommunicationIdentifier FromRawId(string rawId)
    {
        ArgumentException.ThrowIfNullOrEmpty(rawId);
        if (rawId.StartsWith("4:", StringComparison.OrdinalIgnoreCase))
        {
            return rawId.Length == 2 ? new UnknownIdentifier(rawId) : new PhoneNumberIdentifier(rawId[2..]);
        }

        var second = rawId.IndexOf(':') is > 0 and var first ? rawId.IndexOf(':', first + 1) : -1;
        var rest = second < 0 ? "" : rawId[(second + 1)..];
        if (rest.Length == 0 || rest.Contains(':'))
        {
            return new UnknownIdentifier(rawId);
        }

        return rawId[..(second + 1)] switch
        {
            "8:acs:" => AcsUser(rawId, rest, CommunicationCloudEnvironment.Public),
            "8:dod-acs:" => AcsUser(rawId, rest, CommunicationCloudEnvironment.Dod),
            "8:gcch-acs:" => AcsUser(rawId, rest, CommunicationCloudEnvironment.Gcch),
            "8:spool:" => new CommunicationUserIdentifier(rawId),
            "8:orgid:" => new MicrosoftTeamsUserIdentifier(rest, false, CommunicationCloudEnvironment.Public),
            "8:dod:" => new MicrosoftTeamsUserIdentifier(rest, false, CommunicationCloudEnvironment.Dod),
            "8:gcch:" => new MicrosoftTeamsUserIdentifier(rest, false, CommunicationCloudEnvironment.Gcch),
            "8:teamsvisitor:" => new MicrosoftTeamsUserIdentifier(rest, true),
            "28:orgid:" => new MicrosoftTeamsAppIdentifier(rest, CommunicationCloudEnvironment.Public),
            "28:dod:" => new MicrosoftTeamsAppIdentifier(rest, CommunicationCloudEnvironment.Dod),
            "28:gcch:" => new MicrosoftTeamsAppIdentifier(rest, CommunicationCloudEnvironment.Gcch),
            _ => new UnknownIdentifier(rawId),
        };
    }

    /// <inheritdoc/>
    public bool Equals(CommunicationIdentifier? other) =>
        other is not null && GetType() == other.GetType() && string.Equals(RawId, other.RawId, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CommunicationIdentifier);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(RawId);

    /// <inheritdoc/>
    public override string ToString() => RawId;

    /// <summary>Same kind and same raw id.</summary>
    public static bool operator ==(CommunicationIdentifier? left, CommunicationIdentifier? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Another kind or another raw id.</summary>
    public static bool operator !=(CommunicationIdentifier? left, CommunicationIdentifier? right) => !(left == right);

    // Three parts after 8:acs: are resource, tenant and user of a Teams extension user; any other number of parts is an ACS user.
    private static CommunicationIdentifier AcsUser(string rawId, string rest, CommunicationCloudEnvironment cloud)
    {
        var parts = rest.Split('_');
        return parts.Length == 3 && !parts.Contains("")
            ? new TeamsExtensionUserIdentifier(parts[2], parts[1], parts[0], cloud)
            : new CommunicationUserIdentifier(rawId);
    }
}
