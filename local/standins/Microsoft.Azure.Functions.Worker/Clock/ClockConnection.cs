using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Clock;

/// <summary>
/// The WebSocket on which the local host tells the time (<c>{PBX_CLOCK}/clock/follow</c>). Each question has an id and is
/// answered with it and the next due instant, when the timers that it fired have done their work:
/// <c>{"id":1,"now":"…","manual":true}</c> tells the time, <c>{"id":2}</c> only asks; the answer is <c>{"id":1,"due":"…"}</c>, due
/// null when nothing is. The app serves only after the first telling, and stops when the host has gone.
/// </summary>
internal sealed class ClockConnection(Uri address, HostClock clock, ILogger<ClockConnection> logger, IHostApplicationLifetime app)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource ended = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private Task following = Task.CompletedTask;

    /// <summary>Makes the host's clock the clock of the app.</summary>
    public static void Register(IServiceCollection services, Uri address)
    {
        services.AddSingleton<HostClock>();
        services.AddSingleton<TimeProvider>(static provider => provider.GetRequiredService<HostClock>());
        services.AddHostedService(provider =>
        {
            // At once: other services may ask for the time while they are made.
            var connection = ActivatorUtilities.CreateInstance<ClockConnection>(provider, address);
            connection.following = Task.Run(connection.Follow, CancellationToken.None);
            return connection;
        });
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(clock.Told, following).WaitAsync(cancellationToken);
        if (first == following)
        {
            throw new InvalidOperationException($"The clock at {address} does not answer.");
        }
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await ended.CancelAsync();
        await following;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
        sending.Dispose();
    }

    private async Task Follow()
    {
        var follow = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws", Path = "/clock/follow" }.Uri;
        var lost = Environment.TickCount64;
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var socket = new ClientWebSocket();
                await socket.ConnectAsync(follow, ended.Token);
                await Listen(socket);
                lost = Environment.TickCount64;
                Log.ClockLost(logger, address);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
            {
                if (Environment.TickCount64 - lost > Patience.TotalMilliseconds)
                {
                    // An app that has not started yet fails to start instead.
                    if (clock.Told.IsCompleted)
                    {
                        Log.ClockGone(logger, address);
                        app.StopApplication();
                    }

                    return;
                }
            }

            // The wire's own time: the clock that is sought cannot measure it.
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task Listen(ClientWebSocket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var question = Read(buffer.AsSpan(0, received.Count));
                // Not in the loop: a timer that takes long must not keep other questions waiting.
                _ = Task.Run(() => Answer(socket, question), CancellationToken.None);
            }
        }
        catch (WebSocketException) when (clock.Told.IsCompleted)
        {
            // The connection broke: the caller connects again.
        }
    }

    private async Task Answer(ClientWebSocket socket, Question question)
    {
        try
        {
            if (question.Now is { } now)
            {
                clock.Tell(now, question.Manual);
            }

            await clock.Settled();
            await sending.WaitAsync(ended.Token);
            try
            {
                var due = clock.NextDue is { } next ? $"\"{next.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\"" : "null";
                await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"id\":{question.Id},\"due\":{due}}}"), WebSocketMessageType.Text, endOfMessage: true, ended.Token);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The host is gone or this app is ending: nobody waits for the answer.
            Log.ClockAnswerLost(logger, e);
        }
    }

    private static Question Read(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        using var json = JsonDocument.ParseValue(ref reader);
        var root = json.RootElement;
        return new(
            root.GetProperty("id").GetInt64(),
            root.TryGetProperty("now", out var now) ? now.GetDateTimeOffset() : null,
            root.TryGetProperty("manual", out var manual) && manual.GetBoolean());
    }

    private sealed record Question(long Id, DateTimeOffset? Now, bool Manual);
}
