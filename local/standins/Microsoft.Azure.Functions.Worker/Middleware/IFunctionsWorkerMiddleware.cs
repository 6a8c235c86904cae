namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every invocation. One instance serves all of them; a layer that does not call on ends the invocation there.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs this layer and, through <paramref name="next"/>, the rest.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
