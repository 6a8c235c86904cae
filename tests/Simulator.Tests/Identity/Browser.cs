using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest;

namespace Pbx.Simulator.Tests.Identity;

/// <summary>A browser in front of the identity provider, with the portal, a web application, and a clock of credentials that stands.</summary>
internal sealed class Browser : IAsyncDisposable
{
    public const string Portal = "https://portal.example/";
    public const string Website = "https://website.example/signed-in?from=idp";
    public const string Verifier = "a-verifier-that-only-the-application-knows-0123456789";
    public static readonly SimulatedApplication Other = new(new Guid("0f4a3a52-7b8e-4a7f-9c43-1d2e3f405162"), "Website")
    {
        WebRedirectUris = [Website],
        PageRedirectUris = ["https://other.example/page"],
        Secret = "the website's: secret + more",
    };

    private readonly Desk desk;

    private Browser(Desk desk, Clock time)
    {
        (this.desk, Time) = (desk, time);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(desk.Base) };
    }

    /// <summary>The time by which credentials live.</summary>
    public Clock Time { get; }

    public HttpClient Http { get; }

    public string Base => desk.Base;

    public string Pbx => desk.Options.AzureAdClientId.ToString();

    public string Challenge { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static async Task<Browser> Open()
    {
        var time = new Clock(Desk.Start);
        var opened = await Desk.Open(options =>
        {
            options.WireTime = time;
            options.PortalRedirectUris.Add(Portal);
            options.Applications.Add(Other);
            options.Users.Add(new SimulatedUser("vera@sample.example", "Vera <Boss>", ["Reader", "CallRecordings.Account"]));
        });
        return new Browser(opened, time);
    }

    public Task<JsonObject> Control(HttpMethod method, string path, object? body = null, HttpStatusCode? expected = null) => desk.Control(method, path, body, expected);

    /// <summary>What the portal asks with, changed as wanted; an empty value leaves a parameter out.</summary>
    public Dictionary<string, string> Ask(params (string Name, string Value)[] changes)
    {
        var ask = new Dictionary<string, string>
        {
            ["client_id"] = Pbx,
            ["response_type"] = "code",
            ["redirect_uri"] = Portal,
            ["scope"] = "openid profile offline_access api://pbx/access_as_user",
            ["state"] = "a state & more",
            ["nonce"] = "a nonce",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        return Change(ask, changes);
    }

    /// <summary>The page that a person sees, or where he is led.</summary>
    public async Task<Seen> Look(Dictionary<string, string> ask, string tenant = "organizations") => await Seen.Of(await Http.GetAsync($"/{tenant}/oauth2/v2.0/authorize?{Query(ask)}"));

    /// <summary>Where somebody is led who has chosen a user.</summary>
    public async Task<Seen> Choose(string user, Dictionary<string, string> ask, string tenant = "organizations") => await Submit([("user", user)], ask, tenant);

    public async Task<Seen> Submit((string, string)[] form, Dictionary<string, string> ask, string tenant = "organizations")
    {
        using var content = new FormUrlEncodedContent(Change([], form));
        return await Seen.Of(await Http.PostAsync($"/{tenant}/oauth2/v2.0/authorize?{Query(ask)}", content));
    }

    /// <summary>A code for somebody who signs in to the portal.</summary>
    public async Task<string> Code(string user = "admin@sample.example", params (string, string)[] changes) => (await Choose(user, Ask(changes))).Query["code"]!;

    /// <summary>Redeems a code as the portal does, changed as wanted.</summary>
    public Task<Answered> Redeem(string code, params (string, string)[] changes) => Token(Change(
        new() { ["grant_type"] = "authorization_code", ["client_id"] = Pbx, ["code"] = code, ["redirect_uri"] = Portal, ["code_verifier"] = Verifier }, changes));

    /// <summary>Uses a refresh token as the portal does, changed as wanted.</summary>
    public Task<Answered> Refresh(string token, params (string, string)[] changes) =>
        Token(Change(new() { ["grant_type"] = "refresh_token", ["client_id"] = Pbx, ["refresh_token"] = token }, changes));

    /// <summary>Asks the token endpoint.</summary>
    public async Task<Answered> Token(Dictionary<string, string> form, string tenant = "organizations", string? authorization = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{tenant}/oauth2/v2.0/token") { Content = new FormUrlEncodedContent(form) };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await Http.SendAsync(request);
        return new Answered((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject(), answer.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value)));
    }

    /// <summary>The claims of a token, after its signature was checked against the published keys.</summary>
    public async Task<JsonObject> Claims(string token, string tenant = "organizations")
    {
        var parts = token.Split('.');
        var kid = (string?)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!["kid"];
        var keys = JsonNode.Parse(await Http.GetStringAsync($"/{tenant}/discovery/v2.0/keys"))!["keys"]!.AsArray();
        var key = keys.Single(one => (string?)one!["kid"] == kid)!;
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars((string)key["n"]!), Exponent = Base64Url.DecodeFromChars((string)key["e"]!) });
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await desk.DisposeAsync();
    }

    public static Dictionary<string, string> Change(Dictionary<string, string> all, (string Name, string Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            all[name] = value;
            if (value.Length == 0)
            {
                all.Remove(name);
            }
        }

        return all;
    }

    private static string Query(Dictionary<string, string> ask) => string.Join('&', ask.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
}

/// <summary>What a browser got: a page, or an address to go to.</summary>
internal sealed record Seen(int Status, string Page, Uri? To, string Policy)
{
    public System.Collections.Specialized.NameValueCollection Query => HttpUtility.ParseQueryString(To!.Query);

    public System.Collections.Specialized.NameValueCollection Fragment => HttpUtility.ParseQueryString(To!.Fragment.TrimStart('#'));

    public static async Task<Seen> Of(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new Seen(
                (int)answer.StatusCode,
                WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()),
                answer.Headers.Location,
                answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? string.Concat(policy) : "");
        }
    }
}

/// <summary>What the token endpoint answered.</summary>
internal sealed record Answered(int Status, JsonObject Json, IReadOnlyDictionary<string, string> Headers)
{
    public string this[string name] => (string)Json[name]!;

    /// <summary>Fails unless this refuses, for this reason.</summary>
    public void Refuses(string error, int number, int status = 400)
    {
        Assert.True(Status == status && (string?)Json["error"] == error, $"Expected {status} {error}, answered {Status}: {Json}");
        Assert.Equal(number, (int?)Json["error_codes"]![0]);
        Assert.StartsWith($"AADSTS{number}: ", (string?)Json["error_description"], StringComparison.Ordinal);
        Assert.Null(Json["access_token"]);
    }

    public Answered IsGood()
    {
        Assert.True(Status == 200, $"Answered {Status}: {Json}");
        return this;
    }
}
