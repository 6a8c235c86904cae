using Microsoft.Extensions.DependencyInjection;
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

namespace Pbx.Infra.Memory;

/// <summary>Puts everything in memory behind the engine's ports.</summary>
public static class PbxMemory
{
    /// <summary>Stores and messages in memory; messages go by the registered <see cref="TimeProvider"/>, or by the system's clock when there is none.</summary>
    public static IServiceCollection AddPbxMemory(this IServiceCollection services) => services
        .AddSingleton<MemoryMachines>()
        .AddSingleton<IMachineStore>(s => s.GetRequiredService<MemoryMachines>())
        .AddSingleton<IMachineRetention>(s => s.GetRequiredService<MemoryMachines>())
        .AddSingleton<IConfigurationStore, MemoryConfigurations>()
        .AddSingleton<INumberDirectory, MemoryNumbers>()
        .AddSingleton<ICallLog, MemoryCallLog>()
        .AddSingleton<ILines, MemoryLines>()
        .AddSingleton<IAudioStore, MemoryAudio>()
        .AddSingleton<IActivations, MemoryActivations>()
        .AddSingleton<IRecordings, MemoryRecordings>()
        .AddSingleton<INotifications, MemoryNotifications>()
        .AddSingleton<IQueueStays, MemoryQueueStays>()
        .AddSingleton<IQueueFigures, MemoryQueueFigures>()
        .AddSingleton<IRecordingFiles, MemoryRecordingFiles>()
        .AddSingleton(s => new MemoryMessages(s.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton<IMessageBus>(s => s.GetRequiredService<MemoryMessages>());
}
