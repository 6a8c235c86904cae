using System.Globalization;
using System.Net.Http.Json;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Queues;

/// <summary>The callers of yesterday come again to other agents.</summary>
public sealed class WhenADayIsSupposedOtherwise(WhenADayIsSupposedOtherwise.LateEvening world) : IClassFixture<WhenADayIsSupposedOtherwise.LateEvening>
{
    private const string Path = "api/v1/accounts/acd-if/queues/500/what-if";

    [Fact]
    [Trait("Rule", "QUE-484")]
    public async Task Two_agents_would_have_answered_whom_one_let_wait()
    {
        var phones = await QueueAccount.Make(world, "acd-if", "+31205550998", new { members = new[] { new { agent = "201" } } });
        var first = await world.Dial("+31205550998");
        await world.Advance(4);
        await phones[0].Answers();
        var second = await world.Dial("+31205550998");
        await world.Advance(40);
        await second.HangsUp();
        await first.HangsUp();
        (await Ask(new { date = "2026-11-16", agents = 2 })).IsProblem(400); // it is not over
        await world.Advance(TimeSpan.FromMinutes(30).TotalSeconds);

        var answer = await Ask(new { date = "2026-11-16", agents = 2 });
        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal((1, 1), ((int)answer.Json["was"]!["calls"]!["answered"]!, (int)answer.Json["was"]!["calls"]!["unanswered"]!));
        Assert.Equal((2, 0), ((int)answer.Json["wouldBe"]!["calls"]!["answered"]!, (int)answer.Json["wouldBe"]!["calls"]!["unanswered"]!));
        Assert.Equal(4, (double)answer.Json["wouldBe"]!["waiting"]!["answered"]!["maximum"]!, 1.5);
        Assert.Equal(24, answer.Json["hours"]!.AsArray().Count);
        Assert.Equal(2, (int)answer.Json["hours"]![23]!["wouldBe"]!["calls"]!["all"]!);
        Assert.Equal(0, (int)(await Ask(new { date = "2026-11-16", agents = 0, targetSeconds = 30 })).Json["wouldBe"]!["calls"]!["answered"]!);

        var wrong = (await Ask(new { date = "2026-11-18", agents = 2, shifts = new[] { new { from = "09:00", to = "08:00", agents = 2 } }, ringFor = "00:00:01" })).IsProblem(400);
        Assert.Equal(["/date", "/agents", "/shifts/0/to", "/ringFor"], wrong.Json["errors"]!.AsArray().Select(one => (string)one!["pointer"]!));
        (await Ask(new { date = "2026-11-16", agents = 2 }, "somebody@sample.example")).IsProblem(403);
    }

    private Task<Answer> Ask(object question, string user = QueueAccount.Partner) => world.Api.Ask(HttpMethod.Post, Path, user, JsonContent.Create(question));

    public sealed class LateEvening() : PbxWorld(processes: 1, DateTimeOffset.Parse("2026-11-16T22:40:00Z", CultureInfo.InvariantCulture));
}
