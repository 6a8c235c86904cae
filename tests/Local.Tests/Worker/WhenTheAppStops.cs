using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Pbx.Local.Tests.Worker;

public sealed class WhenTheAppStops
{
    [Fact]
    public async Task A_running_request_and_a_running_timer_may_end()
    {
        await using var app = await RunningApp.Start(typeof(Slow));
        var diary = app.Services.GetRequiredService<Diary>();
        var answer = app.Http.GetStringAsync("api/slow");
        await diary.Has(2);

        var stopped = app.Stop();
        await Assert.ThrowsAsync<HttpRequestException>(() => RefusedSoon(app.Http.BaseAddress!));
        Assert.False(stopped.IsCompleted);
        diary.GoOn.SetResult();
        await stopped;

        Assert.Equal("done", await answer);
        Assert.Equal(["request done", "request runs", "timer done", "timer runs"], diary.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_does_not_end_in_time_is_cancelled()
    {
        await using var app = await RunningApp.Start(typeof(Slow));
        var diary = app.Services.GetRequiredService<Diary>();
        await diary.Has(1);
        using var noPatience = new CancellationTokenSource();
        await noPatience.CancelAsync();

        await Record.ExceptionAsync(() => app.Stop(noPatience.Token));
        await diary.Has(2);

        Assert.Equal(["timer runs", "timer cut"], diary.Lines);
    }

    // A stopping server closes its port a moment after it was told; each try is a connection of its own.
    private static async Task RefusedSoon(Uri address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!patience.IsCancellationRequested)
        {
            using var http = new HttpClient { BaseAddress = address };
            using var response = await http.GetAsync("none");
        }
    }

    public sealed class Slow(Diary diary)
    {
        [Function("Slow")]
        public async Task<IResult> Request([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            diary.Write("request runs");
            await diary.GoOn.Task;
            diary.Write("request done");
            return Results.Text("done");
        }

        [Function("SlowTimer")]
        public async Task Timer([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancel)
        {
            diary.Write("timer runs");
            try
            {
                await diary.GoOn.Task.WaitAsync(cancel);
                diary.Write("timer done");
            }
            catch (OperationCanceledException)
            {
                diary.Write("timer cut");
            }
        }
    }
}
