namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>Counts the invocations of a listener that run, so that a stop can wait for them.</summary>
internal sealed class Running : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource cut = new();
    private readonly TaskCompletionSource none = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int count;
    private bool closed;

    /// <summary>Cancelled when the host waits no longer.</summary>
    public CancellationToken Cut => cut.Token;

    /// <summary>Whether nothing begins any more.</summary>
    public bool Closed
    {
        get
        {
            lock (gate)
            {
                return closed;
            }
        }
    }

    /// <summary>One more runs; false when the app is stopping and nothing may begin.</summary>
    public bool TryBegin()
    {
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            count++;
            return true;
        }
    }

    /// <summary>One has ended.</summary>
    public void End()
    {
        lock (gate)
        {
            if (--count == 0 && closed)
            {
                none.TrySetResult();
            }
        }
    }

    /// <summary>Nothing begins any more.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            if (count == 0)
            {
                none.TrySetResult();
            }
        }
    }

    /// <summary>Completes when nothing runs; when patience ends first, what runs is cancelled and this throws.</summary>
    public async Task Drained(CancellationToken patience)
    {
        try
        {
            await none.Task.WaitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            await cut.CancelAsync();
            throw;
        }
    }

    public void Dispose() => cut.Dispose();
}
