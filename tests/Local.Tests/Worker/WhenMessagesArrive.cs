using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pbx.Local.Host.Broker;
using Pbx.Local.Tests.Broker;

namespace Pbx.Local.Tests.Worker;

public sealed class WhenMessagesArrive : IAsyncLifetime
{
    private BrokerHost broker = null!;
    private ServiceBusClient client = null!;

    public async Task InitializeAsync()
    {
        broker = await BrokerHost.Up(
            new QueueDefinition("work") { MaxDeliveryCount = 3 },
            new QueueDefinition("other"),
            new QueueDefinition("rooms") { RequiresSession = true });
        client = broker.Client();
    }

    public async Task DisposeAsync() => await broker.DisposeAsync();

    [Fact]
    public async Task Each_is_bound_and_completed_when_the_function_has_ended()
    {
        await using var app = await Start(typeof(Binds), "--Queue=work");
        var diary = app.Services.GetRequiredService<Diary>();

        await Send("work", new ServiceBusMessage("one") { MessageId = "m1" });
        await diary.Has(1);

        Assert.Equal(["m1 one one one, invocation of Work, no request"], diary.Lines);
        await broker.Clock.Settled().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Null(await Peek("work"));
    }

    [Fact]
    public async Task One_that_fails_comes_again_and_is_dead_lettered_in_the_end()
    {
        await using var app = await Start(typeof(Fails));

        await Send("work", new ServiceBusMessage("bad") { MessageId = "m1" });
        await using var dead = client.CreateReceiver("work", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = await dead.ReceiveMessageAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("m1", letter?.MessageId);
        Assert.Equal(["delivery 1", "delivery 2", "delivery 3"], app.Services.GetRequiredService<Diary>().Lines);
    }

    [Fact]
    public async Task A_function_can_settle_its_message_itself()
    {
        await using var app = await Start(typeof(Settles));

        await Send("work", new ServiceBusMessage("bad") { MessageId = "m1" });
        await using var dead = client.CreateReceiver("work", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = await dead.ReceiveMessageAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(("m1", "Unreadable", "It says bad."), (letter?.MessageId, letter?.DeadLetterReason, letter?.DeadLetterErrorDescription));
    }

    [Fact]
    public async Task Messages_of_a_session_come_in_order_with_the_sessions_state()
    {
        await using var app = await Start(typeof(Rooms));
        var diary = app.Services.GetRequiredService<Diary>();

        await Send("rooms", [.. Enumerable.Range(1, 5).Select(i => new ServiceBusMessage($"{i}") { SessionId = "a" })]);
        await diary.Has(5);

        Assert.Equal(["a 1 after nothing", "a 2 after 1", "a 3 after 2", "a 4 after 3", "a 5 after 4"], diary.Lines);
    }

    [Fact]
    public async Task A_stop_takes_no_more_messages_and_lets_the_running_one_end()
    {
        await using var app = await Start(typeof(Waits), "--AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls=1");
        var diary = app.Services.GetRequiredService<Diary>();
        await Send("work", new ServiceBusMessage("first"), new ServiceBusMessage("second"));
        await diary.Has(1);

        var stopped = app.Stop();
        Assert.False(stopped.IsCompleted);
        diary.GoOn.SetResult();
        await stopped;

        Assert.Equal(["first begins", "first ends"], diary.Lines);
        Assert.Equal("second", (await Peek("work"))?.Body.ToString());
    }

    [Fact]
    public async Task Several_queues_and_middleware_work_together()
    {
        var builder = Builder(typeof(Two));
        builder.UseMiddleware(async (context, next) =>
        {
            await next();
            context.InstanceServices.GetRequiredService<Diary>().Write($"after {context.FunctionDefinition.Name}");
        });
        await using var app = await RunningApp.Start(builder);
        var diary = app.Services.GetRequiredService<Diary>();

        await Send("work", new ServiceBusMessage("x"));
        await Send("other", new ServiceBusMessage("y"));
        await diary.Has(4);

        Assert.Equal(["after Other", "after Work", "other y", "work x"], diary.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_missing_connection_and_what_cannot_be_bound_are_told()
    {
        var told = Assert.Throws<InvalidOperationException>(() => RunningApp.Builder([typeof(Faulty)]).Build()).Message;

        Assert.Contains("Faulty: the app setting 'ServiceBusConnection' with the connection string is missing.", told, StringComparison.Ordinal);
        Assert.Contains("Faulty: the queue '%Missing%' cannot be used: the app setting 'Missing' is missing.", told, StringComparison.Ordinal);
        Assert.Contains("Faulty: parameter 'session' of type Microsoft.Azure.Functions.Worker.ServiceBusSessionMessageActions cannot be bound by a Service Bus trigger.", told, StringComparison.Ordinal);
    }

    private Task<RunningApp> Start(Type functions, params string[] settings) => RunningApp.Start(Builder(functions, settings));

    private Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder Builder(Type functions, params string[] settings)
    {
        var builder = RunningApp.Builder([functions], [.. settings, "--ServiceBusConnection", broker.ConnectionString]);
        builder.Services.AddSingleton<TimeProvider>(broker.Clock);
        return builder;
    }

    private async Task Send(string queue, params ServiceBusMessage[] messages)
    {
        await using var sender = client.CreateSender(queue);
        await sender.SendMessagesAsync(messages);
    }

    private async Task<ServiceBusReceivedMessage?> Peek(string queue)
    {
        await using var receiver = client.CreateReceiver(queue);
        return await receiver.PeekMessageAsync();
    }

    public sealed class Binds(Diary diary)
    {
        [Function("Work")]
        public void Work([ServiceBusTrigger("%Queue%", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message, FunctionContext context) =>
            diary.Write($"{message.MessageId} {message.Body} {message.Body} {message.Body}, invocation of {context.FunctionDefinition.Name}, {(context.GetHttpContext() is null ? "no request" : "request")}");
    }

    public sealed class Fails(Diary diary)
    {
        [Function("Work")]
        public async Task Work([ServiceBusTrigger("work", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message)
        {
            await Task.Yield();
            diary.Write($"delivery {message.DeliveryCount}");
            throw new InvalidOperationException("as it does");
        }
    }

    public sealed class Settles
    {
        [Function("Work")]
        public Task Work(
            [ServiceBusTrigger("work", Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            CancellationToken cancel) =>
            actions.DeadLetterMessageAsync(message, null, "Unreadable", $"It says {message.Body}.", cancel);
    }

    public sealed class Rooms(Diary diary)
    {
        [Function("Rooms")]
        public async Task Room(
            [ServiceBusTrigger("rooms", Connection = "ServiceBusConnection", IsSessionsEnabled = true)] ServiceBusReceivedMessage message,
            ServiceBusSessionMessageActions session,
            CancellationToken cancel)
        {
            var before = (await session.GetSessionStateAsync(cancel)).ToString();
            await session.SetSessionStateAsync(message.Body, cancel);
            diary.Write($"{message.SessionId} {message.Body} after {(before.Length == 0 ? "nothing" : before)}");
        }
    }

    public sealed class Waits(Diary diary)
    {
        [Function("Work")]
        public async Task Work([ServiceBusTrigger("work", Connection = "ServiceBusConnection")] string text)
        {
            diary.Write($"{text} begins");
            await diary.GoOn.Task;
            diary.Write($"{text} ends");
        }
    }

    public sealed class Two(Diary diary)
    {
        [Function("Work")]
        public void Work([ServiceBusTrigger("work", Connection = "ServiceBusConnection")] BinaryData body) => diary.Write($"work {body}");

        [Function("Other")]
        public void Other([ServiceBusTrigger("other", Connection = "ServiceBusConnection")] byte[] body) => diary.Write($"other {System.Text.Encoding.UTF8.GetString(body)}");
    }

    public sealed class Faulty
    {
        [Function("Faulty")]
        public void Work([ServiceBusTrigger("%Missing%", Connection = "ServiceBusConnection")] string text, ServiceBusSessionMessageActions session)
        {
        }
    }
}
