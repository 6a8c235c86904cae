using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Assertions;
using Pbx.Domain.CallRules;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Notifications;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Domain.Recordings;
using Pbx.Domain.Schedules;
using Pbx.Domain.Secrets;
using Pbx.Domain.Time;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Voicemail;
using Pbx.Domain.WorkingHours;

namespace Pbx.Domain.Documents;

/// <summary>How the domain's own records are written; extension types bring their own.</summary>
[JsonSerializable(typeof(Call))]
[JsonSerializable(typeof(CallEvent))]
[JsonSerializable(typeof(CallCommand))]
[JsonSerializable(typeof(CallRecord))]
[JsonSerializable(typeof(Outcome.BoxChanged), TypeInfoPropertyName = "OutcomeBoxChanged")]
[JsonSerializable(typeof(Outcome.Greeting), TypeInfoPropertyName = "OutcomeGreeting")]
[JsonSerializable(typeof(Sound.Message), TypeInfoPropertyName = "SoundMessage")]
[JsonSerializable(typeof(AccountSettings))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(Scheme))]
[JsonSerializable(typeof(Extension))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(PhoneNumber))]
[JsonSerializable(typeof(PhoneAddress))]
[JsonSerializable(typeof(Pin))]
[JsonSerializable(typeof(ListedPin))]
[JsonSerializable(typeof(OwnPrompt))]
[JsonSerializable(typeof(PromptFiles))]
[JsonSerializable(typeof(PromptFile))]
[JsonSerializable(typeof(AudioFile))]
[JsonSerializable(typeof(UserGroup))]
[JsonSerializable(typeof(EmailAddress))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(Link))]
[JsonSerializable(typeof(WeeklyEntry))]
[JsonSerializable(typeof(Holiday))]
[JsonSerializable(typeof(Weekday))]
[JsonSerializable(typeof(ScheduleEvent))]
[JsonSerializable(typeof(TimeSchedule))]
[JsonSerializable(typeof(TimePeriod))]
[JsonSerializable(typeof(HolidaySchedule))]
[JsonSerializable(typeof(HolidayPeriod))]
[JsonSerializable(typeof(WorkingDay))]
[JsonSerializable(typeof(WorkingException))]
[JsonSerializable(typeof(AdditionalTime))]
[JsonSerializable(typeof(NewScheme))]
[JsonSerializable(typeof(SchemePatch))]
[JsonSerializable(typeof(PlanWish))]
[JsonSerializable(typeof(PlanCopy))]
[JsonSerializable(typeof(LinkWish))]
[JsonSerializable(typeof(LinkBlock))]
[JsonSerializable(typeof(WeeklyWish))]
[JsonSerializable(typeof(OverrideWish))]
[JsonSerializable(typeof(Assertion))]
[JsonSerializable(typeof(Expectation))]
[JsonSerializable(typeof(Assumptions))]
[JsonSerializable(typeof(PhoneAssumption))]
[JsonSerializable(typeof(QueueAssumption))]
[JsonSerializable(typeof(LimitAssumption))]
[JsonSerializable(typeof(WhatIfQuestion))]
[JsonSerializable(typeof(StaffedHours))]
[JsonSerializable(typeof(QuestionReading.WrittenQuestion))]
[JsonSerializable(typeof(ExtensionNumber))]
[JsonSerializable(typeof(HeldLine))]
[JsonSerializable(typeof(OfferedAgent))]
[JsonSerializable(typeof(QueueLogged))]
[JsonSerializable(typeof(FloorMessage))]
[JsonSerializable(typeof(Leg))]
[JsonSerializable(typeof(CallRecording))]
[JsonSerializable(typeof(LoggedStep))]
[JsonSerializable(typeof(NumberClass))]
[JsonSerializable(typeof(NumberClassWish))]
[JsonSerializable(typeof(CallRule))]
[JsonSerializable(typeof(RungDestination))]
[JsonSerializable(typeof(RulePeriod))]
[JsonSerializable(typeof(CallerKind))]
[JsonSerializable(typeof(CommandDone))]
[JsonSerializable(typeof(Outcome.Answering), TypeInfoPropertyName = "OutcomeAnswering")]
[JsonSerializable(typeof(Sound))]
[JsonSerializable(typeof(ExtensionJson.Written), TypeInfoPropertyName = "WrittenExtension")]
[JsonSerializable(typeof(ExtensionStateJson.Written), TypeInfoPropertyName = "WrittenExtensionState")]
public sealed partial class DomainJson : JsonSerializerContext;
