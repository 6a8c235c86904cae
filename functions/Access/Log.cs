using Microsoft.Extensions.Logging;

namespace Pbx.Functions.Access;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "A request was refused as {Scheme}: {Why}")]
    public static partial void Refused(ILogger logger, string scheme, string why);
}
