using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Pbx.Functions.Access;

namespace Pbx.Functions.Tests.Access;

public sealed class WhenAFunctionIsReached
{
    private static readonly Assembly Product = typeof(Person).Assembly;

    [Fact]
    public void Every_function_over_HTTP_says_who_may_call_it()
    {
        var functions = Functions(method => method.GetParameters().Any(p => p.IsDefined(typeof(HttpTriggerAttribute))));
        Assert.NotEmpty(functions);
        Assert.Equal(functions, Requirements.Of(Product).Functions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_timers_and_queues_reach_a_function_in_another_way() =>
        Assert.Empty(Functions(method => !method.GetParameters().Any(p =>
            p.IsDefined(typeof(HttpTriggerAttribute)) || p.IsDefined(typeof(TimerTriggerAttribute)) || p.IsDefined(typeof(ServiceBusTriggerAttribute)))));

    [Fact]
    public void A_function_that_does_not_say_so_stops_the_start()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Requirements.Of(new Planted(typeof(Forgetful))));
        Assert.Equal("These functions do not say who may call them: Silent.", refused.Message);
    }

    [Fact]
    public void A_function_for_people_of_no_account_stops_the_start()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Requirements.Of(new Planted(typeof(Homeless))));
        Assert.Equal("These functions are for people of an account, and their routes name none: Everything.", refused.Message);
    }

    [Fact]
    public void A_timer_needs_to_say_nothing() => Assert.Empty(Requirements.Of(new Planted(typeof(Nightly))).Functions);

    [Fact]
    public void Only_what_is_no_secret_is_open_to_anyone()
    {
        var requirements = Requirements.Of(Product);
        Assert.Equal(["AccountSchema", "Health", "Tone"], requirements.Functions.Where(function => requirements[function].Caller == Caller.Anyone).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_saving_a_whole_account_makes_one()
    {
        var requirements = Requirements.Of(Product);
        Assert.Equal(["SaveConfiguration"], requirements.Functions.Where(function => requirements[function].MakesAccounts));
    }

    private static IEnumerable<string> Functions(Func<MethodInfo, bool> which) => Product.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)) && which(method))
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
        .Order(StringComparer.Ordinal);

    /// <summary>A function that forgot to say who may call it.</summary>
    public static class Forgetful
    {
        [Function("Silent")]
        public static string Get([HttpTrigger(AuthorizationLevel.Anonymous, "get")] string request) => request;
    }

    /// <summary>A function whose caller is a reader of no account in particular.</summary>
    public static class Homeless
    {
        [Function("Everything")]
        [Requires(Caller.Reader)]
        public static string Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/everything/{accounts}")] string request) => request;
    }

    /// <summary>A function that nobody calls.</summary>
    public static class Nightly
    {
        [Function("Nightly")]
        public static void Run([TimerTrigger("0 0 3 * * *")] TimerInfo timer)
        {
        }
    }

    private sealed class Planted(Type type) : Assembly
    {
        public override Type[] GetTypes() => [type];
    }
}
