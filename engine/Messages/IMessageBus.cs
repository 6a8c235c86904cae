using Pbx.Domain.Accounts;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Messages;

/// <summary>Durable messages to machines, now or later; at least once, in no order. A message id that was sent in the last ten minutes is not sent again.</summary>
public interface IMessageBus
{
    /// <summary>Wakes a machine at an instant, not before it.</summary>
    Task Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel);

    /// <summary>Hands an event over that could not be handled in place.</summary>
    Task Event(HandedOver evt, string messageId, CancellationToken cancel);

    /// <summary>Lets people be told of a message in a mailbox, at an instant and not before it.</summary>
    Task Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel);
}

/// <summary>Wakes a machine.</summary>
/// <param name="Number">Its place in the chain of alarms that a machine keeps while it lives; none for one that stands alone.</param>
public sealed record Alarm(MachineKey Key, int? Number);

/// <summary>People are to be told of a message in a mailbox.</summary>
/// <param name="Box">The number of the mailbox.</param>
/// <param name="Message">The message, as the store names it.</param>
/// <param name="Attempt">How often it was tried before.</param>
public sealed record NoticeDue(AccountId Account, string Box, string Message, int Attempt);

/// <summary>An event for a machine, as JSON.</summary>
public sealed record HandedOver(MachineKey Key, string EventId, ReadOnlyMemory<byte> Event);
