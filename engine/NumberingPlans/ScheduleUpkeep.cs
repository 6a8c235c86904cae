using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;

namespace Pbx.Engine.NumberingPlans;

/// <summary>What the platform's timers do to schedules: each minute what is due, each hour what was missed, each night what is over. One account in trouble never holds up the others.</summary>
public sealed class ScheduleUpkeep(
    IConfigurationStore store, AccountConfigurations configurations, AccountSaving accounts, IActivations activations, ActivationDesk desk, TimeProvider time, ILogger<ScheduleUpkeep> logger)
{
    /// <summary>Who is named in the history.</summary>
    public const string By = "schedule";

    private const int AtOnce = 8;
    private const int MostTries = 5;
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Puts down and tells every change up to now, the earliest first, and removes temporary overrides that are over (NPL-098). Without anything due it costs one read. An account that fails is
    /// looked at again the next time.
    /// </summary>
    /// <returns>How many accounts were looked at.</returns>
    public async Task<int> Activate(CancellationToken cancel)
    {
        var looked = 0;
        var due = new List<DueAccount>();
        await foreach (var entry in activations.Due(time.GetUtcNow(), cancel))
        {
            due.Add(entry);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(due.GroupBy(entry => entry.Account), options, async (entries, stop) =>
        {
            if (await Try(entries.Key, () => Look(entries.Key, stop), stop))
            {
                Interlocked.Increment(ref looked);
                foreach (var entry in entries)
                {
                    await activations.Settle(entry, stop);
                }
            }
        });
        return looked;
    }

    /// <summary>Looks at every account whose activation is missing, older than its configuration or late: what a process left undone that died.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> Repair(CancellationToken cancel)
    {
        var repaired = 0;
        await foreach (var (account, pointer) in store.Accounts(after: null, cancel))
        {
            await Try(
                account,
                async () =>
                {
                    var stored = await activations.Read(account, cancel);
                    if (stored is null || stored.Activation.Version != pointer.Version.Number || stored.Activation.Due < time.GetUtcNow() - Late)
                    {
                        await Look(account, cancel);
                        repaired++;
                    }
                },
                cancel);
        }

        return repaired;
    }

    /// <summary>Removes holidays that are over for as long as the account wants them kept, and temporary overrides that are over (NPL-083). Done twice it does nothing more.</summary>
    /// <returns>How many accounts were changed.</returns>
    public async Task<int> Purge(CancellationToken cancel)
    {
        var changed = 0;
        await foreach (var (account, _) in store.Accounts(after: null, cancel))
        {
            await Try(
                account,
                async () =>
                {
                    var saved = await Change(
                        account,
                        (scheme, settings, at) => ExpiredHolidays.Purge(Overrides.Settle(scheme, settings.TimeZone, at), settings.TimeZone, settings.DaysToKeepHolidays, at),
                        "Holidays that are over were removed.",
                        cancel);
                    changed += saved ? 1 : 0;
                },
                cancel);
        }

        return changed;
    }

    // What has changed is put down before the override is removed, so that it is told for when it happened.
    private async Task Look(AccountId account, CancellationToken cancel)
    {
        await desk.Refresh(account, cancel);
        await Change(account, (scheme, settings, at) => Overrides.Settle(scheme, settings.TimeZone, at), "The temporary override is over.", cancel);
        await desk.Refresh(account, cancel);
    }

    private async Task<bool> Change(AccountId account, Func<Scheme, AccountSettings, DateTimeOffset, Scheme> change, string why, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var at = time.GetUtcNow();
            if (await configurations.Schedules(account, cancel) is not { } schedules
                || schedules.Schemes == schedules.Schemes.Change(scheme => change(scheme, schedules.Account, at))
                || await accounts.Load(account, cancel) is not var (document, pointer))
            {
                return false;
            }

            var changed = document with { Schemes = document.Schemes.Change(scheme => change(scheme, document.Account, at)) };
            if (changed.Schemes == document.Schemes)
            {
                return false; // another process was faster, between the two reads
            }

            switch (await accounts.Save(account, changed, pointer.Tag, new VersionNote(By, why, Channel.Schedule), cancel))
            {
                case Saving.Saved:
                    return true;
                case Saving.Refused refused:
                    // What is over has no effect on calls; somebody has to mend the account before it can be saved again.
                    Log.NotSaved(logger, account.Value, why, string.Join(" ", refused.Problems.Where(problem => !problem.IsWarning).Select(problem => $"{problem.Pointer}: {problem.Message}")));
                    return false;
            }
        }

        return false; // others save all the time: the next look finds it
    }

    private async Task<bool> Try(AccountId account, Func<Task> look, CancellationToken cancel)
    {
        try
        {
            await look();
            return true;
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            Log.Failed(logger, trouble, account.Value);
            return false;
        }
    }
}
