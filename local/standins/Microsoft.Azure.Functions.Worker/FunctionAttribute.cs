namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Marks a public method as a function that the host calls when its trigger fires. The name is unique in the app, without
/// regard to case; it starts with a letter and has at most 127 letters, digits, hyphens and underscores.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>The name by which routes, logs and schedules know the function.</summary>
    public string Name { get; } = name;
}
