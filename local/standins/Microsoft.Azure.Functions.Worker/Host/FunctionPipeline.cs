using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>The middleware, composed once, with the function at its end.</summary>
internal sealed class FunctionPipeline
{
    private readonly FunctionExecutionDelegate first;

    /// <summary>The first layer is the outermost.</summary>
    public FunctionPipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> layers)
    {
        FunctionExecutionDelegate next = CallFunction;
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            next = layers[i](next);
        }

        first = next;
    }

    /// <summary>Runs one invocation through; throws what it threw.</summary>
    public Task Run(Invocation invocation) => first(invocation);

    private static async Task CallFunction(FunctionContext context)
    {
        var invocation = context as Invocation
            ?? throw new InvalidOperationException("Middleware handed on a FunctionContext that the host did not make.");
        invocation.Result = await invocation.Function.Call(invocation);
    }
}
