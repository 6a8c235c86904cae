using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;

namespace Pbx.Engine.NumberingPlans;

/// <summary>
/// Puts down what is in force whenever that changes, by the clock or by a save, and tells it. Everything here may be late, come twice, run in two processes at once or break off anywhere: what is in
/// force is computed anew each time, one of those who write at once wins, and who comes next finds what is left.
/// </summary>
public sealed class ActivationDesk(AccountConfigurations configurations, IActivations activations, TimeProvider time, ILogger<ActivationDesk> logger) : IAfterSave
{
    private const int MostTries = 5;

    /// <inheritdoc/>
    public async Task Saved(AccountId account, CancellationToken cancel)
    {
        try
        {
            await Refresh(account, cancel);
        }
        catch (Exception trouble)
        {
            // The save has taken effect, and calls go by it; the hourly look repairs what is shown.
            Log.NotRefreshed(logger, trouble, account.Value);
        }
    }

    /// <summary>Puts down what is in force in an account now; what is as it was is not written again.</summary>
    /// <returns>What has changed, told once only, however many look at the same time.</returns>
    public async Task<IReadOnlyList<PlanChange>> Refresh(AccountId account, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // In this order: who saves after the configuration was read changes the tag.
            var stored = await activations.Read(account, cancel);
            if (await configurations.Schedules(account, cancel) is not { } schedules)
            {
                return [];
            }

            var (next, changes) = Observation.Of(schedules, stored?.Activation, time.GetUtcNow());
            if (stored is { Activation: var was } && was.Version == next.Version && was.Due == next.Due && was.Schemes == next.Schemes)
            {
                return [];
            }

            if (next.Entry is { } entry)
            {
                await activations.Expect(entry, cancel);
            }

            if (await activations.Write(next, stored?.Tag, cancel))
            {
                foreach (var change in changes)
                {
                    Log.Changed(logger, account.Value, change.Now.Scheme, change.Was?.Plan, change.Now.Plan, change.Now.By, change.Now.Since);
                }

                if (stored?.Activation.Entry is { } old)
                {
                    await activations.Settle(old, cancel);
                }

                return changes;
            }
        }

        throw new TimeoutException($"The activation of account {account} was changed by others each time.");
    }
}
