using Azure.Core;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Pbx.Engine.Messages;

namespace Pbx.Infra.ServiceBus;

/// <summary>Puts Service Bus behind the engine's port for messages. Nothing is connected before the first message.</summary>
public static class PbxServiceBus
{
    /// <summary>By a connection string.</summary>
    public static IServiceCollection AddPbxServiceBus(this IServiceCollection services, string connectionString) =>
        services.AddPbxServiceBus(() => new ServiceBusClient(connectionString, Options()));

    /// <summary>By the identity of the process, which needs the role Azure Service Bus Data Sender.</summary>
    /// <param name="fullyQualifiedNamespace">Such as <c>pbx.servicebus.windows.net</c>.</param>
    public static IServiceCollection AddPbxServiceBus(this IServiceCollection services, string fullyQualifiedNamespace, TokenCredential credential) =>
        services.AddPbxServiceBus(() => new ServiceBusClient(fullyQualifiedNamespace, credential, Options()));

    private static IServiceCollection AddPbxServiceBus(this IServiceCollection services, Func<ServiceBusClient> connect) =>
        services.AddSingleton<IMessageBus>(_ => new ServiceBusMessages(connect));

    // Somebody hears silence while we wait: short pauses, and no try lasts longer than the budget of a ringing call (ARCHITECTURE 7).
    private static ServiceBusClientOptions Options() => new()
    {
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Exponential,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            MaxRetries = 3,
            TryTimeout = TimeSpan.FromSeconds(5),
        },
    };
}
