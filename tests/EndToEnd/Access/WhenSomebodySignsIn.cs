using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest;

namespace Pbx.EndToEnd.Access;

/// <summary>From the sign-in page to the API, as the portal and a script do it.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenSomebodySignsIn(PbxWorld world)
{
    private const string Verifier = "a-verifier-that-only-the-portal-knows-0123456789";
    private static readonly string Pbx = new SimulatorOptions().AzureAdClientId.ToString();

    private string Portal => world.Local.Http.BaseAddress!.ToString();

    [Fact]
    public async Task The_portal_reads_and_saves_for_an_administrator_and_only_with_the_access_token()
    {
        var code = await Code("admin@sample.example");
        var tokens = await Tokens(new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Portal, ["code_verifier"] = Verifier });

        Assert.Equal(200, (await Read(tokens, "access_token")).Status);
        Assert.Equal(401, (await Read(tokens, "id_token")).Status);
        Assert.Equal(401, (await Read(tokens, "refresh_token")).Status);
        Assert.Equal(401, (await Bare.Of(world, HttpMethod.Get, Api.Configuration, code)).Status);

        var fresh = await Tokens(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = (string)tokens["refresh_token"]! });
        Assert.Equal(200, (await Read(fresh, "access_token")).Status);
    }

    [Theory]
    [InlineData("reader@sample.example", 200)]
    [InlineData("anna@sample.example", 403)]
    [InlineData("supervisor@sample.example", 403)]
    [InlineData("admin@elsewhere.example", 404)]
    public async Task Everybody_sees_what_his_role_and_tenant_open(string user, int status)
    {
        var tokens = await Tokens(new() { ["grant_type"] = "authorization_code", ["code"] = await Code(user), ["redirect_uri"] = Portal, ["code_verifier"] = Verifier });
        Assert.Equal(status, (await Read(tokens, "access_token")).Status);
    }

    [Fact]
    public async Task What_was_asked_for_another_API_opens_nothing_here()
    {
        var tokens = await Tokens(new() { ["grant_type"] = "authorization_code", ["code"] = await Code("admin@sample.example", "openid User.Read"), ["redirect_uri"] = Portal, ["code_verifier"] = Verifier });
        Assert.Equal(401, (await Read(tokens, "access_token")).Status);
    }

    [Theory]
    [InlineData("sample.example", 200)]
    [InlineData("elsewhere.example", 404)]
    public async Task A_script_reads_the_accounts_of_its_tenant(string tenant, int status)
    {
        var script = SimulatedApplication.Script;
        var tokens = await Tokens(
            new() { ["grant_type"] = "client_credentials", ["client_id"] = script.ClientId.ToString(), ["client_secret"] = script.Secret!, ["scope"] = $"{Pbx}/.default" }, tenant);
        Assert.Equal(status, (await Read(tokens, "access_token")).Status);
    }

    private async Task<Bare> Read(JsonObject tokens, string which) => await Bare.Of(world, HttpMethod.Get, Api.Configuration, (string)tokens[which]!);

    private async Task<string> Code(string user, string scope = "openid offline_access api://pbx/access_as_user")
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = world.Local.SimulatorHttp.BaseAddress };
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        using var chosen = new FormUrlEncodedContent([KeyValuePair.Create("user", user)]);
        using var answer = await http.PostAsync(
            $"organizations/oauth2/v2.0/authorize?client_id={Pbx}&response_type=code&redirect_uri={Uri.EscapeDataString(Portal)}&scope={Uri.EscapeDataString(scope)}&code_challenge={challenge}&code_challenge_method=S256",
            chosen);
        Assert.StartsWith(Portal, answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["code"]!;
    }

    private async Task<JsonObject> Tokens(Dictionary<string, string> form, string tenant = "organizations")
    {
        form.TryAdd("client_id", Pbx);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await world.Local.SimulatorHttp.PostAsync($"{tenant}/oauth2/v2.0/token", content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
