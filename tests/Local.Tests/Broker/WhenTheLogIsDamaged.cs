using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Local.Host.Broker;
using Pbx.Local.Wire;
using Pbx.Simulator.Network.Time;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenTheLogIsDamaged : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("broker-log-").FullName;
    private readonly Clock clock = new(BrokerHost.Start);
    private readonly Attachment client = new(Guid.NewGuid(), () => { });

    public void Dispose()
    {
        clock.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Cut_at_any_byte_it_gives_back_what_was_complete_before()
    {
        var (bytes, lengths) = await Written();
        for (var cut = lengths[2]; cut <= bytes.Length; cut++)
        {
            var complete = lengths.Count(l => l <= cut) - 1;
            Assert.Equal(Messages(complete), await Reread(bytes[..cut]));
        }
    }

    [Fact]
    public async Task With_any_byte_spoilt_it_gives_back_what_was_complete_before()
    {
        var (bytes, lengths) = await Written();
        for (var at = lengths[2]; at < bytes.Length; at++)
        {
            var spoilt = bytes.ToArray();
            spoilt[at] ^= 0x41;
            Assert.Equal(Messages(lengths.Count(l => l <= at) - 1), await Reread(spoilt));
        }
    }

    [Fact]
    public async Task It_goes_on_behind_what_was_cut_off_and_keeps_the_rest_aside()
    {
        var (bytes, lengths) = await Written();
        await File.WriteAllBytesAsync(LogFile, bytes[..(lengths[3] + 5)]);

        using (var broker = Open())
        {
            Assert.Equal(Messages(3), await Seen(broker));
            await Send(broker, "after");
        }

        using var again = Open();
        var seen = await Seen(again);
        Assert.Equal([.. Messages(3), "after"], seen);
        Assert.Equal(5, new FileInfo(Path.Combine(directory, "cut")).Length);
    }

    [Fact]
    public async Task A_rewriting_that_was_interrupted_changes_nothing()
    {
        var (bytes, _) = await Written();
        for (var cut = 0; cut < 40; cut++)
        {
            await File.WriteAllBytesAsync(Path.Combine(directory, "log-2"), bytes[^cut..]);
            Assert.Equal(Messages(5), await Reread(bytes));
            Assert.False(File.Exists(Path.Combine(directory, "log-2")));
        }
    }

    [Fact]
    public async Task A_log_without_its_snapshot_is_refused_rather_than_forgotten()
    {
        var (bytes, _) = await Written();
        bytes[0] ^= 1;
        File.Move(LogFile, Path.Combine(directory, "log-7"));
        await File.WriteAllBytesAsync(Path.Combine(directory, "log-7"), bytes);

        Assert.Throws<InvalidDataException>(Open);
    }

    [Fact]
    public void Two_brokers_do_not_share_a_directory()
    {
        using var broker = Open();

        Assert.Throws<IOException>(Open);
    }

    [Fact]
    public async Task Rewriting_keeps_everything_and_drops_what_was_settled()
    {
        var options = Options with { CompactAt = 4000 };
        using (var broker = MessageBroker.Open(options, clock, NullLogger<MessageBroker>.Instance))
        {
            for (var i = 0; i < 100; i++)
            {
                await Send(broker, $"{i}");
                if (i < 97)
                {
                    var got = await Ask<Reply.Deliveries>(broker, new Request.Receive("calls", 1, null, 1, TimeSpan.Zero, Delete: true, TimeSpan.Zero));
                    Assert.Equal($"{i}", got.Values[0].Letter.MessageId);
                }
            }
        }

        Assert.NotEqual("log-1", Path.GetFileName(Assert.Single(Directory.GetFiles(directory, "log-*"))));
        using var again = Open();
        var left = await Seen(again);
        Assert.Equal(["97", "98", "99"], left);
        await Send(again, "0"); // still known as a duplicate
        Assert.Equal(101, (await Ask<Reply.Numbers>(again, new Request.Send("calls", [new Letter { MessageId = "new" }]))).Values[0]);
        left = await Seen(again);
        Assert.Equal(["97", "98", "99", "new"], left);
    }

    private BrokerOptions Options => new()
    {
        DataDirectory = directory,
        Queues = [new("calls") { DuplicateDetectionWindow = TimeSpan.FromMinutes(10) }],
    };

    private string LogFile => Path.Combine(directory, "log-1");

    private static string[] Messages(int count) => [.. Enumerable.Range(1, count).Select(i => $"m{i}")];

    private MessageBroker Open() => MessageBroker.Open(Options, clock, NullLogger<MessageBroker>.Instance);

    /// <summary>A log of five messages, and how long it was before the first and after each.</summary>
    private async Task<(byte[] Bytes, int[] Lengths)> Written()
    {
        using var broker = Open();
        var lengths = new List<int> { (int)new FileInfo(LogFile).Length };
        foreach (var message in Messages(5))
        {
            await Send(broker, message);
            lengths.Add((int)new FileInfo(LogFile).Length);
        }

        return (await ReadShared(), [.. lengths]);
    }

    private async Task<byte[]> ReadShared()
    {
        await using var file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task<string[]> Reread(byte[] log)
    {
        await File.WriteAllBytesAsync(LogFile, log);
        using var broker = Open();
        return await Seen(broker);
    }

    private Task<Reply.Numbers> Send(MessageBroker broker, string id) => Ask<Reply.Numbers>(broker, new Request.Send("calls", [new Letter { MessageId = id }]));

    private async Task<string[]> Seen(MessageBroker broker) =>
        [.. (await Ask<Reply.Deliveries>(broker, new Request.Peek("calls", null, 0, 1000))).Values.Select(d => d.Letter.MessageId!)];

    private async Task<T> Ask<T>(MessageBroker broker, Request request)
        where T : Reply => Assert.IsType<T>(await broker.Handle(client, 1, request));
}
