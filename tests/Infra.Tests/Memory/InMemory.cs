using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Notifications;
using Pbx.Engine.NumberingPlans;
using Pbx.Engine.Numbers;
using Pbx.Engine.QueueStatistics;
using Pbx.Engine.Recordings;
using Pbx.Infra.Memory;
using Pbx.Infra.ServiceBus;
using Pbx.Infra.Tests.Contracts;

namespace Pbx.Infra.Tests.Memory;

public sealed class MachinesInMemory : MachineStoreContract
{
    private readonly MemoryMachines machines = new();

    protected override IMachineStore Store => machines;

    protected override IMachineRetention Retention => machines;
}

public sealed class ConfigurationsInMemory : ConfigurationStoreContract
{
    protected override IConfigurationStore Store { get; } = new MemoryConfigurations();
}

public sealed class NumbersInMemory : NumberDirectoryContract
{
    protected override INumberDirectory Directory { get; } = new MemoryNumbers();
}

public sealed class LinesInMemory : LinesContract
{
    protected override ILines Lines { get; } = new MemoryLines();
}

public sealed class NotificationsInMemory : NotificationsContract
{
    protected override INotifications Notifications { get; } = new MemoryNotifications();
}

public sealed class QueueStaysInMemory : QueueStaysContract
{
    protected override IQueueStays Stays { get; } = new MemoryQueueStays();
}

public sealed class QueueFiguresInMemory : QueueFiguresContract
{
    protected override IQueueFigures Figures { get; } = new MemoryQueueFigures();
}

public sealed class CallLogInMemory : CallLogContract
{
    protected override ICallLog Log { get; } = new MemoryCallLog();
}

public sealed class AudioInMemory : AudioStoreContract
{
    protected override IAudioStore Store { get; } = new MemoryAudio();
}

public sealed class RecordingsInMemory : RecordingsContract
{
    protected override IRecordings Recordings { get; } = new MemoryRecordings();
}

public sealed class ActivationsInMemory : ActivationsContract
{
    protected override IActivations Activations { get; } = new MemoryActivations();
}

public sealed class RecordingFilesInMemory : RecordingFilesContract
{
    private readonly MemoryRecordingFiles files = new();

    protected override IRecordingFiles Files => files;

    protected override Task<Uri> Put(string network, DateTimeOffset started, int part, byte[] content) => Task.FromResult(files.Put(network, content));
}

public sealed class MessagesInMemory : MessageBusContract
{
    private readonly MemoryMessages messages;

    public MessagesInMemory() => messages = new MemoryMessages(Clock);

    protected override IMessageBus Bus => messages;

    protected override Task<IReadOnlyList<QueueMessage>> Due()
    {
        var due = new List<QueueMessage>();
        while (messages.TakeDue() is { } message)
        {
            due.Add(message);
        }

        return Task.FromResult<IReadOnlyList<QueueMessage>>(due);
    }

    protected override void Dispose(bool disposing)
    {
        messages.Dispose();
        base.Dispose(disposing);
    }
}
