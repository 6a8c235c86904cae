using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Host;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request and response of an invocation by HTTP; null for every other trigger.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) => (context as Invocation)?.Trigger as HttpContext;
}
