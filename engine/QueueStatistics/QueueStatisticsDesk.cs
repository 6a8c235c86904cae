using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Engine.Floors;

namespace Pbx.Engine.QueueStatistics;

/// <summary>
/// Files what happened in queues, and tells the statistics. Whoever files and dies files again: what was lost is made up for, and nothing counts twice. What is filed is in the statistics at once (QUE-485).
/// </summary>
public sealed class QueueStatisticsDesk(IQueueStays stays, IQueueFigures figures) : IQueueLog
{
    private const int Tries = 20;
    private const string Open = "open";

    /// <summary>Files a stay that is over.</summary>
    public Task File(AccountId account, QueueStay stay, CancellationToken cancel) => File(account, [stay], cancel);

    /// <summary>Files stays that are over; those of one queue and four hours are added up in one write.</summary>
    public async Task File(AccountId account, IReadOnlyList<QueueStay> over, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(over);
        await stays.File(account, over, cancel);
        foreach (var block in over.GroupBy(stay => (stay.Queue, Start: QuarterHour.BlockOf(stay.CountsAt()))))
        {
            await Change(account, block.Key.Queue, block.Key.Start, filed => block.Aggregate(filed, (all, stay) => all.Add(stay)), cancel);
        }
    }

    /// <summary>Files a cool-down that is over (QUE-480).</summary>
    public Task FileRest(AccountId account, AgentRest rest, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(rest);
        return Change(account, rest.Queue, QuarterHour.BlockOf(rest.Began), filed => filed.Add(rest), cancel);
    }

    /// <summary>Files a login or logout (QUE-097). The changes of one agent and queue are told in their order.</summary>
    public async Task FileLogin(AccountId account, LoginChange change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        await stays.File(account, change, cancel);
        for (var i = 0; i < Tries; i++)
        {
            var stored = await figures.Read(account, change.Queue, Open, cancel);
            var before = Read(stored, StatisticsJson.Open) ?? new OpenLogins();
            var (next, over) = before.After(change);
            if (next == before)
            {
                return;
            }

            // The days first: as long as the login is open, whoever comes after a crash ends it again, and a day takes the same time once.
            foreach (var (day, time) in over?.ByDays() ?? [])
            {
                await Add(account, change.Queue, Name(day), time, cancel);
            }

            if (await figures.Write(account, change.Queue, new StoredFigures(Open, Bytes(next, StatisticsJson.Open), stored?.Tag), null, cancel))
            {
                return;
            }
        }

        throw Contended(change.Queue);
    }

    /// <summary>The statistics of a queue (QUE-458).</summary>
    /// <param name="now">Until when those who are logged in have been.</param>
    public async Task<QueueReport> Report(AccountId account, ExtensionNumber queue, StatisticsPeriod period, ServiceTarget target, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(period);
        var last = period.To - QuarterHour.Length;
        var blocks = figures.List(account, queue, Block(period.From), Block(last), cancel);
        var days = await figures.List(account, queue, Name(DateOnly.FromDateTime(period.From.UtcDateTime)), Name(DateOnly.FromDateTime(last.UtcDateTime)), cancel);
        var open = Read(await figures.Read(account, queue, Open, cancel), StatisticsJson.Open) ?? new OpenLogins();
        return QueueReport.Of(
            period,
            target,
            (await blocks).Select(row => Read(row, StatisticsJson.Block)).OfType<StatisticsBlock>(),
            days.SelectMany(row => Read(row, StatisticsJson.Day)?.Times ?? []).Concat(open.Until(now)));
    }

    /// <summary>A past day of a queue as it was, and as it would have been with what is supposed (<see cref="WhatIf"/>). Nothing is filed.</summary>
    public async Task<(QueueReport Was, QueueReport Supposed)> WhatIf(AccountId account, ExtensionNumber queue, QueueConfig config, WhatIfQuestion question, string zone, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        var period = question.Day(zone);
        var day = new List<QueueStay>();
        for (var date = DateOnly.FromDateTime(period.From.UtcDateTime); date <= DateOnly.FromDateTime((period.To - QuarterHour.Length).UtcDateTime); date = date.AddDays(1))
        {
            day.AddRange((await stays.On(account, queue, date, cancel)).Where(stay => stay.CountsAt() >= period.From && stay.CountsAt() < period.To));
        }

        return (Report(day), Report(Domain.QueueStatistics.WhatIf.Replay(queue, config, day, question.Supposed(zone))));

        QueueReport Report(IEnumerable<QueueStay> all) => QueueReport.Of(period, question.Target, FiledBlock.Of(all), []);
    }

    /// <summary>Forgets the months that were over before a day, of all accounts; answers which.</summary>
    public async Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel) => [.. await stays.DropBefore(day, cancel), .. await figures.DropBefore(day, cancel)];

    private static string Block(DateTimeOffset at) => "b-" + Hour(QuarterHour.BlockOf(at));

    private static string Hour(DateTimeOffset start) => start.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    private static string Name(DateOnly day) => "d-" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static T? Read<T>(StoredFigures? row, JsonTypeInfo<T> form)
        where T : class => row is null ? null : JsonSerializer.Deserialize(row.Content.Span, form) ?? throw new JsonException($"The row {row.Name} is null.");

    private static byte[] Bytes<T>(T value, JsonTypeInfo<T> form) => JsonSerializer.SerializeToUtf8Bytes(value, form);

    private static InvalidOperationException Contended(ExtensionNumber queue) => new($"The statistics of the queue {queue} are being written by others.");

    private async Task Change(AccountId account, ExtensionNumber queue, DateTimeOffset start, Func<FiledBlock, FiledBlock> change, CancellationToken cancel)
    {
        var (name, beside) = (Block(start), "s-" + Hour(start));
        for (var i = 0; i < Tries; i++)
        {
            // The sums first: names that are read later than they are at most too many, and then the write is refused.
            var stored = await figures.Read(account, queue, name, cancel);
            var seen = stored is null ? null : await figures.Read(account, queue, beside, cancel);
            var before = new FiledBlock(Read(stored, StatisticsJson.Block) ?? new StatisticsBlock(start), [.. MemoryMarshal.Cast<byte, long>(seen is null ? default : seen.Content.Span)]);
            var after = change(before);
            if (after == before || await figures.Write(
                account,
                queue,
                new StoredFigures(name, Bytes(after.Sums, StatisticsJson.Block), stored?.Tag),
                new FiguresBeside(beside, MemoryMarshal.AsBytes(after.Seen.AsSpan()).ToArray()),
                cancel))
            {
                return;
            }
        }

        throw Contended(queue);
    }

    private async Task Add(AccountId account, ExtensionNumber queue, string day, LoginTime time, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            var stored = await figures.Read(account, queue, day, cancel);
            var before = Read(stored, StatisticsJson.Day) ?? new LoginDay();
            var after = before.Add(time);
            if (after == before || await figures.Write(account, queue, new StoredFigures(day, Bytes(after, StatisticsJson.Day), stored?.Tag), null, cancel))
            {
                return;
            }
        }

        throw Contended(queue);
    }
}
