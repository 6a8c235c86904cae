using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Azure.Functions.Worker.WebHost;

/// <summary>
/// Results of MVC's types without MVC: its own executors where they need nothing, and JSON by the app's
/// <see cref="Microsoft.AspNetCore.Http.Json.JsonOptions"/> for objects. Any other value is written as JSON with 200.
/// </summary>
internal static class ActionResults
{
    /// <summary>Adds what results ask the request's services for.</summary>
    public static void AddExecutors(IServiceCollection services)
    {
        services.TryAddSingleton<IActionResultExecutor<ObjectResult>, ObjectWriter>();
        services.TryAddSingleton<IActionResultExecutor<JsonResult>, JsonWriter>();
        services.TryAddSingleton<IActionResultExecutor<ContentResult>, ContentWriter>();
        services.TryAddSingleton<IActionResultExecutor<FileStreamResult>, FileStreamResultExecutor>();
        services.TryAddSingleton<IActionResultExecutor<FileContentResult>, FileContentResultExecutor>();
        services.TryAddSingleton<IActionResultExecutor<RedirectResult>, RedirectWriter>();
    }

    /// <summary>Writes what a function returned.</summary>
    public static Task Execute(object returned, HttpContext context) => returned switch
    {
        IActionResult result => result.ExecuteResultAsync(Around(context)),
        IConvertToActionResult convertible => convertible.Convert().ExecuteResultAsync(Around(context)),
        _ => context.Response.WriteAsJsonAsync(returned, returned.GetType(), context.RequestAborted),
    };

    private static ActionContext Around(HttpContext context) => new(context, context.GetRouteData(), new ActionDescriptor());

    private sealed class ObjectWriter : IActionResultExecutor<ObjectResult>
    {
        public Task ExecuteAsync(ActionContext context, ObjectResult result)
        {
            var response = context.HttpContext.Response;
            result.OnFormatting(context);
            if (result.StatusCode is { } status)
            {
                response.StatusCode = status;
            }

            if (result.Value is null)
            {
                // As MVC has it: nothing to say with success is 204.
                response.StatusCode = response.StatusCode == StatusCodes.Status200OK ? StatusCodes.Status204NoContent : response.StatusCode;
                return Task.CompletedTask;
            }

            return WriteJson(response, result.Value, options: null, ContentType(result), context.HttpContext.RequestAborted);
        }

        private static string? ContentType(ObjectResult result) =>
            result.ContentTypes.Count > 0 ? result.ContentTypes[0]
            : result.Value is ProblemDetails ? "application/problem+json"
            : null;
    }

    private sealed class JsonWriter : IActionResultExecutor<JsonResult>
    {
        public Task ExecuteAsync(ActionContext context, JsonResult result)
        {
            var response = context.HttpContext.Response;
            if (result.StatusCode is { } status)
            {
                response.StatusCode = status;
            }

            return WriteJson(response, result.Value, result.SerializerSettings as JsonSerializerOptions, result.ContentType, context.HttpContext.RequestAborted);
        }
    }

    private sealed class ContentWriter : IActionResultExecutor<ContentResult>
    {
        public Task ExecuteAsync(ActionContext context, ContentResult result)
        {
            var response = context.HttpContext.Response;
            response.ContentType = result.ContentType ?? "text/plain; charset=utf-8";
            if (result.StatusCode is { } status)
            {
                response.StatusCode = status;
            }

            return result.Content is null ? Task.CompletedTask : response.WriteAsync(result.Content, Encoding.UTF8, context.HttpContext.RequestAborted);
        }
    }

    private sealed class RedirectWriter : IActionResultExecutor<RedirectResult>
    {
        public Task ExecuteAsync(ActionContext context, RedirectResult result)
        {
            context.HttpContext.Response.Redirect(result.Url, result.Permanent, result.PreserveMethod);
            return Task.CompletedTask;
        }
    }

    private static Task WriteJson(HttpResponse response, object? value, JsonSerializerOptions? options, string? contentType, CancellationToken cancel)
    {
        var type = value?.GetType() ?? typeof(object);
        return options is null && contentType is null ? response.WriteAsJsonAsync(value, type, cancel)
            : response.WriteAsJsonAsync(value, type, options ?? JsonOptionsOf(response), contentType, cancel);
    }

    private static JsonSerializerOptions JsonOptionsOf(HttpResponse response) =>
        response.HttpContext.RequestServices
            .GetService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()?.Value.SerializerOptions
        ?? JsonSerializerOptions.Web;
}
