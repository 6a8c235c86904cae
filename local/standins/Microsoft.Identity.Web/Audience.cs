using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Identity.Web;

/// <summary>For whom a token is: as the settings say, else the client id for tokens of version 2.0, and the usual URI of an API for those of 1.0.</summary>
internal static class Audience
{
    public static bool IsGood(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters, string client)
    {
        string?[] good = !string.IsNullOrEmpty(parameters.ValidAudience) || parameters.ValidAudiences is not null
            ? [parameters.ValidAudience, .. parameters.ValidAudiences ?? []]
            : (token as ValidToken)?.Version switch
            {
                "2.0" => [client],
                "1.0" => [$"api://{client}"],
                _ => [],
            };
        return audiences.Any(audience => audience.Length > 0 && good.Contains(audience, StringComparer.Ordinal));
    }
}
