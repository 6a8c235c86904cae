namespace Pbx.Simulator.Rest.Identity;

/// <summary>Somebody signed in to an application: what its tokens are made from.</summary>
/// <param name="IsPage">Whether the application runs in the browser and so is a public client.</param>
internal sealed record SignIn(SimulatedUser User, SimulatedApplication Client, bool IsPage, AskedScopes Scopes, string? Nonce)
{
    /// <summary>The tenant that issues the tokens: the user's own.</summary>
    public Guid Tenant => LocalUsers.TenantOf(User);
}
