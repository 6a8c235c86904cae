using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pbx.Engine.Messages;
using Pbx.Infra.ServiceBus;
using Pbx.Infra.Tests.Contracts;
using Pbx.Local.Host.Broker;

namespace Pbx.Infra.Tests.ServiceBus;

/// <summary>The contract over the broker of the local world, with the queues of the product.</summary>
public sealed class MessagesThroughServiceBus : MessageBusContract, IAsyncLifetime
{
    private readonly BrokerOptions options = new() { DataDirectory = Directory.CreateTempSubdirectory("messages-").FullName };
    private WebApplication? broker;
    private ServiceBusClient? client;
    private ServiceBusReceiver? receiver;
    private ServiceBusMessages? messages;

    protected override IMessageBus Bus => messages!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(Clock).AddBroker(options);
        broker = builder.Build();
        broker.MapBroker();
        await broker.StartAsync();
        var connection = options.ConnectionString("127.0.0.1", new Uri(broker.Urls.First()).Port);
        client = new ServiceBusClient(connection);
        receiver = client.CreateReceiver(QueueMessage.Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        messages = new ServiceBusMessages(() => new ServiceBusClient(connection));
    }

    public async Task DisposeAsync()
    {
        await messages!.DisposeAsync();
        await client!.DisposeAsync();
        await broker!.StopAsync();
        await broker.DisposeAsync();
        Directory.Delete(options.DataDirectory, recursive: true);
    }

    [Fact]
    public async Task A_message_says_what_it_is_without_being_opened()
    {
        await Bus.Alarm(new Alarm(Fresh.Call(Fresh.Account()), 1), Start, "alarm-1", default);
        await Bus.Event(new HandedOver(Fresh.Call(Fresh.Account()), "e1", "{}"u8.ToArray()), "event-1", default);
        var received = (await Receive()).ToDictionary(m => m.MessageId, StringComparer.Ordinal);
        Assert.Equal(("alarm", "application/json"), (received["alarm-1"].Subject, received["alarm-1"].ContentType));
        Assert.Equal(("event", "application/json"), (received["event-1"].Subject, received["event-1"].ContentType));
    }

    [Fact]
    public async Task A_message_id_that_is_too_long_for_the_service_still_tells_messages_apart()
    {
        var long_ = new string('x', 300);
        foreach (var id in new[] { long_ + "a", long_ + "b", long_ + "a" })
        {
            await Bus.Event(new HandedOver(Fresh.Call(Fresh.Account()), "e1", "{}"u8.ToArray()), id, default);
        }

        var received = await Receive();
        Assert.Equal(2, received.Count);
        Assert.All(received, m => Assert.InRange(m.MessageId.Length, 1, 128));
    }

    protected override async Task<IReadOnlyList<QueueMessage>> Due() => [.. (await Receive()).Select(m => QueueMessage.Read(m.Body))];

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> Receive()
    {
        await Clock.Settled();
        var all = new List<ServiceBusReceivedMessage>();
        while (await receiver!.ReceiveMessagesAsync(100, TimeSpan.Zero) is { Count: > 0 } some)
        {
            all.AddRange(some);
        }

        return all;
    }
}
