namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a function before it is called.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The name given by <see cref="FunctionAttribute"/>.</summary>
    public abstract string Name { get; }
}
