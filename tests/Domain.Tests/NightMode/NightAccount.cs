using Pbx.Domain.Accounts;
using Pbx.Domain.NightMode;
using Pbx.Domain.Schedules;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.NightMode;

/// <summary>The account of the tests with schedules, with a company mailbox 999, and with a night mode.</summary>
internal static class NightAccount
{
    public const string Automatic = """{ "mode": "automatic", "forward": "999", "workingHours": "Office", "holidays": "Holidays" }""";
    public const string On = """{ "mode": "on", "forward": "999" }""";

    public static TestAccount With(string nightMode, params string[] extensions)
    {
        var document = TestAccount.With([Mailbox, .. extensions]).Document;
        return new TestAccount(document with { Account = Settings(document.Account, nightMode) });
    }

    public static AccountSettings Settings(AccountSettings account, string nightMode) => account with
    {
        NightMode = TestAccount.Read<CompanyNightMode>(nightMode),
        TimeSchedules = [TestAccount.Read<TimeSchedule>(Office)],
        HolidaySchedules = [TestAccount.Read<HolidaySchedule>(Holidays)],
    };

    private const string Mailbox = """{ "number": "999", "name": "Company mailbox", "type": "voicemail", "config": { "greeting": "Wij zijn gesloten.", "takesMessages": false } }""";

    private const string Office = """
        { "name": "Office", "periods": [
          { "name": "Days", "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "start": "09:00", "end": "17:00" },
          { "name": "Late", "days": ["thursday"], "start": "16:00", "end": "21:00" },
          { "name": "Open day", "days": ["sunday"], "wholeDay": true } ] }
        """;

    private const string Holidays = """
        { "name": "Holidays", "periods": [
          { "name": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-26", "wholeDay": true },
          { "name": "Outing", "startDate": "2026-11-18", "endDate": "2026-11-18", "start": "12:00", "end": "14:00" } ] }
        """;
}
