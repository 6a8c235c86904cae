using Pbx.Domain.Extensions;

namespace Pbx.Domain.QueueStatistics;

/// <summary>What the statistics page of a queue shows (QUE-458): the period as a whole, and its groups for the graphs.</summary>
public sealed record QueueReport(StatisticsPeriod Period, ServiceTarget Target, ReportPart Whole, IReadOnlyList<ReportPart> Groups)
{
    /// <summary>Makes the report from blocks, of which those count that touch the period, and the times that agents were logged in.</summary>
    public static QueueReport Of(StatisticsPeriod period, ServiceTarget target, IEnumerable<StatisticsBlock> blocks, IEnumerable<LoginTime> logins)
    {
        var names = new Dictionary<ExtensionNumber, AgentName>();
        var groups = period.Groups();
        var sums = groups.Select(_ => new TallySum()).ToList();
        var group = 0;
        foreach (var block in blocks.Where(block => block.Start < period.To && block.Start + QuarterHour.BlockLength > period.From).OrderBy(block => block.Start))
        {
            foreach (var name in block.Names)
            {
                names[name.Agent] = names.TryGetValue(name.Agent, out var before) && before.At > name.At ? before : name;
            }

            foreach (var quarter in block.Quarters)
            {
                var at = block.Start + (quarter.Index * QuarterHour.Length);
                if (at < period.From || at >= period.To)
                {
                    continue;
                }

                while (at >= groups[group].To)
                {
                    group++;
                }

                sums[group].Add(quarter);
            }
        }

        var times = logins.ToList();
        var whole = new TallySum();
        sums.ForEach(whole.Add);
        return new QueueReport(
            period,
            target,
            Part(period.From, period.To, whole),
            [.. groups.Select((one, i) => Part(one.From, one.To, sums[i]))]);

        ReportPart Part(DateTimeOffset from, DateTimeOffset to, TallySum sum)
        {
            var loggedIn = times.GroupBy(time => time.Agent).Select(agent => (agent.Key, Time: agent.Aggregate(TimeSpan.Zero, (all, time) => all + time.Within(from, to))))
                .Where(agent => agent.Time > TimeSpan.Zero).ToDictionary(agent => agent.Key, agent => agent.Time);
            var agents = sum.Agents.Keys.Union(loggedIn.Keys).OrderBy(agent => agent.Value.Length).ThenBy(agent => agent.Value, StringComparer.Ordinal);
            return new ReportPart(from, to, sum.Figures(target), [.. agents.Select(agent => new AgentFigures(
                agent, names.GetValueOrDefault(agent)?.Name, sum.Agents.GetValueOrDefault(agent, new AgentTally(agent)), loggedIn.GetValueOrDefault(agent)))]);
        }
    }
}

/// <summary>The figures of the whole period or of a group of it.</summary>
public sealed record ReportPart(DateTimeOffset From, DateTimeOffset To, QueueFigures Figures, IReadOnlyList<AgentFigures> Agents);
