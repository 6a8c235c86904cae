namespace Microsoft.Identity.Web;

/// <summary>Where more would be added to an API that is protected, such as calls to other APIs; nothing is needed here.</summary>
public sealed class MicrosoftIdentityWebApiAuthenticationBuilderWithConfiguration
{
    internal MicrosoftIdentityWebApiAuthenticationBuilderWithConfiguration()
    {
    }
}
