using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.Access;

/// <summary>Tokens that are nearly good, at every route of people over real HTTP: refused, and nothing is written.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenATokenIsForged(PbxWorld world)
{
    private const string Administrator = "admin@sample.example";
    private static readonly string Sample = LocalUsers.TenantOf("sample.example").ToString();
    private static readonly string Elsewhere = LocalUsers.TenantOf("elsewhere.example").ToString();

    private string Provider => world.Local.SimulatorHttp.BaseAddress!.ToString().TrimEnd('/');

    [Fact]
    public async Task The_token_that_the_forgeries_start_from_is_good()
    {
        Assert.Equal(200, (await Bare.Of(world, HttpMethod.Get, Api.Configuration, await Signed(new JsonObject()))).Status);
        Assert.Equal(200, (await Bare.Of(world, HttpMethod.Get, Api.Configuration, await OfProgram())).Status);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("RS384")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task With_another_algorithm(string algorithm)
    {
        var parts = (await Signed(new JsonObject())).Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        header["alg"] = algorithm;
        var text = $"{Encode(header.ToJsonString())}.{parts[1]}";
        var key = await PublicKey();
        await Refused(401, $"{text}.", $"{text}.{parts[2]}", text);
        foreach (var secret in (byte[][])[Encoding.ASCII.GetBytes((string)key["n"]!), Base64Url.DecodeFromChars((string)key["n"]!), Pem(key), [0]])
        {
            await Refused(401, $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}");
        }
    }

    [Fact]
    public async Task With_the_signature_taken_off_or_another_payload_under_it()
    {
        var good = (await Signed(new JsonObject())).Split('.');
        var powerless = (await Signed(new JsonObject { ["roles"] = new JsonArray("Reader") })).Split('.');
        await Refused(401, $"{good[0]}.{good[1]}.", $"{good[0]}.{good[1]}", $"{good[0]}.{good[1]}.{powerless[2]}", $"{powerless[0]}.{good[1]}.{powerless[2]}", $"{good[0]}..{good[2]}", $".{good[1]}.{good[2]}");
        await Refused(401, $"{good[0]}.{good[1]}.{good[2]}A", $"{good[0]}.{good[1]}.{good[2]}=", $"{good[0]}.{good[1]}.{good[2]}.{good[2]}");
    }

    [Fact]
    public async Task Signed_by_somebody_else()
    {
        using var other = RSA.Create(2048);
        var parts = (await Signed(new JsonObject())).Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!.AsObject();
        await Refused(401, By(other, header, parts[1])); // under the right name
        header["kid"] = "another";
        await Refused(401, By(other, header, parts[1]));
        header.Remove("kid");
        await Refused(401, By(other, header, parts[1]));
        var own = other.ExportParameters(includePrivateParameters: false);
        header["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(own.Modulus), ["e"] = Base64Url.EncodeToString(own.Exponent) };
        header["jku"] = "https://evil.example/keys";
        await Refused(401, By(other, header, parts[1]));
    }

    [Theory]
    [InlineData("""{"kid":"another"}""")]
    [InlineData("""{"typ":"logout+jwt"}""")]
    [InlineData("""{"crit":["b64"],"b64":false}""")]
    public async Task With_a_header_that_says_something_else(string header) => await Refused(401, await Signed(new JsonObject(), JsonNode.Parse(header)!.AsObject()));

    [Theory]
    [InlineData("""{"aud":"api://pbx-events"}""")]
    [InlineData("""{"aud":"00000003-0000-0000-c000-000000000000"}""")]
    [InlineData("""{"aud":"5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d"}""")]
    [InlineData("""{"aud":"api://pbx"}""")]
    [InlineData("""{"aud":["api://pbx","somebody"]}""")]
    [InlineData("""{"aud":""}""")]
    [InlineData("""{"aud":null}""")]
    [InlineData("""{"exp":1}""")]
    [InlineData("""{"exp":null}""")]
    [InlineData("""{"exp":"4102444800"}""")]
    [InlineData("""{"nbf":4102444800,"exp":4102448400}""")]
    [InlineData("""{"tid":null}""")]
    [InlineData("""{"tid":"organizations"}""")]
    [InlineData("""{"oid":null}""")]
    [InlineData("""{"oid":"admin"}""")]
    [InlineData("""{"scp":null}""")] // as an ID token
    [InlineData("""{"scp":null,"idtyp":"app"}""")]
    [InlineData("""{"idtyp":"app"}""")]
    [InlineData("""{"scp":null,"roles":null}""")]
    public async Task With_a_claim_that_does_not_fit(string claims) => await Refused(401, await Signed(JsonNode.Parse(claims)!.AsObject()));

    [Fact]
    public async Task That_ended_or_begins_more_than_five_minutes_from_now()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await Refused(401, await Signed(new JsonObject { ["nbf"] = now - 7200, ["exp"] = now - 310 }), await Signed(new JsonObject { ["nbf"] = now + 330, ["exp"] = now + 7200 }));
        var late = await Signed(new JsonObject { ["nbf"] = now - 7200, ["exp"] = now - 120 });
        Assert.Equal(200, (await Bare.Of(world, HttpMethod.Get, Api.Configuration, late)).Status); // clocks may differ
    }

    [Fact]
    public async Task Of_a_tenant_in_the_name_of_another()
    {
        await Refused(
            401,
            await Signed(new JsonObject { ["tid"] = Elsewhere }),
            await Signed(new JsonObject { ["iss"] = $"{Provider}/{Elsewhere}/v2.0" }),
            await Signed(new JsonObject { ["iss"] = $"https://login.microsoftonline.com/{Sample}/v2.0" }),
            await Signed(new JsonObject { ["iss"] = $"{Provider}/{Sample}" }),
            await Signed(new JsonObject { ["iss"] = $"{Provider}/{Sample}/v2.0/" }),
            await Signed(new JsonObject { ["iss"] = $"{Provider}/{{tenantid}}/v2.0" }),
            await Signed(new JsonObject { ["iss"] = Provider }),
            await Signed(new JsonObject { ["iss"] = null }));
        // honestly of another tenant: somebody, but nobody here
        await Refused(404, await Signed(new JsonObject { ["tid"] = Elsewhere, ["iss"] = $"{Provider}/{Elsewhere}/v2.0" }));
        // a claim that the tenant itself has put in beside it
        await Refused(404, await Signed(new JsonObject { ["TID"] = Sample, ["tid"] = Elsewhere, ["iss"] = $"{Provider}/{Elsewhere}/v2.0" }));
    }

    [Theory]
    [InlineData("""{"roles":null}""")]
    [InlineData("""{"roles":[]}""")]
    [InlineData("""{"roles":"administrator"}""")]
    [InlineData("""{"roles":["Reader,Administrator"]}""")]
    [InlineData("""{"roles":[["Administrator"]]}""")]
    [InlineData("""{"roles":{"Administrator":true}}""")]
    [InlineData("""{"roles":null,"role":"Administrator"}""")]
    [InlineData("""{"roles":null,"Roles":["Administrator"]}""")]
    [InlineData("""{"roles":null,"wids":["Administrator"],"groups":["Administrator"]}""")]
    [InlineData("""{"roles":null,"http://schemas.microsoft.com/ws/2008/06/identity/claims/role":"Administrator"}""")]
    [InlineData("""{"roles":null,"scp":"access_as_user Administrator"}""")]
    [InlineData("""{"scp":"openid profile"}""")]
    [InlineData("""{"scp":"Access_as_user"}""")]
    [InlineData("""{"scp":""}""")]
    public async Task With_a_role_or_scope_in_the_wrong_place(string claims) => await Refused(403, await Signed(JsonNode.Parse(claims)!.AsObject()));

    [Theory]
    [InlineData("""{"sub":"another"}""")]
    [InlineData("""{"azp":null}""")]
    [InlineData("""{"idtyp":"user"}""")]
    public async Task Of_a_program_that_is_none(string claims)
    {
        var program = JsonNode.Parse(Base64Url.DecodeFromChars((await OfProgram()).Split('.')[1]))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(claims)!.AsObject())
        {
            program[name] = value?.DeepClone();
        }

        await Refused(401, await Signed(program, user: null));
    }

    [Fact]
    public async Task Of_the_network_or_of_Event_Grid()
    {
        var ofNetwork = new JsonObject { ["iss"] = Provider, ["aud"] = new SimulatorOptions().ResourceId, ["exp"] = In(300) };
        var ofEventGrid = EventGrid();
        await Refused(401, await Signed(ofNetwork, key: "network", user: null), await Signed(ofEventGrid, user: null), await Signed(new JsonObject(), key: "network"));
    }

    [Fact]
    public async Task Of_a_person_or_of_another_machine_where_machines_tell_something()
    {
        var ofNetwork = new JsonObject { ["iss"] = Provider, ["aud"] = new SimulatorOptions().ResourceId, ["exp"] = In(300) };
        var network = await Signed(ofNetwork, key: "network", user: null);
        var eventGrid = await Signed(EventGrid(), user: null);
        var person = await Signed(new JsonObject());
        var before = world.Tables.Changes;
        foreach (var route in RouteTable.OfMachines)
        {
            var isNetwork = route.Requires.Caller == Functions.Access.Caller.Network;
            foreach (var wrong in (string[])[person, isNetwork ? eventGrid : network, await Signed(ofNetwork, user: null)])
            {
                Assert.Equal(401, (await Bare.Of(world, route.Method, route.Path(_ => "sample"), wrong, "[]")).Status);
            }

            // the right one gets further: to an address that leads to no call, or a body that holds no event
            Assert.NotEqual(401, (await Bare.Of(world, route.Method, route.Path(_ => "sample"), isNetwork ? network : eventGrid, "[]")).Status);
        }

        Assert.Equal(before, world.Tables.Changes);
    }

    [Fact]
    public async Task Of_another_program_of_our_tenant_where_Event_Grid_delivers()
    {
        var claims = EventGrid();
        claims.Remove("roles");
        var answer = await Bare.Of(world, HttpMethod.Post, "api/incoming-calls", await Signed(claims, user: null), "[]");
        Assert.Equal(403, answer.Status);
    }

    private async Task Refused(int status, params string[] tokens)
    {
        var before = world.Tables.Changes;
        foreach (var token in tokens)
        {
            foreach (var route in RouteTable.OfPeople.Where(route => status != 404 || AdministratorMayCall(route)))
            {
                var answer = await Bare.Of(world, route.Method, route.Path(name => name == "account" ? "sample" : "1"), token);

                // where a right of the own extension opens a function too, that one refuses by itself, after it has looked at the request
                var isOpenToUsers = status == 403 && route.Requires.Caller == Functions.Access.Caller.Person;
                Assert.True(isOpenToUsers ? answer.Status is 403 or 415 : answer.Status == status, $"{route} answered {answer}");
                Assert.Equal(status == 401, answer.Headers.Contains("WWW-Authenticate: Bearer error=\"invalid_token\"", StringComparison.Ordinal));
            }
        }

        Assert.Equal(before, world.Tables.Changes);
    }

    private static bool AdministratorMayCall(Route route) => route.Requires.Caller is Functions.Access.Caller.Reader or Functions.Access.Caller.Administrator;

    private JsonObject EventGrid()
    {
        var tenant = new SimulatorOptions().EventGridTenant;
        return new JsonObject
        {
            ["iss"] = $"{Provider}/{tenant}/v2.0", ["aud"] = "api://pbx-events", ["tid"] = tenant, ["exp"] = In(300), ["roles"] = new JsonArray("AzureEventGridSecureWebhookSubscriber"),
        };
    }

    private async Task<string> Signed(JsonObject claims, JsonObject? header = null, string? key = null, string? user = Administrator) =>
        (string)(await world.Control(HttpMethod.Post, "token", new JsonObject { ["claims"] = claims.DeepClone(), ["header"] = header, ["key"] = key, ["user"] = user }))["access_token"]!;

    private async Task<string> OfProgram() => (string)(await world.Control(HttpMethod.Get, "token?app=script&tenant=sample.example"))["access_token"]!;

    private async Task<JsonNode> PublicKey() => JsonNode.Parse(await world.Local.SimulatorHttp.GetStringAsync("common/discovery/v2.0/keys"))!["keys"]![0]!;

    private static byte[] Pem(JsonNode key)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars((string)key["n"]!), Exponent = Base64Url.DecodeFromChars((string)key["e"]!) });
        return Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem());
    }

    private static string By(RSA key, JsonNode header, string payload)
    {
        var text = $"{Encode(header.ToJsonString())}.{payload}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static long In(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
