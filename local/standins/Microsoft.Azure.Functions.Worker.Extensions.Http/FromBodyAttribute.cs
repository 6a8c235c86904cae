namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The parameter is the request's JSON body. A body that is not JSON of that type is answered with 400, before the function is called.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromBodyAttribute : Attribute;
