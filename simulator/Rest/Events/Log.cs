using Microsoft.Extensions.Logging;

namespace Pbx.Simulator.Rest.Events;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Debug, "{Type} of {CallConnectionId} posted: {Status}")]
    public static partial void Posted(ILogger log, string type, string callConnectionId, int status);

    [LoggerMessage(7002, LogLevel.Warning, "{Type} of {CallConnectionId} was not taken ({Status}) and is given up")]
    public static partial void GivenUp(ILogger log, string type, string callConnectionId, int status);

    [LoggerMessage(7003, LogLevel.Debug, "{Type} of {CallConnectionId} is lost in the weather or by a race")]
    public static partial void Lost(ILogger log, string type, string callConnectionId);

    [LoggerMessage(7004, LogLevel.Warning, "The event {Id} was not taken by {Endpoint} ({Status}) and is given up after {Attempts} attempts")]
    public static partial void EventGivenUp(ILogger log, string id, Uri endpoint, int status, int attempts);

    [LoggerMessage(7006, LogLevel.Warning, "The file of recording {Id} could not be written: {Why}")]
    public static partial void NotFiled(ILogger log, string id, string why);

    [LoggerMessage(7007, LogLevel.Debug, "The event about the file of recording {Id} is lost in the weather or by a race")]
    public static partial void FileEventLost(ILogger log, string id);

    [LoggerMessage(7005, LogLevel.Warning, "{Endpoint} did not answer the validation handshake as it should ({Status})")]
    public static partial void NotValidated(ILogger log, Uri endpoint, int status);
}
