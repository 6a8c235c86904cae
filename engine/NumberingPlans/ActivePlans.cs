using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;

namespace Pbx.Engine.NumberingPlans;

/// <summary>
/// Which plan is in force in each scheme of an account, for those who watch: computed from the configuration at the moment, so it never depends on a timer. Who waits hears of a change by hand within
/// 5 seconds, whichever process made it (NPL-103); however many wait for an account, one process looks for all of them once in two seconds.
/// </summary>
public sealed class ActivePlans(AccountConfigurations configurations, IActivations activations, TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<AccountId, (DateTimeOffset At, Lazy<Task<ActiveNow?>> Look)> looks = new();

    /// <summary>What is in force now; nothing when there is no such account.</summary>
    public async Task<ActiveNow?> Now(AccountId account, CancellationToken cancel)
    {
        var before = (await activations.Read(account, cancel))?.Activation;
        if (await configurations.Schedules(account, cancel) is not { } schedules)
        {
            return null;
        }

        var at = time.GetUtcNow();
        var (now, _) = Observation.Of(schedules, before, at);
        var zone = schedules.Account.TimeZone;
        List<SchemeNow> schemes =
        [
            .. schedules.Schemes.Zip(now.Schemes, (scheme, state) => new SchemeNow(
                scheme, SchemeClock.Active(scheme, zone, at), state.Since, Watch.Until(scheme, zone, at), SchemeClock.NextChange(scheme, zone, at))),
        ];
        return new ActiveNow(Token(schemes), at, schemes);
    }

    /// <summary>What is in force once it differs from what somebody knows, or when the time to wait is over.</summary>
    /// <param name="known">The token of what is known.</param>
    public async Task<ActiveNow?> After(AccountId account, string known, TimeSpan wait, CancellationToken cancel)
    {
        var until = time.GetUtcNow() + wait;
        while (true)
        {
            var now = await Shared(account).WaitAsync(cancel);
            var left = until - time.GetUtcNow();
            if (now is null || now.Token != known || left <= TimeSpan.Zero)
            {
                return now;
            }

            await Task.Delay(left < Between ? left : Between, time, cancel);
        }
    }

    private Task<ActiveNow?> Shared(AccountId account)
    {
        var at = time.GetUtcNow();
        if (looks.Count > MostRemembered)
        {
            looks.Clear();
        }

        return looks.AddOrUpdate(account, _ => New(), (_, last) => at - last.At < Between / 2 ? last : New()).Look.Value;

        (DateTimeOffset At, Lazy<Task<ActiveNow?>> Look) New() => (at, new(() => Now(account, CancellationToken.None)));
    }

    // made of all that is shown, so that a save that changes nothing here wakes nobody
    private static string Token(IEnumerable<SchemeNow> schemes)
    {
        var lines = schemes.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Scheme.Number}|{one.Scheme.Name}|{one.Active.Plan?.Number}|{one.Active.Plan?.Name}|{one.Active.By}|{one.Active.Holiday?.Description}|{one.Until:O}|{one.NextChange:O}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, 8));
    }
}

/// <summary>What is in force in an account.</summary>
/// <param name="Token">Another one as soon as something here is.</param>
public sealed record ActiveNow(string Token, DateTimeOffset At, IReadOnlyList<SchemeNow> Schemes);

/// <summary>What is in force in a scheme.</summary>
/// <param name="Since">Since when, as far as it was put down.</param>
/// <param name="Until">Until when for this reason; none: until somebody changes it (NPL-101).</param>
/// <param name="NextChange">When another plan is in force, should nobody change anything (NPL-103).</param>
public sealed record SchemeNow(Scheme Scheme, ActivePlan Active, DateTimeOffset Since, DateTimeOffset? Until, DateTimeOffset? NextChange);
