using System.Net;
using System.Text.RegularExpressions;

namespace Pbx.Simulator.Tests.PhonePage;

public sealed partial class WhenThePageIsOpened
{
    public static TheoryData<string, string> Files => new()
    {
        { "/", "text/html" },
        { "/phones.css", "text/css" },
        { "/main.js", "text/javascript" },
        { "/icons.svg", "image/svg+xml" },
        { "/favicon.svg", "image/svg+xml" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Its_files_are_served_as_what_they_are(string path, string type)
    {
        await using var desk = await Desk.Open();

        using var answer = await desk.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Every_file_that_it_names_is_there_and_no_address_is_outside()
    {
        await using var desk = await Desk.Open();

        var files = await Whole(desk);

        Assert.Superset(new HashSet<string> { "api.js", "live.js", "phone-view.js", "phones.css", "icons.svg" }, files.Keys.ToHashSet());
        foreach (var (name, text) in files)
        {
            var outside = Absolute().Matches(text).Select(m => m.Value).Where(a => a is not "http://www.w3.org/2000/svg");
            Assert.True(!outside.Any(), $"{name} names {string.Join(", ", outside)}");
        }
    }

    [Fact]
    public async Task Every_icon_that_it_shows_is_drawn()
    {
        await using var desk = await Desk.Open();

        var files = await Whole(desk);

        var drawn = Symbol().Matches(files["icons.svg"]).Select(m => m.Groups["id"].Value).ToHashSet();
        var shown = files.Values.SelectMany(text => Icon().Matches(text)).Select(m => m.Groups["id"].Value).ToHashSet();
        Assert.NotEmpty(shown);
        Assert.Superset(shown, drawn);
    }

    [Fact]
    public async Task Every_control_call_that_it_makes_exists()
    {
        await using var desk = await Desk.Open();
        var calls = Ask().Matches(await desk.Http.GetStringAsync("/api.js"))
            .Select(m => (Method: m.Groups["method"].Value, Path: m.Groups["path"].Value.Replace("${encodeURIComponent(address)}", "4%3A%2B31612345678", StringComparison.Ordinal)))
            .ToList();

        Assert.True(calls.Count >= 15, $"Only {calls.Count} calls were found in api.js.");
        foreach (var (method, path) in calls)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = method == "GET" ? null : new StringContent("{}");
            using var answer = await desk.Http.SendAsync(request);
            // An empty body is refused, or it is no moment to hang up; the page's own files answer text/plain for what is not there.
            Assert.True(answer.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json", $"{method} {path}: {(int)answer.StatusCode}");
            Assert.True(answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed), $"{method} {path}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Its_live_line_sends_all_phones_at_once()
    {
        await using var desk = await Desk.Open();
        await desk.Behaves(Desk.Alice, "busy");
        Assert.Contains("EventSource('/sim/live')", await desk.Http.GetStringAsync("/api.js"), StringComparison.Ordinal);

        using var reader = new StreamReader(await desk.Http.GetStreamAsync("/sim/live"));
        var line = await reader.ReadLineAsync();

        Assert.StartsWith("data: {", line, StringComparison.Ordinal);
        Assert.Contains(Desk.Alice, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_an_application_that_is_away_from_one_that_is_well()
    {
        await using var desk = await Desk.Open();
        var away = await desk.Control(HttpMethod.Get, "/sim/application");

        Assert.Equal(new Uri(desk.App.EventGrid, "/api/health"), new Uri((string)away["health"]!));
        Assert.False((bool)away["healthy"]!);
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_missing()
    {
        await using var desk = await Desk.Open();

        using var missing = await desk.Http.GetAsync("/nothing.js");
        using var above = await desk.Http.GetAsync("/..%2F..%2Fappsettings.json");

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, above.StatusCode);
    }

    /// <summary>The page with every file that it names, and those that they name.</summary>
    private static async Task<Dictionary<string, string>> Whole(Desk desk)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = await desk.Http.GetStringAsync("/") };
        var unread = new Queue<string>(files.Values);
        while (unread.TryDequeue(out var text))
        {
            foreach (var name in Named().Matches(text).Select(m => m.Groups["file"].Value).Where(name => !files.ContainsKey(name)).Distinct().ToList())
            {
                using var answer = await desk.Http.GetAsync("/" + name);
                Assert.True(answer.IsSuccessStatusCode, $"/{name}: {(int)answer.StatusCode}");
                files[name] = await answer.Content.ReadAsStringAsync();
                unread.Enqueue(files[name]);
            }
        }

        return files;
    }

    [GeneratedRegex("""(?:href|src)="(?<file>[\w-]+\.\w+)|from '\./(?<file>[\w-]+\.js)'""", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex("""\b(https?|wss?)://[^\s'"`)]+|["'(]//[a-z][^\s'"`)]*""", RegexOptions.ExplicitCapture)]
    private static partial Regex Absolute();

    [GeneratedRegex("""<symbol id="(?<id>[\w-]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Symbol();

    [GeneratedRegex("""icons\.svg#(?<id>[\w-]+)(?!\w|-|\$)["']|icon: '(?<id>[\w-]+)'""", RegexOptions.ExplicitCapture)]
    private static partial Regex Icon();

    [GeneratedRegex("""ask\('(?<method>[A-Z]+)', ['`](?<path>/sim/[^'`]*)['`]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Ask();
}
