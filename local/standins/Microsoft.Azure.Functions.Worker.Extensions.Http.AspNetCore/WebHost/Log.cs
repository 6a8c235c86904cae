using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.WebHost;

internal static partial class Log
{
    [LoggerMessage(9101, LogLevel.Error, "{Function} failed")]
    public static partial void FunctionFailed(ILogger logger, string function, Exception exception);

    [LoggerMessage(9102, LogLevel.Debug, "{Function} was sent a request that cannot be read")]
    public static partial void BadRequest(ILogger logger, string function, Exception exception);

    [LoggerMessage(9103, LogLevel.Debug, "The client of {Function} has gone")]
    public static partial void ClientGone(ILogger logger, string function);
}
