namespace Pbx.Domain.Calls;

/// <summary>How often a call may be sent on before it counts as going round in circles (EXT-068).</summary>
public static class HopLimit
{
    /// <summary>Routing steps in one call.</summary>
    public const int InAll = 100;

    /// <summary>Routing steps without a choice of the caller in between.</summary>
    public const int WithoutInput = 20;
}
