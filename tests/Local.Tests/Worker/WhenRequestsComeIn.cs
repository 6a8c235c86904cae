using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Pbx.Local.Tests.Worker;

public sealed class WhenRequestsComeIn : IAsyncLifetime
{
    private RunningApp app = null!;

    public async Task InitializeAsync() => app = await RunningApp.Start(typeof(Answers));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("GET", "api/plain", "plain", "a static function")]
    [InlineData("DELETE", "api/plain", "plain", "any verb")]
    [InlineData("GET", "api/number/7", "7", "an int")]
    [InlineData("GET", "api/maybe", "nothing", "an optional value that is left out")]
    [InlineData("GET", "api/maybe/it", "it", "an optional value")]
    [InlineData("GET", "api/guid/5f2b4a2e-29e5-4d4f-8e5c-3d2f0d9c4b11", "5f2b4a2e-29e5-4d4f-8e5c-3d2f0d9c4b11", "a guid")]
    [InlineData("GET", "api/files/a/b/c.txt", "a/b/c.txt", "a catch-all")]
    [InlineData("GET", "api/value-task", "later", "a ValueTask")]
    [InlineData("GET", "api/sync", "sync", "a result without a task")]
    [InlineData("GET", "API/Sync", "sync", "another case")]
    [InlineData("GET", "api/written", "written by hand", "a response that the function writes")]
    [InlineData("GET", "api/name", "Name", "the function's own name")]
    public async Task The_function_of_the_route_answers(string verb, string path, string answer, string because)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        using var response = await app.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, answer), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.NotNull(because);
    }

    [Theory]
    [InlineData("api/object", 200, "application/json; charset=utf-8", "{\"name\":\"Ada\"}")]
    [InlineData("api/value", 200, "application/json; charset=utf-8", "{\"name\":\"Ada\"}")]
    [InlineData("api/created", 201, "application/json; charset=utf-8", "{\"name\":\"Ada\"}")]
    [InlineData("api/status", 202, null, "")]
    [InlineData("api/no-content", 204, null, "")]
    [InlineData("api/content", 418, "text/csv", "a;b")]
    [InlineData("api/json", 200, "application/json; charset=utf-8", "{\"name\":\"Ada\"}")]
    [InlineData("api/problem", 409, "application/problem+json", "{\"title\":\"In use\",\"status\":409}")]
    [InlineData("api/file", 200, "audio/wav", "RIFF")]
    [InlineData("api/bytes", 200, "audio/wav", "RIFF")]
    public async Task Results_of_either_kind_are_written(string path, int status, string? contentType, string body)
    {
        using var response = await app.Http.GetAsync(path);

        Assert.Equal(
            ((HttpStatusCode)status, contentType, body),
            (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("api/nothing-here")]
    [InlineData("elsewhere")]
    [InlineData("api/number/seven")]
    [InlineData("")]
    public async Task An_unknown_route_is_404_in_problem_json(string path)
    {
        using var response = await app.Http.GetAsync(path);

        await IsProblem(response, 404, "/problems/not-found");
    }

    [Fact]
    public async Task A_wrong_verb_is_405_and_names_the_right_ones()
    {
        using var response = await app.Http.DeleteAsync("api/object");

        await IsProblem(response, 405, "/problems/method-not-allowed");
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task A_404_or_405_of_the_function_itself_stays_as_it_is()
    {
        using var notFound = await app.Http.GetAsync("api/own-404");

        Assert.Equal((HttpStatusCode.NotFound, ""), (notFound.StatusCode, await notFound.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task What_a_function_throws_is_500_without_details()
    {
        using var response = await app.Http.GetAsync("api/throws");

        await IsProblem(response, 500, "/problems/internal-error");
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_in_the_middle_does_not_look_whole()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/breaks");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.Http.SendAsync(request));
    }

    [Fact]
    public async Task A_body_becomes_the_parameter()
    {
        using var response = await app.Http.PostAsJsonAsync("api/echo/3", new { name = "Ada" });

        Assert.Equal("Ada 3", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{\"name\":", "application/json", 400)]
    [InlineData("{\"name\":7}", "application/json", 400)]
    [InlineData("{\"name\":\"Ada\"}", "text/plain", 415)]
    public async Task A_body_that_cannot_be_read_is_refused(string body, string contentType, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await app.Http.PostAsync("api/echo/3", content);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        await using var small = await RunningApp.Start(typeof(Answers), "--FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=1000");
        using var fits = new StringContent($"\"{new string('a', 998)}\"", Encoding.UTF8, "application/json");
        using var tooLarge = new StringContent($"\"{new string('a', 999)}\"", Encoding.UTF8, "application/json");

        using var read = await small.Http.PostAsync("api/length", fits);
        using var refused = await small.Http.PostAsync("api/length", tooLarge);

        Assert.Equal("998", await read.Content.ReadAsStringAsync());
        await IsProblem(refused, 413, "/problems/body-too-large");
    }

    [Fact]
    public async Task A_function_hears_that_its_client_has_gone()
    {
        var diary = app.Services.GetRequiredService<Diary>();
        using var patience = new CancellationTokenSource();
        var call = app.Http.GetAsync("api/waits", patience.Token);
        await diary.Has(1);

        await patience.CancelAsync();
        await diary.Has(2);

        Assert.Equal(["waits", "gave up"], diary.Lines);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task The_prefix_of_the_routes_is_a_setting()
    {
        await using var other = await RunningApp.Start(typeof(Answers), "--AzureFunctionsJobHost:extensions:http:routePrefix=");

        Assert.Equal("plain", await other.Http.GetStringAsync("plain"));
    }

    [Fact]
    public async Task Middleware_runs_around_the_function_in_the_order_of_its_adding()
    {
        var builder = RunningApp.Builder([typeof(Answers)]);
        builder.UseMiddleware<FirstLayer>();
        builder.UseMiddleware(async (context, next) =>
        {
            Assert.Equal("first", context.Items["seen"]);
            context.InstanceServices.GetRequiredService<Diary>().Write($"second in {context.FunctionDefinition.Name}");
            await next();
            context.InstanceServices.GetRequiredService<Diary>().Write("second out");
        });
        builder.UseWhen(context => context.FunctionDefinition.Name == "Sync", (context, next) =>
        {
            context.GetHttpContext()!.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        await using var layered = await RunningApp.Start(builder);

        using var passed = await layered.Http.GetAsync("api/plain");
        using var stopped = await layered.Http.GetAsync("api/sync");

        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, ""), (stopped.StatusCode, await stopped.Content.ReadAsStringAsync()));
        Assert.Equal(
            ["first in", "second in Plain", "second out", "first out", "first in", "second in Sync", "second out", "first out"],
            layered.Services.GetRequiredService<Diary>().Lines);
    }

    [Fact]
    public async Task Scoped_services_live_as_long_as_the_invocation()
    {
        var builder = RunningApp.Builder([typeof(Scoped)]);
        builder.Services.AddScoped<Visit>();
        await using var scoped = await RunningApp.Start(builder);

        var first = await scoped.Http.GetStringAsync("api/visit");
        var second = await scoped.Http.GetStringAsync("api/visit");

        Assert.Equal(["1 same", "2 same"], [first, second]);
        await scoped.Services.GetRequiredService<Diary>().Has(2);
        Assert.Equal(["1 ended", "2 ended"], scoped.Services.GetRequiredService<Diary>().Lines);
    }

    private static async Task IsProblem(HttpResponseMessage response, int status, string type)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            (status, type, status),
            ((int)response.StatusCode, problem.RootElement.GetProperty("type").GetString(), problem.RootElement.GetProperty("status").GetInt32()));
    }

    public sealed record Person(string Name);

    public sealed class Visit(Diary diary) : IDisposable
    {
        private static int count;

        public int Number { get; } = Interlocked.Increment(ref count);

        public void Dispose() => diary.Write($"{Number} ended");
    }

    public sealed class Scoped(Visit visit)
    {
        [Function("Visit")]
        public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context) =>
            Results.Text($"{visit.Number} {(ReferenceEquals(visit, context.InstanceServices.GetRequiredService<Visit>()) ? "same" : "other")}");
    }

    public sealed class FirstLayer(Diary diary) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            diary.Write("first in");
            context.Items["seen"] = "first";
            await next(context);
            diary.Write("first out");
        }
    }

    public sealed class Answers(Diary diary)
    {
        [Function("Plain")]
        public static IResult Plain([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text("plain");

        [Function("Name")]
        public IResult Name([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            Results.Text(context.FunctionDefinition.Name);

        [Function("Number")]
        public Task<IResult> Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "number/{n:int}")] HttpRequest request, int n) =>
            Task.FromResult(Results.Text($"{n}"));

        [Function("Maybe")]
        public IResult Maybe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "maybe/{what?}")] HttpRequest request, string? what) =>
            Results.Text(what ?? "nothing");

        [Function("OfGuid")]
        public IResult OfGuid([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guid/{id:guid}")] HttpRequest request, Guid id) =>
            Results.Text($"{id}");

        [Function("Files")]
        public IResult Files([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string path) =>
            Results.Text(path);

        [Function("ValueTask")]
        public async ValueTask<IResult> Later([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "value-task")] HttpRequest request)
        {
            await Task.Yield();
            return Results.Text("later");
        }

        [Function("Sync")]
        public IResult Sync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sync")] HttpRequest request) => Results.Text("sync");

        [Function("Written")]
        public Task Written([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "written")] HttpRequest request) =>
            request.HttpContext.Response.WriteAsync("written by hand");

        [Function("Object")]
        public IActionResult Object([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "object")] HttpRequest request) =>
            new OkObjectResult(new Person("Ada"));

        [Function("Value")]
        public Person Value([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "value")] HttpRequest request) => new("Ada");

        [Function("Created")]
        public async Task<IActionResult> Created([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "created")] HttpRequest request)
        {
            await Task.Yield();
            return new ObjectResult(new Person("Ada")) { StatusCode = 201 };
        }

        [Function("Status")]
        public IActionResult Status([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "status")] HttpRequest request) => new StatusCodeResult(202);

        [Function("NoContent")]
        public IActionResult NoContent([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "no-content")] HttpRequest request) => new NoContentResult();

        [Function("Content")]
        public IActionResult Content([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "content")] HttpRequest request) =>
            new ContentResult { Content = "a;b", ContentType = "text/csv", StatusCode = 418 };

        [Function("Json")]
        public IActionResult Json([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "json")] HttpRequest request) => new JsonResult(new Person("Ada"));

        [Function("Problem")]
        public IActionResult Problem([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "problem")] HttpRequest request) =>
            new ConflictObjectResult(new ProblemDetails { Title = "In use", Status = 409 });

        [Function("File")]
        public IActionResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "file")] HttpRequest request) =>
            new FileStreamResult(new MemoryStream("RIFF"u8.ToArray()), "audio/wav");

        [Function("Bytes")]
        public IActionResult Bytes([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bytes")] HttpRequest request) =>
            new FileContentResult("RIFF"u8.ToArray(), "audio/wav");

        [Function("Own404")]
        public IResult Own404([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "own-404")] HttpRequest request) => Results.StatusCode(404);

        [Function("Throws")]
        public async Task<IResult> Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request)
        {
            await Task.Yield();
            throw new InvalidOperationException("a secret");
        }

        [Function("Breaks")]
        public async Task Breaks([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "breaks")] HttpRequest request)
        {
            request.HttpContext.Response.ContentLength = 100;
            await request.HttpContext.Response.WriteAsync("half");
            await request.HttpContext.Response.Body.FlushAsync();
            throw new InvalidOperationException("a secret");
        }

        [Function("Echo")]
        public IResult Echo(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo/{n}")] HttpRequest request, [FromBody] Person person, long n) =>
            Results.Text($"{person.Name} {n}");

        [Function("Length")]
        public IResult Length([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "length")] HttpRequest request, [FromBody] string text) =>
            Results.Text($"{text.Length}");

        [Function("Waits")]
        public async Task Waits([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waits")] HttpRequest request, CancellationToken cancel)
        {
            diary.Write("waits");
            try
            {
                await diary.GoOn.Task.WaitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                diary.Write("gave up");
                throw;
            }
        }
    }
}
