using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Pbx.Functions.Access;

namespace Pbx.Functions.Tests.Access;

public sealed class WhenAFunctionIsReached
{
    private static readonly Assembly Product = typeof(Gate).Assembly;

    [Fact]
    public void Every_function_over_HTTP_says_who_may_call_it()
    {
        var functions = Product.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)) && method.GetParameters().Any(p => p.IsDefined(typeof(HttpTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);
        Assert.Equal(functions.Order(StringComparer.Ordinal), Gate.Find(Product).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_that_does_not_say_so_stops_the_start()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Gate.Find(typeof(WhenAFunctionIsReached).Assembly));
        Assert.Contains("Silent", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_no_secret_is_open_to_anyone() =>
        Assert.Equal(["AccountSchema", "Health", "Tone"], Gate.Find(Product).Where(function => function.Value == Caller.Anyone).Select(function => function.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("https://login.example/{tenantid}/v2.0", "https://login.example/11111111-1111-1111-1111-111111111111/v2.0", true)]
    [InlineData("https://login.example/{tenantid}/v2.0", "https://login.example/{tenantid}/v2.0", false)]
    [InlineData("https://login.example/{tenantid}/v2.0", "https://login.example//v2.0", false)]
    [InlineData("https://login.example/{tenantid}/v2.0", "https://evil.example/11111111-1111-1111-1111-111111111111/v2.0", false)]
    [InlineData("https://login.example/{tenantid}/v2.0", "https://login.example/11111111-1111-1111-1111-111111111111/v2.0/", false)]
    [InlineData("https://login.example/{tenantid}/v2.0", "https://login.example/../evil/11111111-1111-1111-1111-11111/v2.0", false)]
    [InlineData("https://login.example/one", "https://login.example/one", true)]
    [InlineData("https://login.example/one", "https://login.example/two", false)]
    public void An_issuer_is_the_directorys_with_some_tenant_in_it(string pattern, string issuer, bool isOne) => Assert.Equal(isOne, TenantIssuer.IsOf(pattern, issuer));

    /// <summary>A function that forgot to say who may call it.</summary>
    public static class Forgetful
    {
        [Function("Silent")]
        public static string Get([HttpTrigger(AuthorizationLevel.Anonymous, "get")] string request) => request;
    }
}
