using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Functions;

/// <summary>Who hears of a save: the timers of numbering plans, and the floor, so that members who were added are offered calls at once (QUE-041). A floor that misses it sees the change with its next event.</summary>
public sealed class AfterSaving(ActivationDesk activations, IServiceProvider services, TimeProvider time, ILogger<AfterSaving> logger) : IAfterSave
{
    /// <inheritdoc/>
    public async Task Saved(AccountId account, CancellationToken cancel)
    {
        await activations.Saved(account, cancel);
        try
        {
            await services.GetRequiredService<FloorDesk>().Saved(account, $"saved-{time.GetUtcNow().UtcTicks}", cancel); // the floor saves too, by its calls: it is made after this
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            Log.FloorNotTold(logger, trouble, account);
        }
    }
}

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "The floor of {Account} was not told of a save")]
    public static partial void FloorNotTold(ILogger logger, Exception trouble, AccountId account);
}
