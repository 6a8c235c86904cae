namespace Pbx.Simulator.Tests;

public sealed class WhenTheWeatherIsBad
{
    [Fact]
    public async Task Every_event_may_come_twice_with_the_same_id()
    {
        await using var desk = await Desk.Open();
        await desk.Weather(new { duplicate = 1, seed = 1 });
        await desk.AnsweredCall();

        Assert.Equal(2, desk.App.Incoming.Count);
        Assert.Equal(["CallConnected", "CallConnected", "ParticipantsUpdated", "ParticipantsUpdated"], desk.App.Types);
        Assert.Equal((string?)desk.App.Events[0].Event["id"], (string?)desk.App.Events[1].Event["id"]);
    }

    [Fact]
    public async Task Events_may_be_lost_but_incoming_calls_are_not()
    {
        await using var desk = await Desk.Open();
        await desk.Weather(new { drop = 1 });
        await desk.AnsweredCall();

        Assert.Single(desk.App.Incoming);
        Assert.Empty(desk.App.Events);
    }

    [Fact]
    public async Task Events_may_be_late_by_up_to_five_seconds()
    {
        await using var desk = await Desk.Open();
        await desk.Weather(new { delay = 1, seed = 5 });
        await desk.Dial();
        Assert.Empty(desk.App.Incoming);
        await desk.Advance(5);
        await desk.Answer();
        Assert.Empty(desk.App.Events);
        await desk.Advance(5);

        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Events_may_be_swapped_and_the_last_one_still_comes()
    {
        await using var desk = await Desk.Open();
        await desk.Weather(new { reorder = 1 });
        await desk.AnsweredCall();
        Assert.Empty(desk.App.Events);
        await desk.Advance(2);

        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_weather()
    {
        var first = await Story(seed: 3943);
        var again = await Story(seed: 3943);
        var other = await Story(seed: 3944);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first.Order(StringComparer.Ordinal), first.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static async Task<string[]> Story(long seed)
    {
        await using var desk = await Desk.Open();
        await desk.Weather(new { duplicate = 0.3, reorder = 0.3, delay = 0.3, drop = 0.1, seed });
        await desk.Dial();
        await desk.Advance(5);
        var leg = await desk.Answer();
        for (var i = 0; i < 10; i++)
        {
            await desk.Play(leg, desk.App.File(1), $"play-{i}");
            await desk.Advance(1.5);
        }

        await desk.Advance(10);
        return [.. desk.App.Events.Select(e => $"{e.Type} {e.Data["operationContext"]} {e.Data["sequenceNumber"]}")];
    }
}
