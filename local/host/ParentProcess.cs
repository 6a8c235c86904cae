using Microsoft.Extensions.Hosting;

namespace Pbx.Local.Host;

/// <summary>The process that started this one and holds its standard input.</summary>
internal static class ParentProcess
{
    /// <summary>Stops an application when the standard input ends, so that nothing is left behind by a parent that was killed.</summary>
    public static void EndsWithIt(IHostApplicationLifetime lifetime) => _ = Task.Run(async () =>
    {
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        lifetime.StopApplication();
    });
}
