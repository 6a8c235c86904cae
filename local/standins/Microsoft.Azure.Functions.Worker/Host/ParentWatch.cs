using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// Stops the app gracefully when its standard input ends: the local host closes it to stop the app, and the system closes it
/// when the local host was killed. Only with the app setting <c>PBX_PARENT</c>, which says <c>stdin</c>.
/// </summary>
internal sealed class ParentWatch(IHostApplicationLifetime app) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var watch = new Thread(Watch) { IsBackground = true, Name = "Watches the parent" };
        watch.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Watch()
    {
        using var input = Console.OpenStandardInput();
        var read = new byte[64];
        while (input.Read(read) > 0)
        {
            // What is written there means nothing; its end does.
        }

        app.StopApplication();
    }
}
