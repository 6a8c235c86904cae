namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>
/// The provider's keys as last fetched. However many requests ask, one fetch runs at a time. Old keys are served while new ones are
/// fetched, and kept when that fails.
/// </summary>
internal sealed class SigningKeys(Func<Task<KeySet>> fetch, TimeSpan refreshInterval, TimeSpan automaticRefreshInterval, TimeProvider time)
{
    private readonly Lock gate = new();
    private KeySet? current;
    private Task<KeySet>? fetching;
    private DateTimeOffset fetchAgainAt;
    private DateTimeOffset mayBeAskedAt = DateTimeOffset.MinValue;

    /// <summary>The keys as last fetched; the first time they are waited for.</summary>
    /// <exception cref="InvalidOperationException">They have never been had, and cannot be had now.</exception>
    public ValueTask<KeySet> Current(CancellationToken cancel)
    {
        lock (gate)
        {
            if (current is null)
            {
                return new(Fetch().WaitAsync(cancel));
            }

            if (time.GetUtcNow() >= fetchAgainAt)
            {
                _ = Ended(Fetch());
            }

            return new(current);
        }
    }

    /// <summary>
    /// The keys after those that lacked one: newer ones if somebody has fetched them since, else fetched now, else, when that was done
    /// too lately or fails, the same again.
    /// </summary>
    public async ValueTask<KeySet> After(KeySet lacking, CancellationToken cancel)
    {
        Task<KeySet> newer;
        lock (gate)
        {
            if (current is not null && !ReferenceEquals(current, lacking))
            {
                return current;
            }

            var now = time.GetUtcNow();
            if (fetching is null && now < mayBeAskedAt)
            {
                return lacking;
            }

            if (fetching is null)
            {
                mayBeAskedAt = now + refreshInterval;
            }

            newer = Fetch();
        }

        try
        {
            return await newer.WaitAsync(cancel);
        }
        catch (InvalidOperationException)
        {
            return lacking; // the provider is away: its old keys are still its keys
        }
    }

    // Nobody waits for this fetch; when it fails, the old keys stay, and the next request after a while tries again.
    private static async Task Ended(Task fetching) => await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private Task<KeySet> Fetch() => fetching ??= FetchOnce();

    private async Task<KeySet> FetchOnce()
    {
        await Task.Yield(); // so that the task stands in its place before it can end
        KeySet? fetched = null;
        try
        {
            return fetched = await fetch();
        }
        finally
        {
            lock (gate)
            {
                current = fetched ?? current;
                fetchAgainAt = time.GetUtcNow() + (fetched is not null || refreshInterval > automaticRefreshInterval ? automaticRefreshInterval : refreshInterval);
                fetching = null;
            }
        }
    }
}
