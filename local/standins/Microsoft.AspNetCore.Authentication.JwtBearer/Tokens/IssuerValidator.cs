namespace Microsoft.IdentityModel.Tokens;

/// <summary>Returns the issuer of a token if it is good, and throws if it is not.</summary>
public delegate string IssuerValidator(string issuer, SecurityToken securityToken, TokenValidationParameters validationParameters);
