using System.Text.Json;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using static Pbx.Domain.Tests.QueueStatistics.Stays;

namespace Pbx.Domain.Tests.QueueStatistics;

public sealed class WhenAStayIsFiledTwice
{
    private static readonly FiledBlock Empty = new(new StatisticsBlock(At("2026-11-22T08:00Z")));

    [Fact]
    public void The_same_stay_counts_once_and_another_stay_of_the_same_call_counts_too()
    {
        var stay = Stay("a", "2026-11-22T10:00Z", 10, StayEnd.Answered, 60);
        var once = Empty.Add(stay);
        Assert.Equal(once, once.Add(stay));
        Assert.NotEqual(once, once.Add(stay with { Sequence = 1 }));
        Assert.NotEqual(once, once.Add(stay with { Call = "b" }));
        Assert.Equal(1, once.Sums.Quarters.Single().AnsweredWait.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void In_any_order_and_however_often_the_sums_are_the_same(ulong seed)
    {
        var stays = Drawn(seed, 200);
        var prng = new Pbx.Simulation.World.Prng(seed + 100);
        var mixed = stays.Concat(stays.Where(_ => prng.Chance(0.3))).OrderBy(_ => prng.Next()).ToList();
        Assert.Equal(FiledBlock.Of(stays).OrderBy(block => block.Start), FiledBlock.Of(mixed).OrderBy(block => block.Start));
    }

    [Fact]
    public void What_is_stored_is_what_was_counted()
    {
        foreach (var block in FiledBlock.Of(Drawn(7, 300)))
        {
            Assert.Equal(block, JsonSerializer.Deserialize(JsonSerializer.Serialize(block, StatisticsJson.Block), StatisticsJson.Block));
        }

        var stay = Drawn(7, 1)[0];
        Assert.Equal(stay, JsonSerializer.Deserialize(JsonSerializer.Serialize(stay, StatisticsJson.Stay), StatisticsJson.Stay));
    }

    [Fact]
    public void A_stay_of_another_time_is_no_part_of_a_block() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.Add(Stay("a", "2026-11-22T12:00Z", 10, StayEnd.Answered)));
}
