using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Pbx.Local.Tests.Worker;

public sealed class WhenAnAppIsBuilt
{
    [Fact]
    public void All_problems_are_told_at_once()
    {
        var told = Assert.Throws<InvalidOperationException>(() => RunningApp.Builder([typeof(Faulty), typeof(FaultyToo), typeof(Hidden)]).Build()).Message;

        string[] problems =
        [
            "Faulty.NoTrigger has no trigger.",
            "Faulty.Misnamed: '1st' is no function name",
            "Twice: the name is used by Faulty.Once and Faulty.Again.",
            "Stranger: parameter 'stranger' of type System.Version cannot be bound by a HTTP trigger.",
            "Stranger: the route 'a/{b' is malformed",
            "Verb: 'fetch' is no HTTP verb.",
            "Cron: the schedule 'every now and then' cannot be used",
            "Setting: the schedule '%Missing%' cannot be used: the app setting 'Missing' is missing.",
            "FaultyToo: its constructor needs System.Text.Encoding, which is not registered.",
            "SameA and SameB would all answer GET /same/{:int}.",
            "Hidden: Hidden.Secret is not public.",
        ];
        Assert.All(problems, problem => Assert.Contains(problem, told, StringComparison.Ordinal));
        Assert.Equal(problems.Length, told.Split('\n').Length - 1);
    }

    private sealed class Hidden
    {
        [Function("Hidden")]
        public static IResult Secret([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Ok();
    }

    public sealed class FaultyToo(System.Text.Encoding needed)
    {
        [Function("Needy")]
        public IResult Needy([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "needy")] HttpRequest request) => Results.Text("", "", needed);
    }

    public static class Faulty
    {
        [Function("NoTrigger")]
        public static IResult NoTrigger(HttpRequest request) => Results.Ok();

        [Function("1st")]
        public static IResult Misnamed([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "1")] HttpRequest request) => Results.Ok();

        [Function("Twice")]
        public static IResult Once([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "2")] HttpRequest request) => Results.Ok();

        [Function("twice")]
        public static IResult Again([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "3")] HttpRequest request) => Results.Ok();

        [Function("Stranger")]
        public static IResult Stranger([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{b")] HttpRequest request, Version stranger) => Results.Ok();

        [Function("Verb")]
        public static IResult Verb([HttpTrigger(AuthorizationLevel.Anonymous, "fetch", Route = "5")] HttpRequest request) => Results.Ok();

        [Function("Cron")]
        public static void Cron([TimerTrigger("every now and then")] TimerInfo timer)
        {
        }

        [Function("Setting")]
        public static void Setting([TimerTrigger("%Missing%")] TimerInfo timer)
        {
        }

        [Function("SameA")]
        public static IResult SameA([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same/{a:int}")] HttpRequest request, int a) => Results.Ok();

        [Function("SameB")]
        public static IResult SameB([HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "same/{b:int}")] HttpRequest request, int b) => Results.Ok();
    }
}
