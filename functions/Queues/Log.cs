using Microsoft.Extensions.Logging;

namespace Pbx.Functions.Queues;

internal static partial class Log
{
    [LoggerMessage(4101, LogLevel.Information, "Months of queues were dropped: “{Names}”; {Heard} words that floors had heard were forgotten")]
    public static partial void Forgotten(ILogger logger, string names, int heard);
}
