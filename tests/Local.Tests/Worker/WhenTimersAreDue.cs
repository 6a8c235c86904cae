using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pbx.Simulator.Network.Time;

namespace Pbx.Local.Tests.Worker;

public sealed class WhenTimersAreDue : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Clock clock = new(Noon);
    private readonly string data = Directory.CreateTempSubdirectory("pbx-timers-").FullName;

    public void Dispose()
    {
        clock.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("0 */5 * * * *", "12:05:00 12:10:00 12:15:00")]
    [InlineData("*/5 * * * *", "12:05:00 12:10:00 12:15:00")]
    [InlineData("00:07:00", "12:07:00 12:14:00")]
    [InlineData("30 10 12 * * Mon", "12:10:30")]
    [InlineData("*/20 0,1 12 2 * *", "12:00:20 12:00:40 12:01:00 12:01:20 12:01:40")]
    public async Task They_fire_on_their_schedule(string schedule, string at)
    {
        await using var app = await Start(typeof(Ticks), $"--Every={schedule}");

        await clock.AdvanceTo(Noon.AddMinutes(16));

        Assert.Equal(at.Split(' '), Lines(app));
    }

    [Fact]
    public async Task Two_that_are_due_at_one_instant_both_fire_then()
    {
        await using var app = await Start(typeof(Pair));

        await clock.AdvanceTo(Noon.AddHours(1).AddTicks(-1));
        Assert.Empty(Lines(app));
        await clock.AdvanceTo(Noon.AddHours(1));

        Assert.Equal(["a 13:00:00", "b 13:00:00"], Lines(app).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_status_says_when_it_ran_and_when_it_will()
    {
        await using var app = await Start(typeof(Status));

        await clock.AdvanceTo(Noon.AddHours(2));

        Assert.Equal(["last 00:00:00, next 13:00:00, on time", "last 13:00:00, next 14:00:00, on time"], Lines(app));
    }

    [Fact]
    public async Task What_was_missed_while_the_app_was_down_is_made_up_once()
    {
        await using (var before = await Start(typeof(Status), $"--PBX_DATA={data}"))
        {
            await clock.AdvanceTo(Noon.AddHours(1));
        }

        await clock.AdvanceTo(Noon.AddHours(4.5));
        await using var after = await Start(typeof(Status), $"--PBX_DATA={data}");
        await after.Services.GetRequiredService<Diary>().Has(1);
        await clock.AdvanceTo(Noon.AddHours(5));

        Assert.Equal(["last 13:00:00, next 14:00:00, past due", "last 16:00:00, next 17:00:00, on time"], Lines(after));
    }

    [Fact]
    public async Task Nothing_is_made_up_when_nothing_was_missed()
    {
        await using (var before = await Start(typeof(Status), $"--PBX_DATA={data}"))
        {
            await clock.AdvanceTo(Noon.AddHours(1));
        }

        await clock.AdvanceTo(Noon.AddHours(1.9));
        await using var after = await Start(typeof(Status), $"--PBX_DATA={data}");

        Assert.Empty(Lines(after));
    }

    [Fact]
    public async Task One_runs_once_at_a_time_and_makes_up_what_passed_meanwhile()
    {
        await using var app = await Start(typeof(Long));
        var diary = app.Services.GetRequiredService<Diary>();

        await clock.AdvanceTo(Noon.AddHours(3.5));
        Assert.Equal(["begins on time"], diary.Lines);
        diary.GoOn.SetResult();
        await diary.Has(4);

        Assert.Equal(["begins on time", "ends", "begins past due", "ends"], diary.Lines);
    }

    [Fact]
    public async Task One_that_fails_fires_again()
    {
        await using var app = await Start(typeof(Fails));

        await clock.AdvanceTo(Noon.AddHours(2));

        Assert.Equal(["fails", "fails"], Lines(app));
    }

    [Fact]
    public async Task Of_two_processes_on_the_same_data_one_fires_and_the_other_takes_over()
    {
        await using var first = await Start(typeof(Ticks), "--Every=0 0 * * * *", $"--PBX_DATA={data}");
        await using var second = await Start(typeof(Ticks), "--Every=0 0 * * * *", $"--PBX_DATA={data}");

        await clock.AdvanceTo(Noon.AddHours(2));
        await first.Stop();
        await clock.AdvanceTo(Noon.AddHours(4));

        Assert.Equal(["13:00:00", "14:00:00"], Lines(first));
        Assert.Equal(["15:00:00", "16:00:00"], Lines(second));
    }

    private async Task<RunningApp> Start(Type functions, params string[] settings)
    {
        var builder = RunningApp.Builder([functions], settings);
        builder.Services.AddSingleton<TimeProvider>(clock);
        return await RunningApp.Start(builder);
    }

    private static string[] Lines(RunningApp app) => app.Services.GetRequiredService<Diary>().Lines;

    private static string Show(DateTime time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public sealed class Ticks(Diary diary, TimeProvider time)
    {
        [Function("Ticks")]
        public void Tick([TimerTrigger("%Every%")] TimerInfo timer) => diary.Write(Show(time.GetUtcNow().UtcDateTime));
    }

    public sealed class Pair(Diary diary, TimeProvider time)
    {
        [Function("A")]
        public void A([TimerTrigger("0 0 * * * *")] TimerInfo timer) => diary.Write($"a {Show(time.GetUtcNow().UtcDateTime)}");

        [Function("B")]
        public Task B([TimerTrigger("0 0 13 * * *")] TimerInfo timer)
        {
            diary.Write($"b {Show(time.GetUtcNow().UtcDateTime)}");
            return Task.CompletedTask;
        }
    }

    public sealed class Status(Diary diary)
    {
        [Function("Status")]
        public void Show([TimerTrigger("0 0 * * * *")] TimerInfo timer) => diary.Write(
            $"last {WhenTimersAreDue.Show(timer.ScheduleStatus!.Last)}, next {WhenTimersAreDue.Show(timer.ScheduleStatus.Next)}, {(timer.IsPastDue ? "past due" : "on time")}");
    }

    public sealed class Long(Diary diary)
    {
        [Function("Long")]
        public async Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            diary.Write(timer.IsPastDue ? "begins past due" : "begins on time");
            await diary.GoOn.Task;
            diary.Write("ends");
        }
    }

    public sealed class Fails(Diary diary)
    {
        [Function("Fails")]
        public Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            diary.Write("fails");
            throw new InvalidOperationException("as it does");
        }
    }
}
