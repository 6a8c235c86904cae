using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.NumberingPlans;

/// <summary>An account of its own for a test, with two numbers, three users and a scheme, and its schemes' part of the API.</summary>
internal sealed class SchemeAccount
{
    public const string Switcher = "switcher@sample.example";
    private const string Partner = "partner@sample.example";
    private readonly PbxWorld world;
    private readonly string name;

    private SchemeAccount(PbxWorld world, string name, string main, string second) => (this.world, this.name, Main, Second) = (world, name, main, second);

    public string Main { get; }

    public string Second { get; }

    /// <summary>Makes one; the numbers end in three digits that no other test uses.</summary>
    public static async Task<SchemeAccount> Make(PbxWorld world, string name, int digits)
    {
        var account = new SchemeAccount(world, name, $"+31205550{digits:000}", $"+31205550{digits + 1:000}");
        using var document = JsonContent.Create(new
        {
            account = new
            {
                name = "Timely",
                country = "nl",
                language = "en",
                timeZone = "Europe/Amsterdam",
                extensionLength = 3,
                mainNumber = account.Main,
                numbers = new[] { account.Main, account.Second },
                tenants = new[] { LocalUsers.TenantOf("sample.example").ToString() },
            },
            schemes = new object[]
            {
                new
                {
                    number = 1,
                    name = "Timely",
                    plans = new[]
                    {
                        new { number = 1, name = "Day", links = new[] { new { number = account.Main, extension = "201" } } },
                        new { number = 2, name = "Night", links = new[] { new { number = account.Main, extension = "202" } } },
                    },
                    weekly = new[] { new { day = "monday", start = "00:00", endDay = "sunday", end = "24:00", plan = 1 } },
                },
            },
            extensions = new object[]
            {
                new { number = "201", name = "Day desk", type = "auto-answer", config = new { message = "This is the day." } },
                new { number = "202", name = "Night desk", type = "auto-answer", config = new { message = "This is the night." } },
                new { number = "203", name = "Switcher", type = "user", config = new { timeConfiguration = true, person = LocalUsers.ObjectIdOf(Switcher).ToString() } },
            },
        });
        var made = await world.Api.Ask(HttpMethod.Put, account.Path("config"), Partner, document, ifMatch: "*");
        Assert.True(made.Status == 200, made.Body);
        return account;
    }

    public string Path(string path) => $"api/v1/accounts/{name}/{path}";

    public Task<Answer> Get(string path) => world.Api.Ask(HttpMethod.Get, Path(path));

    public async Task<JsonObject> Read(string path) => await world.Api.Read(Path(path));

    /// <summary>Changes something, of the newest version unless another is named; an empty tag sends none.</summary>
    public async Task<Answer> Ask(HttpMethod method, string path, string? body = null, string? tag = null, string user = Api.Administrator)
    {
        var ifMatch = tag ?? (await Get("schemes")).Tag;
        return await world.Api.Ask(method, Path(path), user, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), ifMatch is { Length: > 0 } ? ifMatch : null);
    }

    /// <summary>Changes something that can be changed.</summary>
    public async Task<JsonObject> Change(HttpMethod method, string path, string? body = null)
    {
        var answer = await Ask(method, path, body);
        Assert.True(answer.Status is 200 or 201, $"{method} {path}: {answer.Status} {answer.Body}");
        return answer.Json;
    }

    /// <summary>A change that is refused, with the places that are wrong; the account stays as it is.</summary>
    public async Task<IEnumerable<string>> Refused(HttpMethod method, string path, string? body, int status = 422)
    {
        var before = await Get("config");
        var answer = (await Ask(method, path, body)).IsProblem(status);
        var after = await Get("config");
        Assert.Equal((before.Body, before.Tag), (after.Body, after.Tag));
        return (answer.Json["errors"]?.AsArray() ?? []).Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal);
    }

    /// <summary>What somebody hears who calls a number now.</summary>
    public async Task<string> Answers(string number)
    {
        var caller = await world.Dial(number);
        var heard = (await caller.HeardWords()).Single(words => words.StartsWith("This is", StringComparison.Ordinal));
        await caller.HangsUp();
        return heard;
    }

    /// <summary>The newest version as the history has it.</summary>
    public async Task<string> Newest()
    {
        var version = (await Read("history?most=1"))["versions"]![0]!;
        return $"{version["by"]} {version["channel"]}: {version["why"]}";
    }
}
