using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.WebHost;

/// <summary>What a caller hears when a function throws: 500 without details, or what a malformed request deserves.</summary>
internal static class Failures
{
    /// <summary>Runs the rest, and answers for it when it throws.</summary>
    public static async Task Answer(HttpContext context, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.ClientGone(logger, context.GetEndpoint()?.DisplayName ?? "?");
        }
        catch (BadHttpRequestException e)
        {
            Log.BadRequest(logger, context.GetEndpoint()?.DisplayName ?? "?", e);
            await Refuse(context, e.StatusCode, e.Message);
        }
        catch (Exception e)
        {
            Log.FunctionFailed(logger, context.GetEndpoint()?.DisplayName ?? "?", e);
            await Refuse(context, StatusCodes.Status500InternalServerError, detail: null);
        }
    }

    private static Task Refuse(HttpContext context, int status, string? detail)
    {
        if (context.Response.HasStarted)
        {
            context.Abort(); // Half an answer must not look like a whole one.
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return Problems.Write(context, status, detail);
    }
}
