using Microsoft.Extensions.Logging;

namespace Pbx.Local.Host.Broker;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Warning, "The broker's log ended in {Bytes} unfinished or damaged bytes; they are kept as {Directory}/cut")]
    public static partial void EndCutOff(ILogger logger, long bytes, string directory);

    [LoggerMessage(4002, LogLevel.Information, "The broker's log was rewritten: {Before} bytes became {After}")]
    public static partial void Compacted(ILogger logger, long before, long after);

    [LoggerMessage(4003, LogLevel.Error, "The broker's log cannot be written; nothing is accepted until the broker is started again")]
    public static partial void LogBroken(ILogger logger, Exception exception);

    [LoggerMessage(4004, LogLevel.Debug, "Broker client {Client} has connected")]
    public static partial void Connected(ILogger logger, Guid client);

    [LoggerMessage(4005, LogLevel.Debug, "Broker client {Client} has gone")]
    public static partial void Gone(ILogger logger, Guid client);

    [LoggerMessage(4006, LogLevel.Warning, "Message {Number} of {Queue} is dead-lettered: {Reason}")]
    public static partial void DeadLettered(ILogger logger, long number, string queue, string reason);

    [LoggerMessage(4007, LogLevel.Error, "A request of broker client {Client} failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception, Guid client);
}
