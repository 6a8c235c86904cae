using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Pbx.Local.Tests.Worker;

public sealed class WhenAKeyIsNeeded
{
    [Theory]
    [InlineData("open", null, 200)]
    [InlineData("own", null, 401)]
    [InlineData("own", "wrong", 401)]
    [InlineData("own", "own-key", 200)]
    [InlineData("own", "all-key", 200)]
    [InlineData("own", "master-key", 200)]
    [InlineData("other", "own-key", 401)]
    [InlineData("other", "all-key", 200)]
    [InlineData("admins", "own-key", 401)]
    [InlineData("admins", "all-key", 401)]
    [InlineData("admins", "master-key", 200)]
    public async Task Only_a_key_that_fits_opens(string route, string? key, int status)
    {
        await using var app = await RunningApp.Start(
            typeof(Doors), "--FunctionKeys:Own=own-key", "--FunctionKeys:default=all-key", "--FunctionKeys:master=master-key");
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, $"api/{route}");
        if (key is not null)
        {
            byHeader.Headers.Add("x-functions-key", key);
        }

        using var withHeader = await app.Http.SendAsync(byHeader);
        using var withQuery = await app.Http.GetAsync($"api/{route}{(key is null ? "" : $"?code={key}")}");

        Assert.Equal([(HttpStatusCode)status, (HttpStatusCode)status], [withHeader.StatusCode, withQuery.StatusCode]);
        Assert.Equal(status == 401, withHeader.Content.Headers.ContentType?.MediaType == "application/problem+json");
    }

    [Fact]
    public async Task Without_configured_keys_nobody_enters()
    {
        await using var app = await RunningApp.Start(typeof(Doors));

        using var response = await app.Http.GetAsync("api/own?code=");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    public static class Doors
    {
        [Function("Open")]
        public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Ok();

        [Function("Own")]
        public static IResult Own([HttpTrigger("get")] HttpRequest request) => Results.Ok();

        [Function("Other")]
        public static IResult Other([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Ok();

        [Function("Admins")]
        public static IResult Admins([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => Results.Ok();
    }
}
