using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pbx.Benchmarks;

/// <summary>
/// Sends ready-made requests over connections that stay open, each its own one after the other, from a process of its own so that what the server costs can be told. On standard
/// input: the number of connections, for each the number of its requests, and each request with its length before it; then a byte to start. On standard output: a line when all
/// is read, and one with the microseconds that it took and how many answers were not 200.
/// </summary>
internal static class LoadClient
{
    /// <summary>The client's side: runs until standard input ends.</summary>
    public static async Task Run(int port)
    {
        await using var input = new BufferedStream(Console.OpenStandardInput(), 1 << 20);
        var sockets = new List<Socket>();
        while (Number(input) is { } connections)
        {
            var requests = new byte[connections][][];
            for (var i = 0; i < connections; i++)
            {
                requests[i] = new byte[Number(input) ?? 0][];
                for (var k = 0; k < requests[i].Length; k++)
                {
                    input.ReadExactly(requests[i][k] = new byte[Number(input) ?? 0]);
                }

                if (sockets.Count <= i)
                {
                    sockets.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
                    await sockets[i].ConnectAsync(IPAddress.Loopback, port);
                }
            }

            Console.WriteLine("ready");
            input.ReadByte();
            var from = Stopwatch.GetTimestamp();
            var failed = await Task.WhenAll(requests.Select((own, i) => Task.Run(() => Send(sockets[i], own))));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(from).TotalMicroseconds:0} {failed.Sum()}"));
        }
    }

    /// <summary>The other side: hands requests over, lets them run, and answers how long they took.</summary>
    public static async Task<TimeSpan> Send(Process client, byte[][][] requests, Action starting)
    {
        var output = client.StandardInput.BaseStream;
        await Write(output, requests.Length);
        foreach (var own in requests)
        {
            await Write(output, own.Length);
            foreach (var request in own)
            {
                await Write(output, request.Length);
                await output.WriteAsync(request);
            }
        }

        await output.FlushAsync();
        await client.StandardOutput.ReadLineAsync();
        starting();
        output.WriteByte(1);
        await output.FlushAsync();
        var told = (await client.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The client ended.")).Split(' ');
        return told[1] == "0"
            ? TimeSpan.FromMicroseconds(long.Parse(told[0], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{told[1]} requests were not answered 200.");
    }

    private static async Task<int> Send(Socket socket, byte[][] requests)
    {
        var answer = new byte[8192];
        var failed = 0;
        foreach (var request in requests)
        {
            await socket.SendAsync(request);
            var have = 0;
            int end;
            while ((end = answer.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) < 0)
            {
                var read = await socket.ReceiveAsync(answer.AsMemory(have));
                have += read > 0 ? read : throw new InvalidOperationException("The server closed a connection.");
            }

            var head = answer.AsSpan(0, end);
            failed += head.StartsWith("HTTP/1.1 200"u8) ? 0 : 1;
            var rest = Length(head) + end + 4 - have;
            while (rest > 0)
            {
                rest -= await socket.ReceiveAsync(answer);
            }
        }

        return failed;
    }

    private static int Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        return at < 0 ? 0 : int.Parse(Encoding.ASCII.GetString(head[(at + 16)..]).Split('\r')[0], CultureInfo.InvariantCulture);
    }

    private static int? Number(Stream input)
    {
        var bytes = new byte[4];
        return input.ReadAtLeast(bytes, 4, throwOnEndOfStream: false) == 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : null;
    }

    private static ValueTask Write(Stream output, int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return output.WriteAsync(bytes);
    }
}
