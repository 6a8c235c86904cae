using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>How an operation ended. The code is like HTTP's or SIP's, the sub code says more; the text varies and is for people.</summary>
public sealed class ResultInformation
{
    internal ResultInformation(JsonElement json)
    {
        Code = json.Number("code");
        SubCode = json.Number("subCode");
        Message = json.Text("message");
    }

    /// <summary>Such as 200, 408, 486, 603.</summary>
    public int? Code { get; }

    /// <summary>Such as 8531 (all digits received) or 560486 (busy, by the far end).</summary>
    public int? SubCode { get; }

    /// <summary>For people.</summary>
    public string? Message { get; }
}
