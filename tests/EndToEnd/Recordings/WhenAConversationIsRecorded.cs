using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Recordings;

[Collection(OnePbx.Name)]
public sealed class WhenAConversationIsRecorded(PbxWorld world)
{
    private const string Recordings = "api/v1/accounts/sample/recordings";
    private const string Notice = "This call is being recorded.";
    private const double Tolerance = 0.2; // seconds

    [Fact]
    [Trait("Rule", "VMR-106")]
    [Trait("Rule", "VMR-114")]
    [Trait("Rule", "VMR-118")]
    public async Task Every_call_of_a_user_is_recorded_after_the_notice_and_to_its_end()
    {
        var clara = await world.PhoneAt("8:acs:clara");
        var caller = await world.Dial("+31205550105");
        await clara.Answers();
        await world.Advance(5);
        var noticed = (await caller.Heard()).Last(heard => heard.What == Notice).To;
        await caller.Speaks(3);
        await world.Advance(12);
        await clara.HangsUp();
        var talked = (world.Now - noticed).TotalSeconds;
        await world.Advance(10);

        var recording = await Recording(caller);
        Assert.Equal(("203", true), ((string?)recording["user"], (bool?)recording["automatic"]));
        Assert.Equal("web:clara", (string?)recording["other"]);
        var audio = await Audio(recording);
        Assert.InRange(audio.Seconds, talked - Tolerance, talked + Tolerance);
        Assert.InRange((double)recording["seconds"]!, talked - Tolerance, talked + Tolerance);
    }

    [Fact]
    [Trait("Rule", "VMR-109")]
    public async Task On_demand_it_is_started_paused_resumed_and_stopped_and_the_pause_is_not_in_it()
    {
        var anna = await world.Anna();
        var caller = await world.Dial("+31205550101");
        await anna.Answers();
        await world.Advance(5);
        var control = $"api/v1/accounts/sample/calls/{await Call()}/recording";
        (await Wish(control, "pause")).IsProblem(409);
        Assert.Equal("running", (string?)(await Wish(control, "start")).Json["state"]);
        (await Wish(control, "start")).IsProblem(409);
        await world.Advance(10);
        Assert.Equal("paused", (string?)(await Wish(control, "pause")).Json["state"]);
        await world.Advance(20);
        Assert.Equal("running", (string?)(await Wish(control, "resume")).Json["state"]);
        await world.Advance(5);
        Assert.Null((await Wish(control, "stop")).Json["state"]);
        await world.Advance(30);
        Assert.Contains("beep.wav", await caller.HeardWords());
        Assert.InRange((await Audio(await Recording(caller))).Seconds, 15 - Tolerance, 15 + Tolerance);
        await anna.HangsUp();
        await world.Advance(10);
        Assert.Single(await List(Api.Supervisor), one => (string?)one["caller"] == caller.Number);
    }

    [Fact]
    [Trait("Rule", "VMR-101")]
    public async Task A_user_without_the_permission_is_not_recorded()
    {
        var bram = await world.PhoneAt("8:acs:bram");
        var caller = await world.Dial("+31205550100");
        await world.Advance(5);
        await caller.Presses("4");
        await world.Advance(3);
        await bram.Answers();
        await world.Advance(5);
        var control = $"api/v1/accounts/sample/calls/{await Call()}/recording";
        (await Wish(control, "start")).IsProblem(409);
        await bram.HangsUp();
        await world.Advance(20);
        (await Wish(control, "start")).IsProblem(409);
        Assert.DoesNotContain(await List(Api.Supervisor), one => (string?)one["caller"] == caller.Number);
    }

    [Fact]
    [Trait("Rule", "VMR-115")]
    [Trait("Rule", "VMR-116")]
    public async Task Only_the_roles_for_recordings_open_them_and_one_of_them_only_ones_own()
    {
        var caller = await Recorded();
        var path = $"{Recordings}/{(await Recording(caller))["id"]}";
        const string Clara = "clara@sample.example&roles=CallRecordings.Own";
        const string Somebody = "somebody@sample.example&roles=CallRecordings.Own";
        var before = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = before.Json;
        document["extensions"]!.AsArray().Single(one => (string?)one!["number"] == "203")!["config"]!["person"] = await ObjectId(Clara);
        Assert.Equal(200, (await world.Api.Put(document.ToJsonString(), before.Tag)).Status);

        (await world.Api.Ask(HttpMethod.Get, path)).IsProblem(403);
        (await world.Api.Ask(HttpMethod.Get, Recordings, Api.Reader)).IsProblem(403);
        Assert.Equal(200, (await world.Api.Ask(HttpMethod.Get, path, Clara)).Status);
        Assert.Equal(200, (await world.Api.File(path + "/audio", Clara)).Status);
        (await world.Api.Ask(HttpMethod.Delete, path, Clara)).IsProblem(403);
        (await world.Api.Ask(HttpMethod.Get, path, Somebody)).IsProblem(404);
        Assert.Empty(await List(Somebody));
        Assert.NotEmpty(await List(Clara));
    }

