using Microsoft.Extensions.Logging;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Calls;

/// <summary>Carries out the commands of calls: most are the network's, the record goes into the log, an alarm to the people who watch.</summary>
public sealed class CallDispatcher(ICallControl network, ICallLog log, ILogger<CallDispatcher> logger) : ICommandDispatcher<Call, CallCommand, Outcome>
{
    /// <inheritdoc/>
    public async Task<Outcome> CarryOut(MachineKey key, Call state, OpId op, CallCommand command, IReadOnlyList<(OpId Op, Outcome Outcome)> soFar, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(soFar);
        switch (command)
        {
            case CallCommand.FileRecord file:
                await log.File(key.Account, file.Record with { Id = key.Id }, cancel);
                return new Outcome.Accepted();

            case CallCommand.RaiseAlarm alarm:
                Log.AlarmRaised(logger, key, alarm.Text);
                return new Outcome.Accepted();

            default:
                return await network.CarryOut(OnNetwork(key, state, command, soFar), op, command, cancel);
        }
    }

    // what the network named in this very turn is not in the state yet
    private static CallOnNetwork OnNetwork(MachineKey key, Call state, CallCommand command, IReadOnlyList<(OpId Op, Outcome Outcome)> soFar)
    {
        var connection = state.Facts.Connection;
        string? invitation = null;
        if (command is CallCommand.StopRinging stop)
        {
            invitation = state.Trail.Legs.FirstOrDefault(leg => leg.Op == stop.Ring)?.Invitation;
        }

        foreach (var (op, outcome) in soFar)
        {
            connection = outcome is Outcome.Answering answering ? connection ?? answering.Connection : connection;
            invitation = outcome is Outcome.Ringing ringing && command is CallCommand.StopRinging { } again && again.Ring == op ? ringing.Invitation : invitation;
        }

        return new CallOnNetwork(key, connection, state.Facts.Caller, invitation);
    }
}

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "{Call}: {Text}")]
    public static partial void AlarmRaised(ILogger logger, MachineKey call, string text);

    [LoggerMessage(2002, LogLevel.Warning, "A call to {Number} was rejected: the number belongs to no account (NPL-110)")]
    public static partial void UnknownNumber(ILogger logger, string number);

    [LoggerMessage(2003, LogLevel.Warning, "{Call}: {Event} found others writing three times and was handed over")]
    public static partial void HandedOver(ILogger logger, MachineKey call, string @event);

    [LoggerMessage(2004, LogLevel.Warning, "{Call}: {Event} is for a call that does not exist")]
    public static partial void UnknownCall(ILogger logger, MachineKey call, string @event);
}
