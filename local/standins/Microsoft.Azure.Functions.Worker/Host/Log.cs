using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Host;

internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Warning, "Invocations were still running when the stop ran out of time; they were cancelled")]
    public static partial void InvocationsCutShort(ILogger logger);

    [LoggerMessage(9002, LogLevel.Warning, "The clock at {Address} is out of reach; trying again")]
    public static partial void ClockLost(ILogger logger, Uri address);

    [LoggerMessage(9003, LogLevel.Error, "The clock at {Address} has gone; stopping")]
    public static partial void ClockGone(ILogger logger, Uri address);

    [LoggerMessage(9004, LogLevel.Debug, "An answer to the clock was not sent")]
    public static partial void ClockAnswerLost(ILogger logger, Exception exception);
}
