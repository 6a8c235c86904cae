namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a caller of an HTTP function must show. Every level accepts the keys of the levels above it.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>Not used by the host; asks for the same as <see cref="Function"/>.</summary>
    User = 1,

    /// <summary>The key of the function, or the key of all functions.</summary>
    Function = 2,

    /// <summary>The master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
