namespace Microsoft.IdentityModel.Tokens;

/// <summary>Whether one of the audiences of a token is good.</summary>
public delegate bool AudienceValidator(IEnumerable<string> audiences, SecurityToken securityToken, TokenValidationParameters validationParameters);
