using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Bots;
using Pbx.Domain.Extensions;
using Pbx.Engine.Bots;
using Pbx.Infra.Bots;
using Pbx.Simulator.Network.Time;

namespace Pbx.Infra.Tests.Bots;

/// <summary>Against a real HTTP server that answers as it is told.</summary>
public sealed class WhenABotIsAsked : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private readonly WebApplication server;
    private readonly HttpClient client = HttpBots.Client();
    private Func<HttpContext, Task> answer = _ => Task.CompletedTask;
    private JsonObject? asked;

    public WhenABotIsAsked()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(async http =>
        {
            asked = (await JsonNode.ParseAsync(http.Request.Body))?.AsObject();
            await answer(http);
        });
    }

    public Task InitializeAsync() => server.StartAsync();

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "EXT-378")]
    public async Task It_is_told_the_turn_and_what_it_answers_is_read()
    {
        answer = http => http.Response.WriteAsync("""{"say":"Hallo","keys":2,"then":"transfer","to":"201","more":true}""");
        var reply = await Ask(new BotTurn(2, "+31612345678", "Eva", "+31205550100", "Sales Eva", "nl-NL", "12"));
        Assert.Equal(new BotReply("Hallo", 2, BotAction.Transfer, Destination.Read("201")), reply);
        Assert.Equal(
            """{"conversation":"call-1","turn":2,"caller":"+31612345678","callerName":"Eva","called":"+31205550100","display":"Sales Eva","language":"nl-NL","keys":"12"}""",
            asked?.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(302, "{}")]
    [InlineData(200, "no json")]
    [InlineData(200, "null")]
    [InlineData(200, """{"then":"fly"}""")]
    [InlineData(200, """{"then":"transfer","to":"somewhere"}""")]
    [Trait("Rule", "EXT-379")]
    public async Task What_makes_no_sense_is_trouble(int status, string body)
    {
        answer = async http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "/elsewhere";
            await http.Response.WriteAsync(body);
        };
        await Assert.ThrowsAsync<BotTroubleException>(() => Ask(new BotTurn(1, "", null, "", "", "nl-NL")));
    }

    [Fact]
    [Trait("Rule", "EXT-379")]
    public async Task An_answer_without_end_is_trouble()
    {
        answer = async http =>
        {
            await http.Response.WriteAsync("""{"say":" """);
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(new string('a', 200_000)));
        };
        await Assert.ThrowsAsync<BotTroubleException>(() => Ask(new BotTurn(1, "", null, "", "", "nl-NL")));
    }

    [Fact]
    [Trait("Rule", "EXT-379")]
    public Task Nobody_there_is_trouble() =>
        Assert.ThrowsAsync<BotTroubleException>(() => new HttpBots(client, TimeProvider.System).Ask("http://127.0.0.1:9/", "call-1", new BotTurn(1, "", null, "", "", "nl-NL"), default));

    [Fact]
    [Trait("Rule", "EXT-379")]
    public async Task So_is_one_who_has_not_answered_after_five_seconds()
    {
        using var clock = new Clock(Start);
        var (isAsked, isGivenUp) = (new TaskCompletionSource(), new TaskCompletionSource());
        answer = http =>
        {
            http.RequestAborted.Register(isGivenUp.SetResult);
            isAsked.SetResult();
            return isGivenUp.Task;
        };
        var asking = Ask(new BotTurn(1, "", null, "", "", "nl-NL"), clock);
        await isAsked.Task;
        await clock.AdvanceTo(Start.AddSeconds(4.9));
        Assert.False(isGivenUp.Task.IsCompleted || asking.IsCompleted);
        await clock.AdvanceTo(Start.AddSeconds(5));
        await Assert.ThrowsAsync<BotTroubleException>(() => asking);
        await isGivenUp.Task;
    }

    private string Address => server.Urls.First();

    private Task<BotReply> Ask(BotTurn turn, TimeProvider? clock = null) => new HttpBots(client, clock ?? TimeProvider.System).Ask(Address, "call-1", turn, default);
}
