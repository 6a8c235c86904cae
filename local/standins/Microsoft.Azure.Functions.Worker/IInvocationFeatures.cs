namespace Microsoft.Azure.Functions.Worker;

/// <summary>Typed notes of one invocation, at most one for each type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the note of type <typeparamref name="T"/>; a null removes it.</summary>
    void Set<T>(T instance);

    /// <summary>The note of type <typeparamref name="T"/>, or null.</summary>
    T? Get<T>();
}
