using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pbx.Local.Host.Followers;
using Pbx.Simulator.Network.Time;

namespace Pbx.Local.Tests.Worker;

public sealed class WhenAProcessFollowsTheClock : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Clock clock = new(Noon);
    private WebApplication host = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock);
        host = builder.Build();
        host.Urls.Add("http://127.0.0.1:0");
        host.MapClockFollowers();
        await host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
    }

    public void Dispose() => clock.Dispose();

    [Fact]
    public async Task It_knows_the_time_before_it_serves()
    {
        await using var app = await Follower(typeof(Hourly));

        Assert.Equal(Noon, Time(app).GetUtcNow());
    }

    [Fact]
    public async Task It_is_told_every_advance_and_the_advance_waits_for_its_timers()
    {
        await using var app = await Follower(typeof(Hourly));

        await clock.AdvanceTo(Noon.AddHours(2.5));

        Assert.Equal(Noon.AddHours(2.5), Time(app).GetUtcNow());
        Assert.Equal(["13 begins", "13 ends", "14 begins", "14 ends"], Lines(app));
    }

    [Fact]
    public async Task Timers_of_two_processes_fire_in_the_order_of_their_instants()
    {
        await using var first = await Follower(typeof(Hourly));
        await using var second = await Follower(typeof(Hourly));
        var order = new List<string>();
        await using var a = Time(first).CreateTimer(_ => order.Add("first"), null, TimeSpan.FromMinutes(20), Timeout.InfiniteTimeSpan);
        await using var b = Time(second).CreateTimer(_ => order.Add("second"), null, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20));

        await clock.AdvanceTo(Noon.AddMinutes(35));

        Assert.Equal(["second", "first", "second"], order);
    }

    [Fact]
    public async Task In_real_mode_it_runs_on_from_where_the_clock_stood()
    {
        await using var app = await Follower(typeof(Hourly));
        var fired = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = Time(app);
        await using var timer = time.CreateTimer(_ => fired.TrySetResult(time.GetUtcNow()), null, TimeSpan.FromMilliseconds(30), Timeout.InfiniteTimeSpan);

        await clock.SetManual(false);

        var at = await fired.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(at >= Noon.AddMilliseconds(30) && at < Noon.AddMinutes(1), $"{at:O}");
    }

    [Fact]
    public async Task A_process_that_dies_holds_nobody_up()
    {
        using var mute = new ClientWebSocket();
        await mute.ConnectAsync(Address("ws"), CancellationToken.None);
        var buffer = new byte[1000];
        var greeting = await mute.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        Assert.Contains("\"manual\":true", Encoding.UTF8.GetString(buffer, 0, greeting.Count), StringComparison.Ordinal);

        var advance = clock.AdvanceTo(Noon.AddHours(1));
        await mute.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        Assert.False(advance.IsCompleted);
        mute.Abort();

        await advance.WaitAsync(TimeSpan.FromSeconds(20));
        await clock.AdvanceTo(Noon.AddHours(2)).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_follower_that_stops_follows_no_longer()
    {
        await using (var app = await Follower(typeof(Hourly)))
        {
            await clock.AdvanceTo(Noon.AddHours(1));
            Assert.Equal(2, Lines(app).Length);
        }

        await clock.AdvanceTo(Noon.AddHours(3)).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_process_whose_host_has_gone_stops()
    {
        await using var app = await Follower(typeof(Hourly));
        var stopping = new TaskCompletionSource();
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await host.StopAsync();

        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_clock_out_of_reach_fails_the_start()
    {
        var builder = RunningApp.Builder([typeof(Hourly)], "--PBX_CLOCK=http://127.0.0.1:1/");
        using var app = builder.Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());

        Assert.Contains("The clock at http://127.0.0.1:1/ does not answer.", failure.Message, StringComparison.Ordinal);
    }

    private Task<RunningApp> Follower(Type functions) => RunningApp.Start(RunningApp.Builder([functions], $"--PBX_CLOCK={Address("http").GetLeftPart(UriPartial.Authority)}"));

    private Uri Address(string scheme) => new UriBuilder(host.Urls.Single()) { Scheme = scheme, Path = "/clock/follow" }.Uri;

    private static TimeProvider Time(RunningApp app) => app.Services.GetRequiredService<TimeProvider>();

    private static string[] Lines(RunningApp app) => app.Services.GetRequiredService<Diary>().Lines;

    public sealed class Hourly(Diary diary, TimeProvider time)
    {
        [Function("Hourly")]
        public async Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            diary.Write($"{time.GetUtcNow().Hour} begins");
            for (var i = 0; i < 100; i++)
            {
                await Task.Yield();
            }

            diary.Write($"{time.GetUtcNow().Hour} ends");
        }

        [Function("Idle")]
        public IResult Idle([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();
    }
}
