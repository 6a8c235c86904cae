namespace Pbx.Functions.Access;

/// <summary>Who may call a function. Every function that is reached over HTTP says so; a start-up check refuses one that does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute(Caller caller) : Attribute
{
    /// <summary>Who.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>Whether the account in the address may be one that does not exist yet, for a partner's administrator to make.</summary>
    public bool MakesAccounts { get; init; }
}

/// <summary>The kinds of callers.</summary>
public enum Caller
{
    /// <summary>Anybody; what is answered is no secret.</summary>
    Anyone,

    /// <summary>The telephone network, with the token that it signs for each event.</summary>
    Network,

    /// <summary>The delivery of events that begin calls, with a token of the tenant's directory.</summary>
    EventDelivery,

    /// <summary>A person or program of the account's tenants who may read.</summary>
    Reader,

    /// <summary>A person or program of the account's tenants who may change.</summary>
    Administrator,

    /// <summary>Any person of the account's tenants, and a program that may read; what each may do follows from his role or from the rights of his extension, and the function decides it.</summary>
    Person,

    /// <summary>A person of the account's tenants who may hear recordings of his own calls; <see cref="Person.HearsEverybody"/> tells who may hear more.</summary>
    OwnRecordings,

    /// <summary>A person or program of the account's tenants who may hear and delete the recordings of everybody.</summary>
    AccountRecordings,
}