    [Fact]
    [Trait("Rule", "VMR-127")]
    public async Task Deleting_is_final()
    {
        var caller = await Recorded();
        var path = $"{Recordings}/{(await Recording(caller))["id"]}";
        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, path, Api.Supervisor)).Status);
        (await world.Api.Ask(HttpMethod.Get, path, Api.Supervisor)).IsProblem(404);
        (await world.Api.Ask(HttpMethod.Delete, path, Api.Supervisor)).IsProblem(404);
    }

    [Fact]
    [Trait("Rule", "VMR-118")]
    public async Task The_list_can_be_narrowed_to_a_user_a_number_and_a_time()
    {
        var caller = await Recorded();
        var at = DateTimeOffset.Parse((string)(await Recording(caller))["at"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Single(await List(Api.Supervisor, $"?number={Uri.EscapeDataString(caller.Number)}&user=203&from={at:O}".Replace("+", "%2B", StringComparison.Ordinal)));
        Assert.Empty(await List(Api.Supervisor, $"?number={Uri.EscapeDataString(caller.Number)}&user=201"));
        Assert.Empty(await List(Api.Supervisor, $"?number={Uri.EscapeDataString(caller.Number)}&to={at:O}".Replace("+", "%2B", StringComparison.Ordinal)));
        (await world.Api.Ask(HttpMethod.Get, Recordings + "?from=yesterday", Api.Supervisor)).IsProblem(400);
    }

    [Fact]
    public async Task A_wish_that_is_none_is_refused()
    {
        (await Wish("api/v1/accounts/sample/calls/none/recording", "start")).IsProblem(404);
        (await Wish("api/v1/accounts/sample/calls/none/recording", "dance")).IsProblem(400);
    }

    private async Task<Caller> Recorded()
    {
        var clara = await world.PhoneAt("8:acs:clara");
        var caller = await world.Dial("+31205550105");
        await clara.Answers();
        await world.Advance(20);
        await clara.HangsUp();
        await world.Advance(10);
        return caller;
    }

    private async Task<string> Call()
    {
        var calls = JsonNode.Parse(await world.Local.SimulatorHttp.GetStringAsync("/sim/calls"))!.AsArray();
        var callback = calls.Select(call => (string?)call!["callbackUri"]).Last(uri => uri is not null)!;
        return Uri.UnescapeDataString(callback.Split('/')[^2]);
    }

    private Task<Answer> Wish(string control, string wish) =>
        world.Api.Ask(HttpMethod.Post, control, Api.Supervisor, new StringContent(new JsonObject { ["wish"] = wish }.ToJsonString(), Encoding.UTF8, "application/json"));

    private async Task<List<JsonObject>> List(string user, string query = "")
    {
        var answer = await world.Api.Ask(HttpMethod.Get, Recordings + query, user);
        Assert.True(answer.Status == 200, answer.Body);
        return [.. answer.Json["recordings"]!.AsArray().Select(one => one!.AsObject())];
    }

    private async Task<JsonObject> Recording(Caller caller) => Assert.Single(await List(Api.Supervisor), one => (string?)one["caller"] == caller.Number);

    private async Task<Sound> Audio(JsonObject recording)
    {
        var (status, content) = await world.Api.File($"{Recordings}/{recording["id"]}/audio", Api.Supervisor);
        Assert.Equal(200, status);
        return new Sound(content);
    }

    private async Task<string> ObjectId(string user)
    {
        var claims = (await world.Api.Token(user)).Split('.')[1].Replace('-', '+').Replace('_', '/');
        using var json = JsonDocument.Parse(Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '=')));
        return json.RootElement.GetProperty("oid").GetString()!;
    }
}
