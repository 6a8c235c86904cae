using System.Reflection;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Azure.Functions.Worker.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// The function is called with each message of a queue. It stands on a parameter of type ServiceBusReceivedMessage, string,
/// BinaryData or byte[]. When the function ends well the message is completed, when it throws the message is abandoned and comes
/// again, until the broker dead-letters it.
/// </summary>
/// <param name="queueName">The queue; <c>%Name%</c> stands for an app setting.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute(string queueName) : Attribute, ITriggerAttribute
{
    /// <summary>The app setting with the connection string; <c>AzureWebJobsServiceBus</c> unless set.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether the queue has sessions: then the messages of one come in order, one at a time.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether messages are completed for the function; otherwise it settles each itself.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    internal string Queue { get; } = queueName;

    string ITriggerAttribute.Kind => "Service Bus";

    void ITriggerAttribute.AddListener(IServiceCollection services) => services.AddSingleton<ITriggerListener, QueueListener>();

    Argument? ITriggerAttribute.Bind(ParameterInfo parameter, FoundFunction function)
    {
        var type = parameter.ParameterType;
        return type == typeof(ServiceBusMessageActions) ? static invocation => new(new ServiceBusMessageActions(Args(invocation)))
            : type == typeof(ServiceBusSessionMessageActions) && IsSessionsEnabled ? static invocation => new(new ServiceBusSessionMessageActions(Args(invocation)))
            : parameter.Position != function.TriggerParameter.Position ? null
            : type == typeof(ServiceBusReceivedMessage) ? static invocation => new(Args(invocation).Message)
            : type == typeof(string) ? static invocation => new(Args(invocation).Message.Body.ToString())
            : type == typeof(BinaryData) ? static invocation => new(Args(invocation).Message.Body)
            : type == typeof(byte[]) ? static invocation => new(Args(invocation).Message.Body.ToArray())
            : null;
    }

    IEnumerable<string> ITriggerAttribute.Check(FoundFunction function, IConfiguration settings)
    {
        List<string> problems = [];
        try
        {
            settings.Resolve(Queue);
        }
        catch (FormatException e)
        {
            problems.Add($"{function.Name}: the queue '{Queue}' cannot be used: {e.Message}.");
        }

        if (ConnectionString(settings) is null)
        {
            problems.Add($"{function.Name}: the app setting '{ConnectionName}' with the connection string is missing.");
        }

        return problems;
    }

    internal string? ConnectionString(IConfiguration settings) =>
        settings[ConnectionName] is { Length: > 0 } set ? set
        : settings[$"AzureWebJobs{ConnectionName}"] is { Length: > 0 } prefixed ? prefixed
        : null;

    private string ConnectionName => Connection is { Length: > 0 } named ? named : "AzureWebJobsServiceBus";

    private static ProcessMessageEventArgs Args(Invocation invocation) => invocation.Trigger as ProcessMessageEventArgs
        ?? throw new InvalidOperationException("A Service Bus function was invoked without a message.");
}
