namespace Pbx.Simulator.Tests.Identity;

/// <summary>A browser and a provider for the tests of a class that move no time and forget nothing.</summary>
public sealed class OneBrowser : IAsyncLifetime
{
    private Browser? browser;

    internal Browser Browser => browser ?? throw new InvalidOperationException("The browser has not been opened.");

    public async Task InitializeAsync() => browser = await Browser.Open();

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
    }
}
