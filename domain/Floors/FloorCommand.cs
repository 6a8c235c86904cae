using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;

namespace Pbx.Domain.Floors;

/// <summary>What the shell shall do for a floor.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(CallBack), "call-back")]
[JsonDerivedType(typeof(FileStay), "file-stay")]
[JsonDerivedType(typeof(FileLogin), "file-login")]
[JsonDerivedType(typeof(FileRest), "file-rest")]
[JsonDerivedType(typeof(LookAtCalls), "look-at-calls")]
public abstract record FloorCommand
{
    private FloorCommand()
    {
    }

    /// <summary>Tell a call. One step tells each call at most once, so what one step tells may be told at the same time.</summary>
    /// <param name="Step">The revision that the step led to.</param>
    public sealed record Tell(string Call, CallEvent Event, int Step) : FloorCommand;

    /// <summary>Begin the call of an agent to somebody who wants to be called back. Begun again under its id it is the same call.</summary>
    /// <param name="Call">The id of the call that begins.</param>
    /// <param name="Step">The revision that the step led to.</param>
    public sealed record CallBack(string Call, CallEvent.CallbackDue Due, int Step) : FloorCommand;

    /// <summary>Put a call's time in a queue into the statistics; done again it replaces itself.</summary>
    public sealed record FileStay(QueueStay Stay) : FloorCommand;

    /// <summary>Keep who has logged in or out; done again it replaces itself.</summary>
    public sealed record FileLogin(LoginChange Login) : FloorCommand;

    /// <summary>Put a cool-down that is over into the statistics (QUE-480); done again it counts once.</summary>
    public sealed record FileRest(AgentRest Rest) : FloorCommand;

    /// <summary>Look whether calls are still there (QUE-490).</summary>
    public sealed record LookAtCalls(ValueList<string> Calls) : FloorCommand;
}

/// <summary>What came of a command.</summary>
public abstract record FloorOutcome
{
    private FloorOutcome()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Done : FloorOutcome;

    /// <summary>These calls are not there any more.</summary>
    public sealed record Gone(ValueList<string> Calls) : FloorOutcome;

    /// <summary>Not done, and trying again will not help.</summary>
    public sealed record Refused(string Why) : FloorOutcome;
}
