using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>Which ends of a stay count as what. A wish to be called back that has not ended has no stay, so it is in none (QUE-471).</summary>
public static class Outcomes
{
    /// <summary>A: answered, picked up, called back and reached (QUE-469).</summary>
    public static bool IsAnswered(this StayEnd end) => end is StayEnd.Answered or StayEnd.PickedUp or StayEnd.CallbackCompleted;

    /// <summary>It was not admitted: in neither A nor U (QUE-466).</summary>
    public static bool IsRefused(this StayEnd end) => end is StayEnd.RefusedFull or StayEnd.RefusedLongestWait or StayEnd.RefusedClosed or StayEnd.RefusedNoAgent;

    /// <summary>Its caller counts elsewhere, by another wish to be called back or another call: in neither A nor U (QUE-327, QUE-328).</summary>
    public static bool IsElsewhere(this StayEnd end) => end is StayEnd.CallbackMerged or StayEnd.CallbackHandled;

    /// <summary>U: all others (QUE-470).</summary>
    public static bool IsUnanswered(this StayEnd end) => !end.IsAnswered() && !end.IsRefused() && !end.IsElsewhere();
}
