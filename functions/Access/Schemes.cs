namespace Pbx.Functions.Access;

/// <summary>The names of the ways in which tokens are checked.</summary>
internal static class Schemes
{
    public const string Network = "Network";

    public const string EventDelivery = "EventDelivery";

    public const string People = "Bearer";
}
