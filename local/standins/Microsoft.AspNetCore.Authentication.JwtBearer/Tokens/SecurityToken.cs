namespace Microsoft.IdentityModel.Tokens;

/// <summary>A token whose signature is good.</summary>
public abstract class SecurityToken
{
    private protected SecurityToken()
    {
    }

    /// <summary>Who made it.</summary>
    public abstract string Issuer { get; }

    /// <summary>Until when it is good, in UTC; <see cref="DateTime.MinValue"/> when it does not say.</summary>
    public abstract DateTime ValidTo { get; }

    /// <summary>From when it is good, in UTC; <see cref="DateTime.MinValue"/> when it does not say.</summary>
    public abstract DateTime ValidFrom { get; }
}
