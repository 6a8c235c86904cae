using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Azure.Core;
using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.Broker;
using Pbx.Local.Tests.Broker;

namespace Pbx.Local.Tests.ServiceBus;

public sealed class WhenAClientConnects
{
    private static readonly QueueDefinition Calls = new("calls");

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await using var host = await BrokerHost.Up(Calls);
        foreach (var (right, wrong) in (List<(string, string)>)[("Key=local", "Key=locaL"), ("KeyName=Root", "KeyName=root")])
        {
            await Refused(host.ConnectionString.Replace(right, wrong, StringComparison.Ordinal));
        }

        Assert.Equal(0, host.Broker.Connections);

        static async Task Refused(string connectionString)
        {
            await using var client = new ServiceBusClient(connectionString);
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1")));
        }
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_first_operation_and_all_share_one_connection()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var sender = client.CreateSender("calls");
        var receiver = client.CreateReceiver("calls");
        Assert.Equal(0, host.Broker.Connections);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sender.SendMessageAsync(new ServiceBusMessage("1"))));
        await receiver.PeekMessageAsync();

        Assert.Equal(1, host.Broker.Connections);
    }

    [Fact]
    public async Task The_broker_knows_at_once_that_a_client_has_gone()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));

        await client.DisposeAsync();

        await Until.True(() => host.Broker.Connections == 0, "the client is gone");
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Task.Run(() => client.CreateSender("calls")));
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_a_transient_failure_after_the_tries()
    {
        await using var host = await BrokerHost.Up(Calls);
        var sender = host.Client(retries: 2).CreateSender("calls");
        await host.Down();

        var away = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("1")));

        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (away.Reason, away.IsTransient));
    }

    [Fact]
    public void Only_the_local_broker_can_be_reached()
    {
        var azure = Assert.Throws<NotSupportedException>(
            () => new ServiceBusClient("Endpoint=sb://sample.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k"));
        var identity = Assert.Throws<NotSupportedException>(
            () => new ServiceBusClient("sample.servicebus.windows.net", DelegatedTokenCredential.Create((_, _) => default)));

        Assert.Contains("AzureStandIns=none", azure.Message, StringComparison.Ordinal);
        Assert.Contains("AzureStandIns=none", identity.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => new ServiceBusClient("UseDevelopmentEmulator=true"));
        Assert.Throws<FormatException>(() => new ServiceBusClient("Endpoint=sb://localhost:1;UseDevelopmentEmulator=true"));
    }

    [Fact]
    public void A_connection_string_is_read_in_any_case_and_order()
    {
        var parsed = ServiceBusConnectionStringProperties.Parse("usedevelopmentemulator=TRUE; EntityPath=calls ;ENDPOINT=sb://localhost:7080/;SharedAccessKey=a=b==;");

        Assert.Equal(("localhost:7080", "calls"), (parsed.FullyQualifiedNamespace, parsed.EntityPath));
    }

    [Fact]
    public async Task People_see_the_queues_and_resubmit_with_the_key_only()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        await client.CreateSender("calls").SendMessageAsync(new ServiceBusMessage("1"));
        var receiver = client.CreateReceiver("calls");
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync())!, "poison");
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        foreach (var (method, path) in (List<(HttpMethod, string)>)[(HttpMethod.Get, "queues"), (HttpMethod.Get, "connect"), (HttpMethod.Get, "faults"), (HttpMethod.Post, "queues/calls/resubmit")])
        {
            using var request = new HttpRequestMessage(method, "/broker/" + path);
            using var refused = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("SharedAccessKey", $"{host.Options.KeyName}:{host.Options.Key}");
        using var done = await http.PostAsync(new Uri("/broker/queues/calls/resubmit", UriKind.Relative), null);
        using var missing = await http.PostAsync(new Uri("/broker/queues/cells/resubmit", UriKind.Relative), null);
        using var faults = await http.PutAsJsonAsync("/broker/faults", new BrokerFaults { Busy = 0.5, Delay = TimeSpan.FromSeconds(2) });
        using var plain = await http.GetAsync(new Uri("/broker/connect", UriKind.Relative));

        Assert.Equal("""{"resubmitted":1}""", await done.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.UpgradeRequired), (missing.StatusCode, faults.StatusCode, plain.StatusCode));
        Assert.Equal((0.5, TimeSpan.FromSeconds(2)), (host.Broker.Faults.Busy, host.Broker.Faults.Delay));
        var counts = (await http.GetFromJsonAsync<QueueCounts[]>("/broker/queues"))!;
        Assert.Equal(("calls", 1, 0), (counts[0].Name, counts[0].Active, counts[0].DeadLettered));
    }

    [Fact]
    public void A_message_refuses_what_service_bus_would()
    {
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { MessageId = new string('x', 129) });
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { SessionId = new string('x', 129) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { TimeToLive = TimeSpan.Zero });
    }

    [Fact]
    public async Task A_property_that_a_message_cannot_carry_is_named()
    {
        await using var host = await BrokerHost.Up(Calls);
        var message = new ServiceBusMessage { ApplicationProperties = { ["list"] = new List<int>() } };

        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => host.Client().CreateSender("calls").SendMessageAsync(message));

        Assert.Contains("\"list\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_received_message_can_be_copied_and_sent_again()
    {
        await using var host = await BrokerHost.Up(Calls);
        var client = host.Client();
        var sender = client.CreateSender("calls");
        await sender.SendMessageAsync(new ServiceBusMessage("1") { MessageId = "m", Subject = "s", ApplicationProperties = { ["k"] = 1 } });
        var receiver = client.CreateReceiver("calls");
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync())!, "poison");
        var dead = client.CreateReceiver("calls", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        await sender.SendMessageAsync(new ServiceBusMessage((await dead.ReceiveMessageAsync())!));

        var again = (await receiver.ReceiveMessageAsync())!;

        Assert.Equal(("m", "s", 1), (again.MessageId, again.Subject, again.ApplicationProperties["k"]));
        Assert.Null(again.DeadLetterReason);
        Assert.Single(again.ApplicationProperties);
    }
}
