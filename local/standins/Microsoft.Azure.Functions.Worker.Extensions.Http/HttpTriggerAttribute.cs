using System.Reflection;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Azure.Functions.Worker.HttpBinding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// The function answers HTTP requests, at the route prefix of host.json (<c>api</c> unless set) and its own route. It stands on
/// the parameter of type HttpRequest.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute, ITriggerAttribute
{
    /// <summary>Every verb, with a key.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function, [])
    {
    }

    /// <summary>The given verbs, with a key.</summary>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Every verb.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
        : this(authLevel, [])
    {
    }

    /// <summary>The given verbs; none given means every verb.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route template, with constraints, optional and catch-all parameters; null: the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>The verbs; empty means every verb.</summary>
    public string[] Methods { get; }

    /// <summary>The key that a caller must show.</summary>
    public AuthorizationLevel AuthLevel { get; }

    string ITriggerAttribute.Kind => "HTTP";

    // The server is added by ConfigureFunctionsWebApplication.
    void ITriggerAttribute.AddListener(IServiceCollection services)
    {
    }

    Argument? ITriggerAttribute.Bind(ParameterInfo parameter, FoundFunction function) => RequestArguments.Of(parameter, RouteOf(function));

    IEnumerable<string> ITriggerAttribute.Check(FoundFunction function, IConfiguration settings) => HttpTriggerCheck.Of(this, function);

    IEnumerable<string> ITriggerAttribute.CheckTogether(IReadOnlyList<FoundFunction> functions) => HttpTriggerCheck.Collisions(functions);

    internal string RouteOf(FoundFunction function) => (Route ?? function.Name).Trim('/');
}
