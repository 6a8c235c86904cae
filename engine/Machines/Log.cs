using Microsoft.Extensions.Logging;
using Pbx.Domain.Machines;

namespace Pbx.Engine.Machines;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "{Machine} r{Revision}: {Event}, {Commands} commands")]
    public static partial void Stepped(ILogger logger, MachineKey machine, int revision, string @event, int commands);

    [LoggerMessage(1002, LogLevel.Warning, "{Machine}: {Commands} commands were left by a process that is gone, and are carried out now")]
    public static partial void TookOver(ILogger logger, MachineKey machine, int commands);

    [LoggerMessage(1003, LogLevel.Error, "{Machine}: command {Op} ({Command}) failed at try {Try}")]
    public static partial void CommandFailed(ILogger logger, Exception trouble, MachineKey machine, OpId op, string command, int @try);
}
