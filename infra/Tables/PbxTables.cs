using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Notifications;
using Pbx.Engine.NumberingPlans;
using Pbx.Engine.Numbers;
using Pbx.Engine.QueueStatistics;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.Tables;

/// <summary>Puts table storage behind the engine's ports. Nothing is connected before the first request.</summary>
public static class PbxTables
{
    /// <summary>By a connection string.</summary>
    public static IServiceCollection AddPbxTables(this IServiceCollection services, string connectionString) =>
        services.AddPbxTables(operations => TableAccount.Connect(connectionString, operations));

    /// <summary>By the identity of the process.</summary>
    public static IServiceCollection AddPbxTables(this IServiceCollection services, Uri endpoint, TokenCredential credential) =>
        services.AddPbxTables(operations => TableAccount.Connect(endpoint, credential, operations));

    private static IServiceCollection AddPbxTables(this IServiceCollection services, Func<StorageOperations, TableAccount> connect) => services
        .AddSingleton<StorageOperations>()
        .AddSingleton(s => connect(s.GetRequiredService<StorageOperations>()))
        .AddSingleton<TableMachines>()
        .AddSingleton<IMachineStore>(s => s.GetRequiredService<TableMachines>())
        .AddSingleton<IMachineRetention>(s => s.GetRequiredService<TableMachines>())
        .AddSingleton<IConfigurationStore, TableConfigurations>()
        .AddSingleton<INumberDirectory, TableNumbers>()
        .AddSingleton<ICallLog, TableCallLog>()
        .AddSingleton<ILines, TableLines>()
        .AddSingleton<IRecordings, TableRecordings>()
        .AddSingleton<INotifications, TableNotifications>()
        .AddSingleton<IQueueStays, TableQueueStays>()
        .AddSingleton<IQueueFigures, TableQueueFigures>()
        .AddSingleton<IActivations, TableActivations>();
}
