namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>A token is not good. The description, if there is one, may be told to the client.</summary>
internal sealed class TokenRefused(string message, string? description = null, Exception? inner = null) : Exception(message, inner)
{
    public string? Description { get; } = description;

    /// <summary>
    /// What the token cannot be read for is its own fault: a text that is no Unicode shows only when it is asked for.
    /// </summary>
    public static T Unless<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is not TokenRefused)
        {
            throw new TokenRefused("The token cannot be accepted.", null, wrong);
        }
    }

    public static TokenRefused Malformed(string what) => new($"The token is malformed: {what}.");
}
