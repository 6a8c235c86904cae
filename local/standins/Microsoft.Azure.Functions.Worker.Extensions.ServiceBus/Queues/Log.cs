using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Queues;

internal static partial class Log
{
    [LoggerMessage(9301, LogLevel.Error, "{Function} failed on message {MessageId}, delivery {Delivery}; it is abandoned")]
    public static partial void MessageFailed(ILogger logger, string function, string messageId, int delivery, Exception exception);

    [LoggerMessage(9302, LogLevel.Warning, "{Function}: trouble with queue {Queue} ({Source}); it goes on")]
    public static partial void QueueTrouble(ILogger logger, string function, string queue, ServiceBusErrorSource source, Exception exception);
}
