namespace Pbx.Local.Wire;

/// <summary>The workers of a processor between its start and its stop.</summary>
internal sealed class Running : IDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);
    private CancellationTokenSource? stop;
    private Task workers = Task.CompletedTask;

    /// <summary>Starts workers; none may run.</summary>
    public async Task Start(Func<CancellationToken, Task> prepare, int count, Func<int, CancellationToken, Task> work, CancellationToken cancel)
    {
        await changing.WaitAsync(cancel);
        try
        {
            if (stop is not null)
            {
                throw new InvalidOperationException("The processor is running.");
            }

            await prepare(cancel);
            var starting = stop = new CancellationTokenSource();
            workers = Task.WhenAll(Enumerable.Range(0, count).Select(n => Task.Run(() => work(n, starting.Token), CancellationToken.None)));
        }
        finally
        {
            changing.Release();
        }
    }

    /// <summary>Stops the workers and waits for them; nothing when none run.</summary>
    public async Task Stop(Func<Task> finish, CancellationToken cancel)
    {
        await changing.WaitAsync(cancel);
        try
        {
            if (stop is null)
            {
                return;
            }

            await stop.CancelAsync();
            await workers.WaitAsync(cancel);
            await finish();
            stop.Dispose();
            stop = null;
        }
        finally
        {
            changing.Release();
        }
    }

    public void Dispose()
    {
        stop?.Dispose();
        changing.Dispose();
    }
}
