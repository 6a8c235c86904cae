namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of an invocation: the middleware that comes later, and the function itself.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
