using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.HttpBinding;

/// <summary>What an HTTP function can have as parameters: the request, its JSON body, and values of its route by name.</summary>
internal static class RequestArguments
{
    /// <summary>How a parameter is filled, or null when nothing fills it.</summary>
    public static Argument? Of(ParameterInfo parameter, string route)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return static invocation => new(Context(invocation).Request);
        }

        if (parameter.IsDefined(typeof(FromBodyAttribute), inherit: false))
        {
            return Body(parameter.ParameterType);
        }

        return parameter.Name is { } name && HasParameter(route, name) ? RouteValue(parameter, name) : null;
    }

    private static bool HasParameter(string route, string name)
    {
        try
        {
            return RoutePatternFactory.Parse(route).GetParameter(name) is not null;
        }
        catch (RoutePatternException)
        {
            return true; // The malformed route is the problem to report, not its parameters.
        }
    }

    private static Argument Body(Type type) => async invocation =>
    {
        var request = Context(invocation).Request;
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must have the content type application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await request.ReadFromJsonAsync(type, invocation.CancellationToken);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is not the JSON that is expected here (at {e.Path ?? "$"}).", e);
        }
    };

    private static Argument? RouteValue(ParameterInfo parameter, string name)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (Parser(type) is not { } parse)
        {
            return null;
        }

        var missing = parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
            : null;
        return invocation => Context(invocation).Request.RouteValues.TryGetValue(name, out var value) && value is string text
            ? new(parse(text))
            : new(missing);
    }

    private static Func<string, object>? Parser(Type type)
    {
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            _ when type == typeof(string) => static text => text,
            _ when type == typeof(int) => text => int.Parse(text, culture),
            _ when type == typeof(long) => text => long.Parse(text, culture),
            _ when type == typeof(bool) => static text => bool.Parse(text),
            _ when type == typeof(double) => text => double.Parse(text, culture),
            _ when type == typeof(decimal) => text => decimal.Parse(text, culture),
            _ when type == typeof(Guid) => text => Guid.Parse(text, culture),
            _ when type == typeof(DateTime) => text => DateTime.Parse(text, culture, DateTimeStyles.RoundtripKind),
            _ when type == typeof(DateTimeOffset) => text => DateTimeOffset.Parse(text, culture, DateTimeStyles.AssumeUniversal),
            { IsEnum: true } => text => Enum.Parse(type, text, ignoreCase: true),
            _ => null,
        };
    }

    private static HttpContext Context(Invocation invocation) => invocation.Trigger as HttpContext
        ?? throw new InvalidOperationException("An HTTP function was invoked without a request.");
}
