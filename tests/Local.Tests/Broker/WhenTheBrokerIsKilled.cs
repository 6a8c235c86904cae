using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;

namespace Pbx.Local.Tests.Broker;

public sealed class WhenTheBrokerIsKilled
{
    private const int Kills = 4;

    [Fact]
    public async Task No_acknowledged_send_is_lost_and_nothing_that_was_completed_comes_again()
    {
        var directory = Directory.CreateTempSubdirectory("broker-kill-").FullName;
        var broker = await Child(directory, 0);
        try
        {
            var port = broker.Port;
            var sent = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            var completed = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            var perhaps = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            var afterCompletion = new ConcurrentBag<string>();
            using var stop = new CancellationTokenSource();
            await using var client = Client(port);
            var senders = Enumerable.Range(0, 3).Select(n => Task.Run(async () =>
            {
                var sender = client.CreateSender("calls");
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = $"{n}-{i}" });
                    sent[$"{n}-{i}"] = true;
                }
            })).ToArray();
            var receivers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                var receiver = client.CreateReceiver("calls");
                while (!stop.IsCancellationRequested)
                {
                    if (await receiver.ReceiveMessageAsync(TimeSpan.FromMilliseconds(100)) is not { } message)
                    {
                        continue;
                    }

                    if (completed.ContainsKey(message.MessageId))
                    {
                        afterCompletion.Add(message.MessageId);
                    }

                    try
                    {
                        await receiver.CompleteMessageAsync(message);
                        completed[message.MessageId] = true;
                    }
                    catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessageLockLost)
                    {
                        // The completion was done and its answer killed, so that the retry found nothing; or the lock expired on a very slow machine.
                        perhaps[message.MessageId] = true;
                    }
                }
            })).ToArray();

            for (var kill = 0; kill < Kills; kill++)
            {
                var before = (Sent: sent.Count, Completed: completed.Count);
                await Until.True(() => sent.Count > before.Sent + 50 && completed.Count > before.Completed + 20, "messages flow");
                broker.Process.Kill();
                await broker.Process.WaitForExitAsync();
                broker.Process.Dispose();
                broker = await Child(directory, port);
            }

            await stop.CancelAsync();
            await Task.WhenAll([.. senders, .. receivers]);
            var left = await client.CreateReceiver("calls").PeekMessagesAsync(100_000, 0);
            var dead = await client.CreateReceiver("calls", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).PeekMessagesAsync(100_000, 0);
            var known = left.Concat(dead).Select(m => m.MessageId).Concat(completed.Keys).ToList();
            Assert.Empty(sent.Keys.Except(known, StringComparer.Ordinal).Except(perhaps.Keys, StringComparer.Ordinal));
            Assert.Empty(afterCompletion);
            Assert.Equal(known.Count, known.Distinct(StringComparer.Ordinal).Count());
        }
        finally
        {
            broker.Process.Kill();
            await broker.Process.WaitForExitAsync();
            broker.Process.Dispose();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static ServiceBusClient Client(int port) => new(
        new BrokerOptions { DataDirectory = "" }.ConnectionString("127.0.0.1", port),
        new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                MaxRetries = 1000,
                Delay = TimeSpan.FromMilliseconds(10),
                MaxDelay = TimeSpan.FromMilliseconds(50),
                TryTimeout = TimeSpan.FromSeconds(20),
            },
        });

    private static async Task<(Process Process, int Port)> Child(string directory, int port)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        string[] arguments =
            [typeof(BrokerProcess).Assembly.Location, "broker", "--data", directory, "--port", port.ToString(CultureInfo.InvariantCulture), "--with-parent"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Broker: ", StringComparison.Ordinal))
            {
                return (process, new Uri(line["Broker: ".Length..]).Port);
            }
        }

        throw new InvalidOperationException("The broker ended before it served.");
    }
}
