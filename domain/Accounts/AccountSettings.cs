using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.CallRules;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Schedules;
using Pbx.Domain.UserGroups;
using Pbx.Domain.WorkingHours;

namespace Pbx.Domain.Accounts;

/// <summary>What holds for a whole account.</summary>
/// <param name="Name">1 to 64 characters; the main scheme bears it too (NPL-005).</param>
/// <param name="Country">Decides system extensions, emergency numbers and tones.</param>
/// <param name="Language">Of prompts, where an extension has no language of its own (EXT-078).</param>
/// <param name="TimeZone">IANA name; schemes take it over (NPL-015).</param>
/// <param name="ExtensionLength">2 to 5: how many digits every extension of the account has (EXT-001); none: the first extension will tell, and a save writes it down for good (EXT-002, EXT-003).</param>
/// <param name="MainNumber">The number that outgoing calls show; without it none can be placed (EXT-413, EXT-414).</param>
/// <param name="Numbers">The public numbers of the account.</param>
/// <param name="Tenants">The Entra tenants whose users may administer the account.</param>
/// <param name="Recording">Call recording; nothing: it is off (VMR-101).</param>
/// <param name="WorkingHours">Those of all users who have none of their own (NPL-173).</param>
/// <param name="TimeSchedules">Times of the week that night mode and others name (NPL-191); “every day, all day” is there without being listed (NPL-193).</param>
/// <param name="HolidaySchedules">Single dates that night mode and others name (NPL-192).</param>
/// <param name="NightMode">The company's; nothing: it is off (NPL-177).</param>
/// <param name="DaysToKeepHolidays">How many days after its end a holiday is removed from its scheme, 1 to 400; 0: never (NPL-083).</param>
/// <param name="Timers">Of dialogues by keys; nothing: the usual ones (EXT-083 to EXT-089).</param>
/// <param name="StartNumber">No extension below it is given by “next available” (EXT-009).</param>
/// <param name="Display">What outgoing calls show; nothing: nobody has said yet (EXT-416).</param>
/// <param name="UserGroups">Users who share mailboxes and their notices (EXT-408).</param>
/// <param name="NumberClasses">How numbers of some kind begin, for the conditions of rules (EXT-405).</param>
/// <param name="RuleDestinations">The kinds of destinations that rules may use: types of extensions, and “number” for public numbers (EXT-406); none: all.</param>
/// <param name="UserRules">Rules for calls to and from users, around those that users have set for themselves (EXT-407); none: there are none.</param>
[DisplayName("Account")]
public sealed record AccountSettings(
    [property: Description("The name of the account: 1 to 64 characters."), Length(1, 64)] string Name,
    [property: Description("Decides emergency numbers and tones.")] Country Country,
    [property: Description("The language of prompts, where an extension has none of its own.")] Language Language,
    [property: Description("The IANA name of the time zone, such as Europe/Amsterdam."), Length(1, 64)] string TimeZone,
    [property: Description("How many digits every extension of the account has: 2 to 5; left out: as many as the first one. It never changes."), Range(2, 5)] int? ExtensionLength = null,
    [property: Description("The number that outgoing calls show; without it none can be placed.")] PhoneNumber? MainNumber = null,
    [property: Description("The public numbers of the account.")] ValueList<PhoneNumber> Numbers = default,
    [property: Description("The Entra tenants whose users may administer the account.")] ValueList<Guid> Tenants = default,
    [property: Description("Call recording; left out: it is off.")] RecordingFacility? Recording = null,
    [property: Description("When the account works; users may have hours of their own.")] WorkingTimes? WorkingHours = null,
    [property: Description("Times of the week that have a name, for night mode.")] [property: Length(0, 100)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<TimeSchedule> TimeSchedules = default,
    [property: Description("Dates that have a name, for night mode.")] [property: Length(0, 100)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<HolidaySchedule> HolidaySchedules = default,
    [property: Description("Where outside calls go at night; left out: night mode is off.")] CompanyNightMode? NightMode = null,
    [property: Description("How many days after its end a holiday is removed from its scheme; 0: never."), Range(0, 400)] int DaysToKeepHolidays = 30,
    [property: Description("How long dialogues wait for keys, and how often they ask; left out: as usual.")] Timers? Timers = null,
    [property: Description("The lowest number that a new extension is given where none is asked for; left out: the lowest there is."), Range(10, 99999)] int? StartNumber = null,
    [property: Description("What outgoing calls show; left out: the name of the user and the main number.")] OutgoingDisplay? Display = null,
    [property: Description("How numbers of some kind begin, under names that conditions of rules use.")] [property: Length(0, NumberClass.MostClasses)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<NumberClass> NumberClasses = default,
    [property: Description("The kinds of destinations that rules may use: types of extensions, and “number” for public numbers; left out: all.")] [property: Length(0, 50)] ValueList<string>? RuleDestinations = null,
    [property: Description("Rules for calls to and from users, around those of each user.")] UserCallRules? UserRules = null,
    [property: Description("Users who belong together: they share mailboxes and get their notices.")] [property: Length(0, 100)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<UserGroup> UserGroups = default);

/// <summary>The countries that accounts are in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Country>))]
public enum Country
{
    /// <summary>The Netherlands.</summary>
    [JsonStringEnumMemberName("nl")]
    Netherlands,

    /// <summary>The United Kingdom.</summary>
    [JsonStringEnumMemberName("gb")]
    UnitedKingdom,

    /// <summary>Germany.</summary>
    [JsonStringEnumMemberName("de")]
    Germany,

    /// <summary>Spain.</summary>
    [JsonStringEnumMemberName("es")]
    Spain,

    /// <summary>Denmark.</summary>
    [JsonStringEnumMemberName("dk")]
    Denmark,

    /// <summary>Finland.</summary>
    [JsonStringEnumMemberName("fi")]
    Finland,

    /// <summary>Latvia.</summary>
    [JsonStringEnumMemberName("lv")]
    Latvia,
}
