using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>What happened on a floor.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CallSaid), "call-said")]
[JsonDerivedType(typeof(LogsIn), "logs-in")]
[JsonDerivedType(typeof(LogsOut), "logs-out")]
[JsonDerivedType(typeof(EndsCoolDown), "ends-cool-down")]
[JsonDerivedType(typeof(PresenceChanged), "presence-changed")]
[JsonDerivedType(typeof(Saved), "saved")]
[JsonDerivedType(typeof(CallbackDeleted), "callback-deleted")]
[JsonDerivedType(typeof(TimeReached), "time-reached")]
[JsonDerivedType(typeof(CommandsDone), "commands-done")]
public abstract record FloorEvent
{
    private FloorEvent()
    {
    }

    /// <summary>A call has said something.</summary>
    /// <param name="For">The wish to be called back that it was made for, by the call that had it; none: it speaks for itself.</param>
    public sealed record CallSaid(string Call, FloorMessage Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? For = null) : FloorEvent;

    /// <summary>An agent logs in to a queue; who may do that was looked at before.</summary>
    /// <param name="By">Who did it, when it was somebody else.</param>
    public sealed record LogsIn(ExtensionNumber Queue, ExtensionNumber Agent, LoginSource Source, string? By = null) : FloorEvent;

    /// <summary>An agent logs out of a queue.</summary>
    public sealed record LogsOut(ExtensionNumber Queue, ExtensionNumber Agent, LoginSource Source, string? By = null) : FloorEvent;

    /// <summary>An agent ends a cool-down early (QUE-175).</summary>
    public sealed record EndsCoolDown(ExtensionNumber Agent) : FloorEvent;

    /// <summary>An agent has become available, or is not any more (QUE-195).</summary>
    public sealed record PresenceChanged(ExtensionNumber Agent, Presence Presence = Presence.Available) : FloorEvent;

    /// <summary>The configuration was saved (QUE-041).</summary>
    public sealed record Saved : FloorEvent;

    /// <summary>Somebody deletes a wish to be called back (QUE-330); one that is being fulfilled stays.</summary>
    public sealed record CallbackDeleted(ExtensionNumber Queue, string Wish) : FloorEvent;

    /// <summary>The floor asked to be woken, and it is time.</summary>
    public sealed record TimeReached : FloorEvent;

    /// <summary>What came of commands: the calls that were asked after and are not there any more.</summary>
    public sealed record CommandsDone(ValueList<string> Gone) : FloorEvent;
}
