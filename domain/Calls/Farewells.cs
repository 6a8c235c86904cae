using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Voicemail;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.Calls;

/// <summary>How calls end: what the caller hears for each reason, which reason a phase stands for, and its name in the log.</summary>
internal static class Farewells
{
    /// <summary>What the caller hears (EXT-072); nothing when the call is simply over.</summary>
    public static Prompts.Sound? Sound(EndReason reason, Language language) => reason switch
    {
        EndReason.Busy => new Prompts.Sound.Signal(Tone.Busy),
        EndReason.Unassigned => Catalogue.Say(Prompt.NotInService, language),
        EndReason.NoAnswer or EndReason.Unavailable or EndReason.Failed => Catalogue.Say(Prompt.NotAvailable, language),
        EndReason.Loop => Catalogue.Say(Prompt.CannotBeCompleted, language),
        EndReason.CannotTakeMessage => Catalogue.Say(Prompt.CannotTakeMessage, language),
        EndReason.NoChoice or EndReason.Disconnected => Catalogue.Say(Prompt.Goodbye, language),
        EndReason.NotAuthorised => Catalogue.Say(Prompt.NotAuthorised, language),
        _ => null,
    };

    /// <summary>The reason when the call ends in a phase without our doing.</summary>
    public static EndReason LeftFrom(Phase phase) => phase switch
    {
        Phase.Talking => EndReason.Completed,
        Phase.Ending ending => ending.Reason,
        Phase.HangingUp hangingUp => hangingUp.Reason,
        Phase.Ended ended => ended.Reason,
        Phase.InExtension { State.State: VoicemailState.Listening or VoicemailState.Closing { Reason: EndReason.Completed } } => EndReason.Completed, // most messages end so
        Phase.InExtension { State.State: SystemAccessState.Asking { Session.HasSwitched: true } } => EndReason.Completed,
        Phase.InExtension { State.State: VoicemailNumberState { Opened: not null } } => EndReason.Completed, // what was heard and changed stands
        Phase.InExtension { State.State: SystemAccessState.InMailbox { Inner.Opened: not null } } => EndReason.Completed,
        Phase.InExtension { State.State: QueueLoginState.Closing { Reason: EndReason.Completed } } => EndReason.Completed,
        Phase.InExtension { State.State: PickupState.Asking } => EndReason.Completed, // the phone was moved, and with it the call ends
        Phase.InExtension { State.State: QueueState.Saying { Reason: EndReason.Completed } } => EndReason.Completed, // the wish to be called back stands
        Phase.Calling => EndReason.NoAnswer,
        Phase.Answering => EndReason.CallerGaveUp,
        _ => EndReason.CallerHungUp,
    };

    /// <summary>A reason in words.</summary>
    public static string Words(EndReason reason) => reason switch
    {
        EndReason.Completed => "it did what it was for",
        EndReason.CallerHungUp => "the caller hung up",
        EndReason.CallerGaveUp => "the caller gave up",
        EndReason.Busy => "busy",
        EndReason.NoAnswer => "no answer",
        EndReason.Unavailable => "nobody can be reached",
        EndReason.Unassigned => "the number is not in service",
        EndReason.NoChoice => "no choice was made",
        EndReason.MailboxFull => "the mailbox is full",
        EndReason.CannotTakeMessage => "no message could be recorded",
        EndReason.Loop => "it went round in circles",
        EndReason.Disconnected => "the caller chose to end it",
        EndReason.Closed => "it is closed",
        EndReason.NotAuthorised => "the caller lacks the right to it",
        _ => "something failed",
    };
}
