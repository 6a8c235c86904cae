using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Host;

namespace Microsoft.Azure.Functions.Worker.WebHost;

/// <summary>Answers the requests of one function: key, pipeline, result.</summary>
internal sealed class HttpInvoker(FoundFunction function, HttpTriggerAttribute trigger, FunctionPipeline pipeline, FunctionKeys keys)
{
    private static readonly Func<object, IServiceProvider> RequestServices = static trigger => ((HttpContext)trigger).RequestServices;

    private readonly Func<HttpContext, bool> admits = keys.For(function.Name, trigger.AuthLevel);

    /// <summary>Answers one request.</summary>
    public async Task Invoke(HttpContext context)
    {
        if (!admits(context))
        {
            await Problems.Write(context, StatusCodes.Status401Unauthorized);
            return;
        }

        var invocation = new Invocation(function, context, context.RequestServices, context.RequestAborted, RequestServices);
        await pipeline.Run(invocation);
        if (invocation.Result is IResult result)
        {
            await result.ExecuteAsync(context);
        }
        else if (invocation.Result is { } other)
        {
            await ActionResults.Execute(other, context);
        }
    }
}
