using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pbx.Domain.Accounts;
using Pbx.Engine.Floors;

namespace Pbx.Functions.Queues;

/// <summary>
/// What is shown of a queue as server-sent events: at once, unless <c>Last-Event-ID</c> says that it is known, then whenever it has changed; a comment when it has not for a while, so that nobody in between
/// takes the connection for dead. It ends by itself, because roles and processes change; clients connect again.
/// </summary>
internal sealed class LiveStream(FloorWatch watch, AccountId account, Func<FloorWatcher?, CancellationToken, Task<LiveText?>> show, TimeProvider time, CancellationToken stopping) : IResult
{
    private const string EventStream = "text/event-stream";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3); // less than the 230 s after which Azure's load balancer may end a response
    private static readonly byte[] Comment = ":\n\n"u8.ToArray();

    /// <summary>Whether a request asks for events before all else.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(one => one.Quality ?? 1).FirstOrDefault() is { } first && first.MediaType.Equals(EventStream, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        using var watcher = watch.Watch(account);
        var response = httpContext.Response;
        response.ContentType = EventStream;
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var (known, until) = (httpContext.Request.Headers["Last-Event-ID"].ToString(), time.GetUtcNow() + Longest);
        try
        {
            await response.Body.WriteAsync("retry: 1000\n\n"u8.ToArray(), ended.Token);
            while (await show(watcher, ended.Token) is { } now)
            {
                await response.Body.WriteAsync(now.Id == known ? Comment : Event(now), ended.Token);
                await response.Body.FlushAsync(ended.Token);
                known = now.Id;
                if (time.GetUtcNow() >= until)
                {
                    return;
                }

                await watcher.Change(ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // whoever watched has gone, or this process is ending and another one is asked next
        }
    }

    private static byte[] Event(LiveText now) => [.. Encoding.UTF8.GetBytes($"id: {now.Id}\ndata: "), .. now.Content, .. "\n\n"u8];
}
