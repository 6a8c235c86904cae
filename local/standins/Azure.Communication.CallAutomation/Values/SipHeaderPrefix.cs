namespace Azure.Communication.CallAutomation;

/// <summary>The beginning of a custom SIP header's name.</summary>
public enum SipHeaderPrefix
{
    /// <summary><c>X-MS-Custom-</c></summary>
    XmsCustom = 0,

    /// <summary><c>X-</c></summary>
    X = 1,
}
