using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Notifications;
using Pbx.Engine.NumberingPlans;
using Pbx.Engine.Numbers;
using Pbx.Engine.QueueStatistics;
using Pbx.Engine.Recordings;
using Pbx.Infra.Tables;
using Pbx.Infra.Tests.Contracts;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Infra.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class MachinesInTables(AzuriteFixture azurite) : MachineStoreContract
{
    private readonly TableMachines machines = new(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));

    protected override IMachineStore Store => machines;

    protected override IMachineRetention Retention => machines;
}

[Collection(AzuriteCollection.Name)]
public sealed class ConfigurationsInTables(AzuriteFixture azurite) : ConfigurationStoreContract
{
    protected override IConfigurationStore Store { get; } = new TableConfigurations(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class NumbersInTables(AzuriteFixture azurite) : NumberDirectoryContract
{
    protected override INumberDirectory Directory { get; } = new TableNumbers(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class LinesInTables(AzuriteFixture azurite) : LinesContract
{
    protected override ILines Lines { get; } = new TableLines(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class NotificationsInTables(AzuriteFixture azurite) : NotificationsContract
{
    protected override INotifications Notifications { get; } = new TableNotifications(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class QueueStaysInTables(AzuriteFixture azurite) : QueueStaysContract
{
    protected override IQueueStays Stays { get; } = new TableQueueStays(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class QueueFiguresInTables(AzuriteFixture azurite) : QueueFiguresContract
{
    protected override IQueueFigures Figures { get; } = new TableQueueFigures(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class CallLogInTables(AzuriteFixture azurite) : CallLogContract
{
    protected override ICallLog Log { get; } = new TableCallLog(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class RecordingsInTables(AzuriteFixture azurite) : RecordingsContract
{
    protected override IRecordings Recordings { get; } = new TableRecordings(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}

[Collection(AzuriteCollection.Name)]
public sealed class ActivationsInTables(AzuriteFixture azurite) : ActivationsContract
{
    protected override IActivations Activations { get; } = new TableActivations(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
}
