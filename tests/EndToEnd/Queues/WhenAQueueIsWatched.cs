using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.Queues;

/// <summary>Queues as supervisors, agents and others see them, at once and as they change.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAQueueIsWatched(PbxWorld world)
{
    private const string Anna = "anna@sample.example"; // 201
    private const string Vera = "vera@sample.example"; // 202
    private const string Otto = "otto@sample.example"; // 203
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // of the wire, in real time
    private static readonly Dictionary<string, Guid> Persons = new() { ["201"] = LocalUsers.ObjectIdOf(Anna), ["202"] = LocalUsers.ObjectIdOf(Vera), ["203"] = LocalUsers.ObjectIdOf(Otto) };

    [Fact]
    [Trait("Rule", "QUE-113")]
    [Trait("Rule", "QUE-114")]
    public async Task Supervisors_see_who_waits_and_what_agents_do_and_others_how_many_wait()
    {
        var phones = await Make("acd-live", "+31205550801", new { supervisors = new[] { "Leads" }, ringFor = "00:05:00", members = new[] { new { agent = "201" } } });
        var first = await world.Dial("+31205550801", "Mr One");
        await world.Advance(2);
        var second = await world.Dial("+31205550801");
        await world.Advance(10);

        var live = await Live("acd-live", Vera);
        Assert.Equal((2, 2), ((int)live["waiting"]!, live["calls"]!.AsArray().Count));
        Assert.Equal([(1, first.Number, true), (2, second.Number, false)], live["calls"]!.AsArray().Select(call => ((int)call!["position"]!, (string)call["caller"]!, (bool)call["isOffered"]!)));
        Assert.InRange((double)live["calls"]![0]!["waited"]!, 11, 13);
        Assert.InRange((double)live["calls"]![1]!["waited"]!, 9, 11);
        Assert.Equal((double)live["calls"]![0]!["waited"]!, (double)live["longestWait"]!);
        Assert.Equal(("Agent 201", "ringing"), ((string)live["agents"]![0]!["name"]!, (string)live["agents"]![0]!["state"]!));
        Assert.Equal(1, (int)live["states"]!["ringing"]!);

        await phones[0].Answers();
        await second.HangsUp();
        await world.Advance(2);
        live = await Live("acd-live", "reader@sample.example");
        Assert.Equal(("in-call", 0, 1), ((string)live["agents"]![0]!["state"]!, (int)live["waiting"]!, (int)live["today"]!["abandoned"]!));
        await first.HangsUp();
        await world.Advance(2);
        live = await Live("acd-live", Vera);
        Assert.Equal(("available", 1, 1, 50m), ((string)live["agents"]![0]!["state"]!, (int)live["today"]!["answered"]!, (int)live["today"]!["abandoned"]!, (decimal)live["today"]!["serviceLevel"]!));

        var own = await Live("acd-live", Anna);
        Assert.Equal(["queue", "name", "isClosed", "waiting", "own"], own.Select(member => member.Key));
        Assert.Equal(("201", true, "available"), ((string)own["own"]![0]!["extension"]!, (bool)own["own"]![0]!["isLoggedIn"]!, (string)own["own"]![0]!["state"]!));
        Assert.False((bool)(await Live("acd-live", Otto))["own"]![0]!["isLoggedIn"]!);
        (await Ask("acd-live/queues/500/live", "somebody@sample.example")).IsProblem(403);
    }

    [Fact]
    [Trait("Rule", "QUE-082")]
    [Trait("Rule", "QUE-083")]
    [Trait("Rule", "QUE-114")]
    public async Task Open_queues_are_shown_to_all_users_and_closed_ones_to_their_members()
    {
        var queue = (string number, object config) => (object)new { number, name = $"Queue {number}", type = "queue", config };
        await Make(
            "acd-list",
            "+31205550802",
            new { members = new[] { new { agent = "201" } } },
            queue("501", new { isClosed = true, members = new[] { new { agent = "201" } } }),
            queue("502", new { isClosed = true, userGroups = new[] { "Leads" } }));
        Assert.Equal([("500", false, 0), ("501", true, 0)], await List(Anna));
        Assert.Equal([("500", false, 0), ("502", true, 0)], await List(Vera));
        Assert.Equal([("500", false, 0)], await List(Otto));
        Assert.Equal(["500", "501", "502"], (await List("reader@sample.example")).Select(one => one.Number));
        (await Ask("acd-list/queues", "somebody@sample.example")).IsProblem(403);
        (await Ask("acd-list/queues/501/live", Otto)).IsProblem(403);
        (await Ask("acd-list/queues/599/live", "reader@sample.example")).IsProblem(404);

        var caller = await world.Dial("+31205550802");
        await world.Advance(2);
        Assert.Equal([("500", false, 1)], await List(Otto));
        await caller.HangsUp();
        await world.Advance(2);

        async Task<IEnumerable<(string Number, bool IsClosed, int Waiting)>> List(string user) =>
            (await Ask("acd-list/queues", user)).Json["queues"]!.AsArray().Select(one => ((string)one!["queue"]!, (bool)one["isClosed"]!, (int)one["waiting"]!)).ToList();
    }

    [Fact]
    [Trait("Rule", "QUE-243")]
    public async Task A_call_that_hears_ringing_while_it_is_offered_is_not_listed_meanwhile()
    {
        var phones = await Make("acd-hide", "+31205550803", new { supervisors = new[] { "Leads" }, ringsWhenOffered = true, ringFor = "00:00:30", members = new[] { new { agent = "201" } } });
        var first = await world.Dial("+31205550803");
        await world.Advance(1);
        var second = await world.Dial("+31205550803");
        await world.Advance(1);
        var live = await Live("acd-hide", Vera);
        Assert.Equal([(2, second.Number)], live["calls"]!.AsArray().Select(call => ((int)call!["position"]!, (string)call["caller"]!)));
        Assert.Equal(1, (int)live["waiting"]!);
        await phones[0].Declines();
        await world.Advance(1);
        Assert.Equal([1, 2], (await Live("acd-hide", Vera))["calls"]!.AsArray().Select(call => (int)call!["position"]!));
        await first.HangsUp();
        await second.HangsUp();
        await world.Advance(5);
    }

    [Fact]
    [Trait("Rule", "QUE-062")]
    [Trait("Rule", "QUE-113")]
    public async Task A_wallboard_is_told_of_changes_within_two_seconds()
    {
        await Make("acd-wall", "+31205550804", new { supervisors = new[] { "Leads" }, ringFor = "00:05:00", members = new[] { new { agent = "201" } } });
        using var board = await Listen("acd-wall", Vera);
        var (id, now) = await board.Next();
        Assert.Equal((0, 1), ((int)now["waiting"]!, (int)now["states"]!["available"]!));

        var caller = await world.Dial("+31205550804");
        var changed = world.Now;
        await world.Advance(2);
        (var other, now) = await board.Next();
        Assert.Equal((1, 1), ((int)now["waiting"]!, (int)now["states"]!["ringing"]!));
        Assert.InRange(((DateTimeOffset)now["at"]!) - changed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.NotEqual(id, other);

        // who knows what is so is told nothing but that somebody is there, and of the next change
        using var again = await Listen("acd-wall", Vera, other);
        await again.Comment();
        await caller.HangsUp();
        await world.Advance(3);
        do
        {
            (_, now) = await again.Next();
        }
        while ((int)now["waiting"]! > 0 || (int)now["today"]!["abandoned"]! == 0);
        await world.Advance(16);
        await again.Comment();
    }

    [Fact]
    public async Task A_wallboard_ends_by_itself_and_nobody_looks_any_more_when_all_have_gone()
    {
        await Make("acd-end", "+31205550805", new { supervisors = new[] { "Leads" }, members = new[] { new { agent = "201" } } });
        using (var board = await Listen("acd-end", Vera))
        {
            await board.Next();
            await world.Advance(200);
            await board.End();
        }

        var before = world.Tables.Requests;
        await world.Advance(30);
        Assert.DoesNotContain(world.Tables.After(before), request => request.Contains("acd-end", StringComparison.Ordinal));
    }

    private async Task<Phone[]> Make(string account, string number, object queue, params object[] more) =>
        await QueueAccount.Make(world, account, number, queue, more, Persons, [new { name = "Leads", members = new[] { "202" } }]);

    private Task<Answer> Ask(string path, string user) => world.Api.Ask(HttpMethod.Get, "api/v1/accounts/" + path, user);

    private async Task<JsonObject> Live(string account, string user)
    {
        var answer = await Ask($"{account}/queues/500/live", user);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }

    private async Task<Events> Listen(string account, string user, string? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/accounts/{account}/queues/500/live");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await world.Api.Token(user));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (known is not null)
        {
            request.Headers.Add("Last-Event-ID", known);
        }

        var response = await world.Local.FunctionsHttp(0).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((System.Net.HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new Events(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>What is sent to one who listens.</summary>
    private sealed class Events(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public async Task<(string Id, JsonObject Data)> Next()
        {
            string? id = null;
            while (await Line() is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    id = line[4..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    return (id!, JsonNode.Parse(line[6..])!.AsObject());
                }
            }

            throw new EndOfStreamException("There are no more events.");
        }

        public async Task Comment()
        {
            while (await Line() is var line && line != ":")
            {
                Assert.False(line is null || line.StartsWith("data", StringComparison.Ordinal), line);
            }
        }

        public async Task End()
        {
            while (await Line() is not null)
            {
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }

        private async Task<string?> Line()
        {
            using var enough = new CancellationTokenSource(Patience);
            return await reader.ReadLineAsync(enough.Token);
        }
    }
}
