using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Pbx.Engine.Calls;
using Pbx.Engine.Notifications;
using Pbx.Infra.ServiceBus;

namespace Pbx.Functions.Calls;

/// <summary>Alarms of calls, events that could not be handled in place, and messages in mailboxes that people are to be told of. A message whose handling fails comes again, and after three tries is laid aside.</summary>
public sealed class CallMessages(CallDesk desk, NoticeDesk notices)
{
    /// <summary>Handles one message.</summary>
    [Function("CallMessages")]
    public Task Receive([ServiceBusTrigger(QueueMessage.Queue, Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(message);
        return QueueMessage.Read(message.Body) switch
        {
            QueueMessage.Wake wake => desk.Woken(wake.Alarm, cancel),
            QueueMessage.Hand hand => desk.Happened(hand.Event, cancel),
            QueueMessage.Notice notice => notices.Tell(notice.Due, cancel),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no message of calls."),
        };
    }
}
