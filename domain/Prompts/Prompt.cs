namespace Pbx.Domain.Prompts;

/// <summary>The sentences that the platform itself speaks; the catalogue has each in every language.</summary>
public enum Prompt
{
    /// <summary>The greeting of a menu that has none of its own.</summary>
    StandardGreeting,

    /// <summary>After a key that is no choice (EXT-282).</summary>
    InvalidChoice,

    /// <summary>Before a transfer with announcement (EXT-250).</summary>
    BeingTransferred,

    /// <summary>Nobody can be reached (EXT-072, EXT-208).</summary>
    NotAvailable,

    /// <summary>The number or extension does not exist (EXT-072).</summary>
    NotInService,

    /// <summary>The call went round in circles (EXT-068).</summary>
    CannotBeCompleted,

    /// <summary>The end of a call that reached nobody (EXT-072).</summary>
    Goodbye,

    /// <summary>Instead of ring-back, when the tone cannot be played.</summary>
    PleaseHold,

    /// <summary>The standard greeting of a mailbox.</summary>
    LeaveAMessage,

    /// <summary>After a message (VMR-052).</summary>
    MessageSaved,

    /// <summary>The mailbox takes no more (VMR-054, EXT-186).</summary>
    MailboxFull,

    /// <summary>A message cannot be recorded (VMR-055).</summary>
    CannotTakeMessage,

    /// <summary>Before a conversation is recorded (VMR-114).</summary>
    BeingRecorded,

    /// <summary>The number is closed by its schedule (NPL-166).</summary>
    Closed,

    /// <summary>Who logs in from outside is asked for an extension (EXT-307).</summary>
    EnterExtension,

    /// <summary>And for its PIN (EXT-307).</summary>
    EnterPin,

    /// <summary>The extension or the PIN is wrong; which of the two is not said (EXT-192).</summary>
    LogInFailed,

    /// <summary>The caller lacks a right (NPL-120, EXT-308).</summary>
    NotAuthorised,

    /// <summary>The main menu of the dialogue for time configuration (NPL-132).</summary>
    TimeMenu,

    /// <summary>Asks for a scheme (NPL-133).</summary>
    EnterScheme,

    /// <summary>Asks for a plan (NPL-134).</summary>
    EnterPlan,

    /// <summary>{0} the number of a scheme, {1} its name (NPL-129).</summary>
    SchemeNamed,

    /// <summary>{0} the number of a plan, {1} its name, {2} weekday and time (NPL-135).</summary>
    PlanActiveUntil,

    /// <summary>{0} the number of a plan, {1} its name: the schedule never changes (NPL-094).</summary>
    PlanActiveUntilCancelled,

    /// <summary>{0} the number of a plan, {1} its name (NPL-136).</summary>
    PlanOverrides,

    /// <summary>{0} the number of a plan, {1} its name (NPL-137).</summary>
    TimeConfigurationActive,

    /// <summary>The same when the schedule has no plan for now.</summary>
    TimeConfigurationWithoutPlan,

    /// <summary>A change could not be saved.</summary>
    ChangeFailed,

    /// <summary>Asks for a postal code (EXT-325).</summary>
    EnterPostalCode,

    /// <summary>What was keyed is no postal code (EXT-329).</summary>
    InvalidPostalCode,

    /// <summary>Asks for the extension to be connected with (EXT-381, EXT-300).</summary>
    EnterExtensionToCall,

    /// <summary>The PIN is wrong; whether it nearly matched is not said (EXT-219).</summary>
    WrongPin,

    /// <summary>A caller is asked to spell a name (EXT-291).</summary>
    SpellName,

    /// <summary>Too many names are meant (EXT-297).</summary>
    MoreLetters,

    /// <summary>No name is meant (EXT-298).</summary>
    NoSuchName,

    /// <summary>{0} the only name that is meant (EXT-296).</summary>
    ConnectOrStartAgain,

    /// <summary>{0} the key for a name, {1} the name (EXT-297).</summary>
    ChooseName,

