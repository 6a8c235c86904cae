using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pbx.EndToEnd.World;

/// <summary>The product's API, over HTTP.</summary>
public sealed class Api(PbxWorld world)
{
    public const string Administrator = "admin@sample.example";
    public const string Reader = "reader@sample.example";
    public const string Supervisor = "supervisor@sample.example&roles=CallRecordings.Account";
    public const string Configuration = "api/v1/accounts/sample/config";

    /// <summary>A token of a user of the local identity provider.</summary>
    public async Task<string> Token(string user) => (string)(await world.Control(HttpMethod.Get, $"token?user={user}"))["access_token"]!;

    /// <summary>Asks as a user; as nobody without one.</summary>
    public async Task<Answer> Ask(HttpMethod method, string path, string? user = Administrator, HttpContent? content = null, string? ifMatch = null, int process = 0) =>
        await Send(method, path, user is null ? null : await Token(user), content, ifMatch, process);

    /// <summary>Asks with a token, whatever it is.</summary>
    public async Task<Answer> Send(HttpMethod method, string path, string? token, HttpContent? content = null, string? ifMatch = null, int process = 0)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation(ifMatch == "*" ? "If-None-Match" : "If-Match", ifMatch);
        }

        using var answer = await world.Local.FunctionsHttp(process).SendAsync(request);
        return new Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag, answer.Headers.Location?.OriginalString);
    }

    /// <summary>Bytes of a file, or of a range of it.</summary>
    public async Task<(int Status, byte[] Content)> File(string path, string user = Administrator, RangeHeaderValue? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(user));
        request.Headers.Range = range;
        using var answer = await world.Local.FunctionsHttp(0).SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Saves a configuration document, or tries it out.</summary>
    public Task<Answer> Put(string document, string? ifMatch, string query = "", string path = Configuration, string user = Administrator) =>
        Ask(HttpMethod.Put, path + query, user, new StringContent(document, Encoding.UTF8, "application/json"), ifMatch);

    /// <summary>Reads as the administrator.</summary>
    public async Task<JsonObject> Read(string path, int process = 0)
    {
        var answer = await Ask(HttpMethod.Get, path, process: process);
        Assert.True(answer.Status == 200, $"GET {path} answered {answer.Status}: {answer.Body}");
        return answer.Json;
    }
}

/// <summary>An answer of the API.</summary>
public sealed record Answer(int Status, string? ContentType, string Body, string? Tag, string? Location = null)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>Fails unless this is problem+json that says the same status, a type and a title.</summary>
    public Answer IsProblem(int status)
    {
        Assert.True(Status == status, $"Expected {status}, answered {Status}: {Body}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(status, (int?)Json["status"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)Json["title"]), Body);
        return this;
    }
}
