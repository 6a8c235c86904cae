namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function, as middleware and the function see it. It belongs to one invocation at a time and is not thread-safe.</summary>
public abstract class FunctionContext
{
    /// <summary>Tells this invocation from every other one.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for every invocation of one function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The function that is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Services of this invocation: scoped ones live as long as it does.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>Notes that middleware and function leave for each other.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Typed notes of this invocation.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the HTTP client has gone, or when a stopping host has waited long enough for the invocation to end.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
