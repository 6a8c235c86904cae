using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>
/// One client's stream of frames. Requests are begun in the order in which they come, so that a sender's messages keep theirs;
/// replies go back as they are ready. When the stream ends, however it ends, the client is gone.
/// </summary>
internal static class BrokerConnection
{
    public static async Task Serve(MessageBroker broker, Guid client, Stream stream, ILogger logger, CancellationToken closing)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(closing);
        var replies = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
        var writing = Write(replies.Reader, stream, ended);
        var attachment = broker.Attach(client, Abort);
        Log.Connected(logger, client);
        try
        {
            while (await Framing.ReadFrame(stream, ended.Token) is { } frame)
            {
                _ = Answer(broker, attachment, frame.Number, RequestFormat.Read(frame.Content), replies.Writer, logger);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidDataException or InvalidOperationException)
        {
            // The client has gone, or speaks something else: both end here, and it may come back.
        }
        finally
        {
            broker.Detach(attachment);
            replies.Writer.TryComplete();
            await ended.CancelAsync();
            await writing;
            Log.Gone(logger, client);
        }

        void Abort()
        {
            try
            {
                ended.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself in this moment.
            }
        }
    }

    private static async Task Answer(
        MessageBroker broker, Attachment attachment, int number, Request request, ChannelWriter<ReadOnlyMemory<byte>> replies, ILogger logger)
    {
        Reply reply;
        try
        {
            reply = await broker.Handle(attachment, number, request);
        }
#pragma warning disable CA1031 // a bug in one request must not end the others of this client
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.RequestFailed(logger, e, attachment.Client);
            reply = new Reply.Refused(Refusal.GeneralError, e.Message);
        }

        replies.TryWrite(Framing.Reply(number, reply));
    }

    private static async Task Write(ChannelReader<ReadOnlyMemory<byte>> replies, Stream stream, CancellationTokenSource ended)
    {
        try
        {
            await foreach (var frame in replies.ReadAllAsync(ended.Token))
            {
                await stream.WriteAsync(frame, ended.Token);
                await stream.FlushAsync(ended.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            await ended.CancelAsync(); // the reader ends too
        }
    }
}
