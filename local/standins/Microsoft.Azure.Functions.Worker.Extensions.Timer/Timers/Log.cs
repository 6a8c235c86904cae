using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timers;

internal static partial class Log
{
    [LoggerMessage(9201, LogLevel.Error, "Timer {Function} failed; it is called again when its schedule says so")]
    public static partial void TimerFailed(ILogger logger, string function, Exception exception);

    [LoggerMessage(9202, LogLevel.Warning, "Timer {Function} was cut short by the end of the app")]
    public static partial void TimerCut(ILogger logger, string function);
}
