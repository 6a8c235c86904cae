using Microsoft.Extensions.Logging;

namespace Pbx.Functions.Calls;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "A call that rings could not be taken; the network is asked to tell of it again")]
    public static partial void ArrivalFailed(ILogger logger, Exception trouble);

    [LoggerMessage(4002, LogLevel.Information, "{Count} weeks of call machines were dropped: {Names}")]
    public static partial void Forgotten(ILogger logger, int count, string names);
}
