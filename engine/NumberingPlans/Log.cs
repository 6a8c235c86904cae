using Microsoft.Extensions.Logging;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Engine.NumberingPlans;

internal static partial class Log
{
    [LoggerMessage(1401, LogLevel.Information, "{Account} scheme {Scheme}: plan {Was} -> plan {Now}, by {By}, since {Since}")]
    public static partial void Changed(ILogger logger, string account, int scheme, int? was, int? now, ActiveBy by, DateTimeOffset since);

    [LoggerMessage(1402, LogLevel.Warning, "{Account}: what is in force could not be put down after a save")]
    public static partial void NotRefreshed(ILogger logger, Exception trouble, string account);

    [LoggerMessage(1403, LogLevel.Warning, "{Account}: its schedules could not be looked at, and are looked at again later")]
    public static partial void Failed(ILogger logger, Exception trouble, string account);

    [LoggerMessage(1404, LogLevel.Warning, "{Account}: “{Why}” could not be saved, because the account has errors: {Problems}")]
    public static partial void NotSaved(ILogger logger, string account, string why, string problems);
}
