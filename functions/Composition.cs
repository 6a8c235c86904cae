using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pbx.Engine.Audio;
using Pbx.Engine.Bots;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Notifications;
using Pbx.Engine.NumberingPlans;
using Pbx.Engine.Numbers;
using Pbx.Engine.QueueStatistics;
using Pbx.Engine.Recordings;
using Pbx.Functions.Accounts;
using Pbx.Infra.Blobs;
using Pbx.Infra.Bots;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;
using Pbx.Infra.Notifications;
using Pbx.Infra.ServiceBus;
using Pbx.Infra.Tables;

namespace Pbx.Functions;

/// <summary>Puts the PBX together: the engine, and behind its ports what the app settings name.</summary>
public static class Composition
{
    /// <summary>The whole PBX. <c>Storage__ConnectionString=memory</c> keeps everything in this process, for measurements.</summary>
    public static void AddPbx(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(settings);
        var storage = Required(settings, "Storage:ConnectionString");
        if (storage == "memory")
        {
            services.AddPbxMemory();
        }
        else
        {
            services.AddPbxTables(storage);
            services.AddPbxBlobs(storage);
            services.AddPbxServiceBus(Required(settings, "ServiceBusConnection"));
        }

        services.AddPbxCallAutomation(new AcsOptions
        {
            ConnectionString = Required(settings, "Acs:ConnectionString"),
            PublicUri = new Uri(Required(settings, "PublicUri")),
            CognitiveServicesEndpoint = new Uri(Required(settings, "Acs:CognitiveServicesEndpoint")),
        });
        services.AddSingleton<AudioIntake>();
        services.AddSingleton<AccountConfigurations>();
        services.AddSingleton<AccountSaving>();
        services.AddSingleton<ActivationDesk>();
        services.AddSingleton<IAfterSave, AfterSaving>();
        services.AddSingleton<ScheduleUpkeep>();
        services.AddSingleton<ActivePlans>();
        services.AddSingleton<AccountHistory>();
        services.AddSingleton<AccountEditing>();
        services.AddSingleton<RecordingDesk>();
        services.AddSingleton<QueueStatisticsDesk>();
        services.AddSingleton(_ => new AcsPost(new HttpClient(), Required(settings, "Acs:ConnectionString")));
        services.AddSingleton<IMails>(s => new AcsMails(s.GetRequiredService<AcsPost>(), settings["Acs:MailFrom"]));
        services.AddSingleton<ITexts>(s => new AcsTexts(s.GetRequiredService<AcsPost>(), settings["Acs:SmsFrom"]));
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<NotificationDesk>();
        services.AddSingleton<IBots>(s => new HttpBots(HttpBots.Client(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => CallDesk.Open(
            s.GetRequiredService<IMachineStore>(),
            s.GetRequiredService<IMessageBus>(),
            s.GetRequiredService<ICallControl>(),
            s.GetRequiredService<ICallLog>(),
            s.GetRequiredService<IRecordings>(),
            s.GetRequiredService<IRecordingFiles>(),
            s.GetRequiredService<AudioIntake>(),
            s.GetRequiredService<ILines>(),
            s.GetRequiredService<INumberDirectory>(),
            s.GetRequiredService<AccountConfigurations>(),
            s.GetRequiredService<AccountSaving>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILoggerFactory>(),
            Guid.NewGuid().ToString("N")[..8],
            bots: s.GetRequiredService<IBots>(),
            queueLog: s.GetRequiredService<QueueStatisticsDesk>(),
            notifications: s.GetRequiredService<INotifications>()));
        services.AddSingleton(s => s.GetRequiredService<CallDesk>().Floors);
        services.AddSingleton<FloorWatch>();
    }

    private static string Required(IConfiguration settings, string key) =>
        settings[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"The app setting {key.Replace(":", "__", StringComparison.Ordinal)} is missing.");
}
