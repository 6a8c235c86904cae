using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Messaging.ServiceBus;

namespace Pbx.Local.Wire;

/// <summary>
/// A client's connection to the broker: opened by the first request, and again by the next one after it broke. A request is
/// tried as often as the retry options say while its failure is transient; a send repeats its MessageIds.
/// </summary>
internal sealed class BrokerWire(ServiceBusConnectionStringProperties place, ServiceBusRetryOptions retry) : IAsyncDisposable
{
    private readonly Guid client = Guid.NewGuid();
    private readonly SemaphoreSlim opening = new(1, 1);
    private OpenStream? open;
    private int lastLink;
    private bool closed;

    public TimeSpan TryTimeout => retry.TryTimeout;

    public TimeSpan RetryDelay => retry.Delay;

    public string Host => place.FullyQualifiedNamespace;

    /// <summary>A number for a new receiver.</summary>
    public int NewLink() => Interlocked.Increment(ref lastLink);

    /// <summary>Asks and waits for the reply, which is never a refusal: that is thrown.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="entity">The queue, for messages.</param>
    /// <param name="patience">How long the broker may wait before it answers.</param>
    /// <param name="cancel">Ends a wait, which then returns what it has; ends anything else with an exception.</param>
    /// <exception cref="ServiceBusException">The broker refused, or could not be reached.</exception>
    /// <exception cref="InvalidOperationException">The request makes no sense for this queue.</exception>
    /// <exception cref="UnauthorizedAccessException">The key is not the broker's.</exception>
    public async Task<TReply> Ask<TReply>(Request request, string entity, TimeSpan patience, CancellationToken cancel)
        where TReply : Reply
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await AskOnce(request, entity, patience, cancel) switch
                {
                    TReply reply => reply,
                    Reply.Refused { Reason: Refusal.NotAllowed } refused => throw new InvalidOperationException(refused.Text),
                    Reply.Refused refused => throw new ServiceBusException(refused.Text, (ServiceBusFailureReason)refused.Reason, entity),
                    var other => throw new InvalidDataException($"The broker answered {request.GetType().Name} with {other.GetType().Name}."),
                };
            }
            catch (ServiceBusException e) when (e.IsTransient && attempt < retry.MaxRetries && request is not Request.AcceptSession && !cancel.IsCancellationRequested)
            {
                await Task.Delay(retry.DelayAfter(attempt), cancel);
            }
        }
    }

    /// <summary>The same once, and without caring about the outcome: for what the broker finds out by itself later.</summary>
    public async Task TryTell(Request request, string entity)
    {
        try
        {
            await AskOnce(request, entity, TimeSpan.Zero, CancellationToken.None);
        }
        catch (Exception e) when (e is ServiceBusException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The broker is away: it has ended our locks and waits, or will when their time has come.
        }
    }

    public async ValueTask DisposeAsync()
    {
        OpenStream? last;
        await opening.WaitAsync();
        try
        {
            closed = true;
            last = open;
            open = null;
        }
        finally
        {
            opening.Release();
        }

        if (last is not null)
        {
            await last.Close();
        }
    }

    private async Task<Reply> AskOnce(Request request, string entity, TimeSpan patience, CancellationToken cancel)
    {
        var stream = await Open(entity, cancel);
        var number = stream.NextNumber();
        var asked = stream.Ask(number, request, entity);
        try
        {
            using var registration = patience > TimeSpan.Zero
                ? cancel.Register(() => _ = TryTell(new Request.StopWaiting(number), entity))
                : default;
            return await asked.WaitAsync(patience + retry.TryTimeout, patience > TimeSpan.Zero ? CancellationToken.None : cancel);
        }
        catch (TimeoutException e)
        {
            throw new ServiceBusException($"The broker at {Host} did not answer in time.", ServiceBusFailureReason.ServiceTimeout, entity, e);
        }
    }

    private async Task<OpenStream> Open(string entity, CancellationToken cancel)
    {
        if (open is { IsBroken: false } present)
        {
            return present;
        }

        await opening.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(closed, typeof(ServiceBusClient));
            if (open is { IsBroken: false } meanwhile)
            {
                return meanwhile;
            }

            return open = await Connect(entity, cancel);
        }
        finally
        {
            opening.Release();
        }
    }

    private async Task<OpenStream> Connect(string entity, CancellationToken cancel)
    {
        var endpoint = place.Endpoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(retry.TryTimeout);
            await socket.ConnectAsync(new DnsEndPoint(endpoint.Host, endpoint.Port), patience.Token);
            var stream = new NetworkStream(socket, ownsSocket: true);
            var head = $"GET /broker/connect HTTP/1.1\r\nHost: {endpoint.Authority}\r\nConnection: Upgrade\r\nUpgrade: {Framing.Protocol}\r\n"
                + $"{Framing.ClientHeader}: {client}\r\nAuthorization: SharedAccessKey {place.SharedAccessKeyName}:{place.SharedAccessKey}\r\n\r\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head), patience.Token);
            var status = await ReadHead(stream, patience.Token);
            if (status.Contains(" 101 ", StringComparison.Ordinal))
            {
                return new OpenStream(stream, Host);
            }

            throw status.Contains(" 401 ", StringComparison.Ordinal)
                ? new UnauthorizedAccessException($"The broker at {Host} does not know this SharedAccessKeyName with this SharedAccessKey.")
                : new ServiceBusException($"At {Host} there is no broker: {status}", ServiceBusFailureReason.ServiceCommunicationProblem, entity);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new ServiceBusException($"The broker at {Host} cannot be reached: {e.Message}", ServiceBusFailureReason.ServiceCommunicationProblem, entity, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string> ReadHead(NetworkStream stream, CancellationToken cancel)
    {
        // Byte by byte: what follows the head is frames already.
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 16 * 1024)
        {
            if (await stream.ReadAsync(one, cancel) == 0)
            {
                throw new IOException("The connection was closed.");
            }

            head.Append((char)one[0]);
            if (one[0] == '\n' && head.Length >= 4 && head[^2] == '\r' && head[^3] == '\n')
            {
                var text = head.ToString();
                return text[..text.IndexOf('\r', StringComparison.Ordinal)];
            }
        }

        throw new IOException("The answer is no HTTP.");
    }

#pragma warning disable CA1001 // a semaphore whose handle is never asked for holds nothing to dispose
    private sealed class OpenStream
#pragma warning restore CA1001
    {
        private readonly NetworkStream stream;
        private readonly string host;
        private readonly ConcurrentDictionary<int, TaskCompletionSource<Reply>> asked = new();
        private readonly Task reading;
        private readonly SemaphoreSlim writing = new(1, 1);
        private int lastNumber;

        public OpenStream(NetworkStream stream, string host)
        {
            this.stream = stream;
            this.host = host;
            reading = Read();
        }

        public bool IsBroken { get; private set; }

        public int NextNumber() => Interlocked.Increment(ref lastNumber);

        public async Task<Reply> Ask(int number, Request request, string entity)
        {
            var frame = Framing.Request(number, request);
            var reply = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
            asked[number] = reply;
            try
            {
                await writing.WaitAsync();
                try
                {
                    await stream.WriteAsync(frame);
                }
                finally
                {
                    writing.Release();
                }

                if (IsBroken)
                {
                    throw new IOException("The connection was closed.");
                }

                return await reply.Task;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                IsBroken = true;
                throw new ServiceBusException($"The connection to the broker at {host} broke: {e.Message}", ServiceBusFailureReason.ServiceCommunicationProblem, entity, e);
            }
            finally
            {
                asked.TryRemove(number, out _);
            }
        }

        public async Task Close()
        {
            IsBroken = true;
            await stream.DisposeAsync();
            await reading;
        }

        private async Task Read()
        {
            await Task.Yield();
            Exception end = new IOException("The connection was closed.");
            try
            {
                while (await Framing.ReadFrame(stream, CancellationToken.None) is { } frame)
                {
                    if (asked.TryGetValue(frame.Number, out var reply))
                    {
                        reply.TrySetResult(ReplyFormat.Read(frame.Content));
                    }
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidDataException)
            {
                end = e;
            }

            IsBroken = true;
            await stream.DisposeAsync();
            foreach (var reply in asked.Values)
            {
                reply.TrySetException(new IOException(end.Message, end));
            }
        }
    }
}
