using System.Collections;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// One invocation. Whatever most functions never look at (id, items, features, a scope of services) is made when it is first
/// asked for.
/// </summary>
/// <param name="function">The function to call.</param>
/// <param name="trigger">What fired: the binding of the trigger's own parameters knows its type.</param>
/// <param name="services">The app's services; an own scope is opened on first use unless the trigger brings <paramref name="scoped"/>.</param>
/// <param name="cancellationToken">See <see cref="FunctionContext.CancellationToken"/>.</param>
/// <param name="scoped">Services of the invocation where the trigger has them, and cares for their end.</param>
internal sealed class Invocation(
    FoundFunction function,
    object trigger,
    IServiceProvider services,
    CancellationToken cancellationToken,
    Func<object, IServiceProvider>? scoped = null) : FunctionContext, IAsyncDisposable
{
    private string? id;
    private IDictionary<object, object>? items;
    private InvocationFeatures? features;
    private IServiceProvider? instanceServices;
    private AsyncServiceScope? scope;

    public FoundFunction Function { get; } = function;

    public object Trigger { get; } = trigger;

    /// <summary>What the function returned; null before it has, and for functions that return nothing.</summary>
    public object? Result { get; set; }

    public override string InvocationId => id ??= Guid.NewGuid().ToString();

    public override string FunctionId => Function.Name;

    public override FunctionDefinition FunctionDefinition => Function;

    public override IServiceProvider InstanceServices
    {
        get => instanceServices ??= scoped is null ? OpenScope() : scoped(Trigger);
        set => instanceServices = value;
    }

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override IInvocationFeatures Features => features ??= new InvocationFeatures();

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    public ValueTask DisposeAsync() => scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IServiceProvider OpenScope()
    {
        var opened = services.CreateAsyncScope();
        scope = opened;
        return opened.ServiceProvider;
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> notes = [];

        public void Set<T>(T instance)
        {
            if (instance is null)
            {
                notes.Remove(typeof(T));
            }
            else
            {
                notes[typeof(T)] = instance;
            }
        }

        public T? Get<T>() => notes.TryGetValue(typeof(T), out var note) ? (T)note : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => notes.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
