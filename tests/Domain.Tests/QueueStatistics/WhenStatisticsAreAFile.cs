using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using static Pbx.Domain.Tests.QueueStatistics.Stays;

namespace Pbx.Domain.Tests.QueueStatistics;

public sealed class WhenStatisticsAreAFile
{
    [Fact]
    [Trait("Rule", "QUE-465")]
    public void Every_line_has_all_columns_and_what_cannot_be_told_is_empty()
    {
        var lines = Lines(ReportCsv.Write(Report([Stay("a", "2026-11-22T10:00Z", 12.5, StayEnd.Answered, 60), Stay("b", "2026-11-22T10:10Z", 4, StayEnd.Abandoned)], "2026-11-22T10:00Z", "2026-11-22T12:00Z", new ServiceTarget(25, ShortAbandon: 5))));
        Assert.Equal(4, lines.Count);
        Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));
        Assert.Equal(lines[0].Count, lines[0].Distinct().Count());
        Assert.Equal(["whole", "hour", "hour"], lines.Skip(1).Select(line => line[0]));
        Assert.Equal(["2026-11-22T11:00+01:00", "2026-11-22T13:00+01:00"], lines[1][1..3]);
        Assert.Equal(["2", "1", "1", "60", "30", "16.5", "4", "50", "100"], Named(lines, 1, "all", "answered", "unanswered", "duration_all_total", "duration_all_average", "waiting_all_total", "waiting_unanswered_minimum", "service_level_25", "service_level_25_without_short_abandons"));
        Assert.Equal(["0", "0", "", "0", "", "", ""], Named(lines, 3, "all", "waiting_all_total", "waiting_all_minimum", "duration_answered_total", "duration_answered_average", "service_level_20", "answer_rate"));
    }

    [Fact]
    [Trait("Rule", "QUE-464")]
    public void Agents_have_a_line_each_and_their_names_are_text()
    {
        var stays = new[]
        {
            (Stay("a", "2026-11-22T10:00Z", 10, StayEnd.Answered, 60) with { AgentName = "=1+\"2\", Anna" }).Offered(Bram, OfferEnd.Missed).Offered(Anna, OfferEnd.Answered),
        };
        var text = ReportCsv.WriteAgents(Report(stays, "2026-11-22T10:00Z", "2026-11-22T11:00Z", logins: [new LoginTime(Anna, At("2026-11-22T10:30Z"), At("2026-11-22T12:00Z"))]));
        Assert.Contains("\"'=1+\"\"2\"\", Anna\"", text, StringComparison.Ordinal);
        Assert.Contains(",1,60,60,1,0,1800,0\r\n", text, StringComparison.Ordinal);
        Assert.Contains("202,,0,0,,1,1,0,0\r\n", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static List<List<string>> Lines(string text) => [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',').ToList())];

    private static IEnumerable<string> Named(List<List<string>> lines, int line, params string[] columns) => columns.Select(column => lines[line][lines[0].IndexOf(column)]);
}
