using Microsoft.Extensions.DependencyInjection;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.CallAutomation;

/// <summary>Puts the telephone network together.</summary>
public static class Composition
{
    /// <summary>Lets <see cref="ICallControl"/> be Azure Communication Services. Nothing is connected before the first command.</summary>
    /// <exception cref="ArgumentException">The options are incomplete or contradict themselves.</exception>
    public static IServiceCollection AddPbxCallAutomation(this IServiceCollection services, AcsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        AcsOptions.Check(options);
        return services.AddSingleton<ICallControl>(s => new AcsCallControl(options, s.GetRequiredService<IAudioStore>(), s.GetRequiredService<IRecordingFiles>()));
    }
}
