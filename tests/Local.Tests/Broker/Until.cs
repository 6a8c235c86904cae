using System.Diagnostics;

namespace Pbx.Local.Tests.Broker;

/// <summary>Waits for a condition of the real world itself.</summary>
internal static class Until
{
    public static async Task True(Func<bool> condition, string what)
    {
        var since = Stopwatch.StartNew();
        while (!condition())
        {
            if (since.Elapsed > TimeSpan.FromSeconds(20))
            {
                throw new TimeoutException($"In 20 seconds it did not happen that {what}.");
            }

            await Task.Yield();
        }
    }
}
