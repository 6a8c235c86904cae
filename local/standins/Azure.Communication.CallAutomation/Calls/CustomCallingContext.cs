namespace Azure.Communication.CallAutomation;

/// <summary>
/// Headers that travel with an invitation: SIP headers to phone numbers over direct routing and some carriers, VoIP headers to clients.
/// The service takes five SIP headers besides User-To-User, and refuses what is too long.
/// </summary>
public sealed class CustomCallingContext
{
    internal CustomCallingContext()
    {
    }

    /// <summary>The SIP headers by full name.</summary>
    public IDictionary<string, string> SipHeaders { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The VoIP headers by name.</summary>
    public IDictionary<string, string> VoipHeaders { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds the User-To-User header.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public void AddSipUui(string value) => SipHeaders.Add("User-To-User", value);

    /// <summary>Adds a SIP header with the prefix <c>X-MS-Custom-</c>.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public void AddSipX(string key, string value) => AddSipX(key, value, SipHeaderPrefix.XmsCustom);

    /// <summary>Adds a SIP header with a prefix.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public void AddSipX(string key, string value, SipHeaderPrefix prefix) =>
        SipHeaders.Add((prefix == SipHeaderPrefix.X ? "X-" : "X-MS-Custom-") + key, value);

    /// <summary>Adds a VoIP header.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public void AddVoip(string key, string value) => VoipHeaders.Add(key, value);
}
