using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Requests;

/// <summary>Bad input over real HTTP: a clear answer, and nothing stored.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenARequestIsBad(PbxWorld world)
{
    private const string Incoming = "api/incoming-calls";
    private const string Events = "api/calls/sample/202647-1a2b3c4d5e6-0123456789abcdef/events";

    public static TheoryData<string, string> Forgeries()
    {
        var forgeries = new TheoryData<string, string>();
        foreach (var route in (string[])[Incoming, Events])
        {
            foreach (var forgery in (string[])["nothing", "rubbish", "algorithm none", "HMAC with the public key", "another key", "another kid", "wrong issuer and audience", "cut off", "changed"])
            {
                forgeries.Add(route, forgery);
            }
        }

        return forgeries;
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_webhook_whose_token_is_forged_is_refused_and_nothing_is_stored(string route, string forgery)
    {
        var before = world.Tables.Changes;
        var answer = await world.Api.Send(HttpMethod.Post, route, await Token(forgery, route), Json(CallConnected));
        answer.IsProblem(401);
        Assert.Equal(before, world.Tables.Changes);
    }

    [Theory]
    [InlineData(Incoming)]
    [InlineData(Events)]
    [InlineData("api/v1/accounts/sample/calls")]
    public async Task A_token_of_another_kind_of_caller_is_refused(string route)
    {
        var isApi = route.Contains("v1", StringComparison.Ordinal);
        var token = isApi ? await Token("another key", Events) : await world.Api.Token(Api.Administrator);
        (await world.Api.Send(isApi ? HttpMethod.Get : HttpMethod.Post, route, token, isApi ? null : Json("[]"))).IsProblem(401);
    }

    [Theory]
    [InlineData("GET", "api/nowhere", 404)]
    [InlineData("GET", "nowhere", 404)]
    [InlineData("DELETE", "api/health", 405)]
    [InlineData("GET", Incoming, 405)]
    [InlineData("GET", "api/tones/secret.wav", 404)]
    [InlineData("GET", "api/v1/accounts/UPPER/calls", 404)]
    [InlineData("GET", "api/v1/accounts/nobody/calls", 404)]
    [InlineData("GET", "api/v1/accounts/sample/calls/..%2F..%2Fstate", 404)]
    [InlineData("GET", "api/v1/accounts/sample/calls/202647-1a2b3c4d5e6-0123456789abcdef", 404)]
    [InlineData("GET", "api/v1/accounts/sample/calls?top=0", 400)]
    [InlineData("GET", "api/v1/accounts/sample/calls?top=many", 400)]
    public async Task What_does_not_exist_or_fit_is_said_so(string method, string path, int status) =>
        (await world.Api.Ask(new HttpMethod(method), path)).IsProblem(status);

    [Theory]
    [InlineData("admin@elsewhere.example", "GET", 404)]
    [InlineData("admin@elsewhere.example", "PUT", 404)]
    [InlineData("partner@elsewhere.example", "PUT", 404)]
    [InlineData("reader@sample.example", "PUT", 403)]
    public async Task Who_may_not_see_or_change_an_account_is_told_nothing_of_it(string user, string method, int status)
    {
        var before = world.Tables.Changes;
        var answer = await world.Api.Ask(new HttpMethod(method), Api.Configuration, user, Json("{}"), ifMatch: "\"1\"");
        answer.IsProblem(status);
        Assert.DoesNotContain("Bicycles", answer.Body, StringComparison.Ordinal);
        Assert.Equal(before, world.Tables.Changes);
    }

    [Fact]
    public async Task A_save_needs_the_tag_of_the_version_that_was_changed()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: Json(read.Body))).IsProblem(428);
        (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: Json(read.Body), ifMatch: "\"0-old\"")).IsProblem(412);
        (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: Json(read.Body), ifMatch: "*")).IsProblem(412);
        Assert.Equal(read.Body, (await world.Api.Ask(HttpMethod.Get, Api.Configuration)).Body);
    }

    [Fact]
    public async Task A_document_with_mistakes_names_each_of_them_and_changes_nothing()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = read.Json;
        document["account"]!["timeZone"] = "Mars/Base";
        document["account"]!["name"] = "";
        document["extensions"]![1]!["number"] = "1";
        (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: Json(document.ToJsonString()), ifMatch: read.Tag)).IsProblem(422);
        document["extensions"]![1]!["number"] = "100";
        var before = world.Tables.Changes;
        var answer = (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: Json(document.ToJsonString()), ifMatch: read.Tag)).IsProblem(422);
        var pointers = answer.Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).ToList();
        Assert.Contains("/account/timeZone", pointers);
        Assert.Contains("/account/name", pointers);
        Assert.Contains("/extensions/1/number", pointers);
        Assert.Equal(before, world.Tables.Changes);
        Assert.Equal(read.Body, (await world.Api.Ask(HttpMethod.Get, Api.Configuration)).Body);
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_of_another_type_is_refused()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var before = world.Tables.Changes;
        (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: Json($"\"{new string('x', 21 * 1024 * 1024)}\""), ifMatch: read.Tag)).IsProblem(413);
        (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded"), ifMatch: read.Tag)).IsProblem(415);
        (await world.Api.Ask(HttpMethod.Put, Api.Configuration, content: Json("{ \"account\": "), ifMatch: read.Tag)).IsProblem(400);
        Assert.Equal(before, world.Tables.Changes);
    }

    // as near to a good token for the route as a forger comes: the right key id, issuer and audience
    private async Task<string?> Token(string forgery, string route)
    {
        var real = await world.Api.Token(Api.Administrator);
        var parts = real.Split('.');
        var header = JsonNode.Parse(Decode(parts[0]))!.AsObject();
        var published = route == Events ? "calling/keys" : "common/discovery/v2.0/keys";
        var key = JsonNode.Parse(await world.Local.SimulatorHttp.GetStringAsync(published))!["keys"]!.AsArray()[0]!;
        header["kid"] = (string?)key["kid"];
        var claims = Claims();
        switch (forgery)
        {
            case "nothing": return null;
            case "rubbish": return "rubbish";
            case "cut off": return $"{parts[0]}.{parts[1]}.";
            case "changed": return $"{parts[0]}.{Encode(claims.ToJsonString())}.{parts[2]}";
            case "wrong issuer and audience": return real; // a good token of the right key, but for people
            case "algorithm none":
                header["alg"] = "none";
                return $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}.";
            case "HMAC with the public key":
                header["alg"] = "HS256";
                var text = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
                return $"{text}.{Encode(HMACSHA256.HashData(Encoding.ASCII.GetBytes((string)key["n"]!), Encoding.ASCII.GetBytes(text)))}";
            default:
                if (forgery == "another kid")
                {
                    header["kid"] = "unknown";
                }

                using (var other = RSA.Create(2048))
                {
                    var signed = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
                    return $"{signed}.{Encode(other.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
                }
        }
    }

    private JsonObject Claims() => new()
    {
        ["iss"] = world.Local.SimulatorHttp.BaseAddress!.ToString().TrimEnd('/'),
        ["aud"] = new Simulator.Rest.SimulatorOptions().ResourceId,
        ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
    };

    private const string CallConnected = """[{ "id": "1", "source": "x", "type": "Microsoft.Communication.CallConnected", "specversion": "1.0", "data": { "callConnectionId": "c" } }]""";

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Decode(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}