    /// <summary>Asks for the number of a mailbox (EXT-191).</summary>
    EnterMailbox,

    /// <summary>Asks for the code of a group's mailbox (EXT-410).</summary>
    EnterMailboxCode,

    /// <summary>The mailbox or the PIN is wrong; which of the two is not said (EXT-192).</summary>
    MailboxLogInFailed,

    /// <summary>{0} how many new messages there are, {1} how many old ones (EXT-202).</summary>
    MessageCounts,

    /// <summary>{0} who left a message, {1} date and time (EXT-202, VMR-059).</summary>
    MessageFrom,

    /// <summary>{0} date and time of a message whose caller showed no number (VMR-059).</summary>
    MessageFromUnknown,

    /// <summary>What can be done with a message (EXT-194 to EXT-196).</summary>
    MessageMenu,

    /// <summary>A message was deleted (EXT-196).</summary>
    MessageDeleted,

    /// <summary>That was the last message (EXT-203).</summary>
    NoMoreMessages,

    /// <summary>There is no message that was heard already (EXT-198).</summary>
    NoOldMessages,

    /// <summary>The menu where there are no new messages (EXT-197, EXT-198).</summary>
    MailboxMenu,

    /// <summary>What can be changed of a mailbox (EXT-199 to EXT-201).</summary>
    MailboxOptions,

    /// <summary>Before a greeting is recorded (EXT-199).</summary>
    SpeakGreeting,

    /// <summary>While something is made ready.</summary>
    OneMoment,

    /// <summary>What can be done with a greeting that was recorded (VMR-061).</summary>
    GreetingMenu,

    /// <summary>Asks for a new PIN (EXT-200).</summary>
    EnterNewPin,

    /// <summary>And again.</summary>
    EnterNewPinAgain,

    /// <summary>A new PIN breaks the rule (EXT-173).</summary>
    WeakPin,

    /// <summary>The second new PIN was another one.</summary>
    PinsDiffer,

    /// <summary>{0} the key for this language (EXT-201).</summary>
    PressForLanguage,

    /// <summary>A change was saved.</summary>
    ChangeSaved,

    /// <summary>How many callers are before the caller, and the caller (QUE-221).</summary>
    QueuePosition,

    /// <summary>The estimated wait, of less than a minute (QUE-227).</summary>
    WaitBelowAMinute,

    /// <summary>Of one minute.</summary>
    WaitOneMinute,

    /// <summary>Of several minutes.</summary>
    WaitMinutes,

    /// <summary>Of 21, 31 and so on, where some languages have a singular.</summary>
    WaitMinutesEndingInOne,

    /// <summary>Callers are offered to be called back (QUE-309).</summary>
    CallbackOffer,

    /// <summary>Who has asked to be called back (QUE-315).</summary>
    CallbackNoted,

    /// <summary>Asks for the queue to log in to or out of (QUE-087).</summary>
    EnterQueue,

    /// <summary>{0} the queue that a user is logged in to now (QUE-087).</summary>
    QueueLoggedIn,

    /// <summary>{0} the queue that a user is logged out of now (QUE-087).</summary>
    QueueLoggedOut,

    /// <summary>{0} the queue (QUE-089).</summary>
    QueueAlreadyLoggedIn,

    /// <summary>{0} the queue (QUE-089).</summary>
    QueueAlreadyLoggedOut,

    /// <summary>A user may not log in to a queue (QUE-085).</summary>
    QueueLoginNotAllowed,

    /// <summary>There is no queue with the number that was keyed (QUE-088).</summary>
    NoSuchQueue,

    /// <summary>A user who wants all queues is a member of none (QUE-087).</summary>
    NoQueueOfYours,

    /// <summary>An agent hears that who wanted to be called back was not reached (QUE-321).</summary>
    CallbackNotReached,

    /// <summary>Nothing rings that a user may pick up (QUE-349, CFT-108).</summary>
    NoCallToPickUp,
}
