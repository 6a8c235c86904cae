using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The bearer token was refused.")]
    public static partial void Refused(ILogger logger, Exception why);

    [LoggerMessage(2, LogLevel.Debug, "The bearer token is good.")]
    public static partial void Validated(ILogger logger);

    [LoggerMessage(3, LogLevel.Error, "The bearer token could not be checked.")]
    public static partial void NotChecked(ILogger logger, Exception why);

    [LoggerMessage(4, LogLevel.Error, "The keys of the identity provider cannot be had: every bearer token is refused.")]
    public static partial void NoKeys(ILogger logger, Exception why);
}
