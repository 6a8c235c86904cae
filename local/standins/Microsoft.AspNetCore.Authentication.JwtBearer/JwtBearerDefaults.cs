namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>The names that bearer authentication has unless others are given.</summary>
public static class JwtBearerDefaults
{
    /// <summary>The scheme.</summary>
    public const string AuthenticationScheme = "Bearer";
}
