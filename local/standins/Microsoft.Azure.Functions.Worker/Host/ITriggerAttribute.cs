using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>Fills one parameter of a function when it is invoked.</summary>
internal delegate ValueTask<object?> Argument(Invocation invocation);

/// <summary>What a trigger attribute knows of its kind. The attribute stands on a parameter of the function.</summary>
internal interface ITriggerAttribute
{
    /// <summary>How the trigger is called in messages.</summary>
    string Kind { get; }

    /// <summary>Adds the listener of this kind; called once for each kind that the app uses.</summary>
    void AddListener(IServiceCollection services);

    /// <summary>How a parameter gets its value from this trigger, or null when it cannot.</summary>
    Argument? Bind(ParameterInfo parameter, FoundFunction function);

    /// <summary>Everything that is wrong with this trigger, in sentences that name the function.</summary>
    IEnumerable<string> Check(FoundFunction function, IConfiguration settings);

    /// <summary>What is wrong between functions of this kind; called once for each kind.</summary>
    IEnumerable<string> CheckTogether(IReadOnlyList<FoundFunction> functions) => [];
}

/// <summary>Waits for the triggers of one kind. Started before the app serves HTTP.</summary>
internal interface ITriggerListener
{
    /// <summary>Starts to fire.</summary>
    Task Start(CancellationToken cancel);

    /// <summary>Stops to fire; returns before running invocations have ended.</summary>
    void StopFiring();

    /// <summary>Completes when no invocation runs any more. A cancelled token cancels those that still run.</summary>
    Task Drained(CancellationToken patience);
}
