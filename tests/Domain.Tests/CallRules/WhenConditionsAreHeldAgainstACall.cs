using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Names;
using Pbx.Domain.NightMode;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallRules;

public sealed class WhenConditionsAreHeldAgainstACall
{
    private const string Account = """
        { "name": "Test", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
          "numbers": ["+31205550100", "+31205550101", "+31205550102", "+31205550103", "+31205550104", "+31205550109"], "tenants": [],
          "numberClasses": [{ "name": "Mobile", "prefixes": ["+316"] }, { "name": "Abroad", "prefixes": ["+1", "+44", "+49"] }],
          "timeSchedules": [{ "name": "Office", "periods": [{ "name": "Week", "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "start": "09:00", "end": "17:00" }] }],
          "holidaySchedules": [{ "name": "Feasts", "periods": [{ "name": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-26", "wholeDay": true }] }],
          "workingHours": { "days": [{ "day": "saturday", "start": "10:00", "end": "14:00" }] } }
        """;

    [Theory]
    [InlineData(""" "numbers": ["+31612345678"] """, "+31612345678", null)]
    [InlineData(""" "numbers": ["+31612345678"] """, "+31612345679", "+31612345679 calls from outside")]
    [InlineData(""" "numbers": ["+3120*", "+316*"] """, "+31612345679", null)]
    [InlineData(""" "numbers": ["+3120*"] """, "+31612345679", "+31612345679 calls from outside")]
    [InlineData(""" "numbers": ["201"] """, "web:anna", null)]
    [InlineData(""" "numbers": ["202"] """, "web:anna", "extension 201 calls")]
    [InlineData(""" "numbers": ["+316*"], "not": true """, "+31612345679", "+31612345679 calls from outside")]
    [InlineData(""" "numbers": ["+316*"], "not": true """, "+49301234567", null)]
    [InlineData(""" "numbers": ["+316*"], "not": true """, "anonymous", null)]
    [InlineData(""" "classes": ["Mobile"] """, "+31612345679", null)]
    [InlineData(""" "classes": ["Abroad"] """, "+31612345679", "+31612345679 calls from outside")]
    [InlineData(""" "classes": ["Mobile", "Abroad"] """, "+49301234567", null)]
    [InlineData(""" "classes": ["Mobile"] """, "web:anna", "extension 201 calls")]
    [InlineData(""" "kinds": ["anonymous"] """, "anonymous", null)]
    [InlineData(""" "kinds": ["anonymous"] """, "+31612345679", "+31612345679 calls from outside")]
    [InlineData(""" "kinds": ["internal"] """, "web:anna", null)]
    [InlineData(""" "kinds": ["internal"] """, "anonymous", "the caller withholds the number")]
    [InlineData(""" "kinds": ["external"] """, "anonymous", null)]
    [InlineData(""" "kinds": ["external"] """, "web:anna", "extension 201 calls")]
    [InlineData(""" "numbers": ["+4930*"], "kinds": ["internal"] """, "web:anna", null)]
    [Trait("Rule", "EXT-401")]
    [Trait("Rule", "EXT-405")]
    public void Of_the_caller(string caller, string from, string? why) => Assert.Equal(why, Why($$""" "caller": { {{caller}} } """, from));

    [Theory]
    [InlineData(""" "numbers": ["+31205550109"] """, null)]
    [InlineData(""" "numbers": ["+31205550100"] """, "+31205550109 was dialled")]
    [InlineData(""" "numbers": ["+312055501*"], "not": true """, "+31205550109 was dialled")]
    [InlineData(""" "classes": ["Abroad"] """, "+31205550109 was dialled")]
    [InlineData(""" "classes": ["Abroad"], "not": true """, null)]
    [Trait("Rule", "EXT-401")]
    public void Of_the_called_number(string called, string? why) => Assert.Equal(why, Why($$""" "called": { {{called}} } """));

    [Fact]
    [Trait("Rule", "EXT-401")]
    public void Of_the_called_number_where_a_user_dials_the_extension()
    {
        var account = With("""{ "called": { "numbers": ["500"] } }""");
        Assert.Equal("300", account.CalledInside().Place());
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(account.Called().Phase).Reason);
    }

    [Theory]
    [InlineData(""" "from": "2026-11-21", "until": "2026-11-21" """, "2026-11-20T22:59:59Z", "it is 2026-11-20")]
    [InlineData(""" "from": "2026-11-21", "until": "2026-11-21" """, "2026-11-20T23:00:00Z", null)]
    [InlineData(""" "from": "2026-11-21", "until": "2026-11-21" """, "2026-11-21T22:59:59Z", null)]
    [InlineData(""" "from": "2026-11-21", "until": "2026-11-21" """, "2026-11-21T23:00:00Z", "it is 2026-11-22")]
    [InlineData(""" "from": "2026-11-21" """, "2031-01-01T00:00:00Z", null)]
    [InlineData(""" "until": "2026-11-21" """, "2031-01-01T00:00:00Z", "it is 2031-01-01")]
    [InlineData(""" "until": "2026-11-21", "not": true """, "2031-01-01T00:00:00Z", null)]
    [Trait("Rule", "EXT-401")]
    public void Of_the_date(string date, string at, string? why) => Assert.Equal(why, Why($$""" "date": { {{date}} } """, at: at));

    [Theory]
    [InlineData(""" "times": "Office" """, "2026-11-20T10:00:00Z", null)]
    [InlineData(""" "times": "Office" """, "2026-11-21T10:00:00Z", "schedule “Office” is closed")]
    [InlineData(""" "times": "Office", "is": "closed" """, "2026-11-20T10:00:00Z", "schedule “Office” is open")]
    [InlineData(""" "times": "Office", "is": "closed" """, "2026-11-20T16:00:00Z", null)]
    [InlineData(""" "times": "Office", "holidays": "Feasts" """, "2026-12-25T10:00:00Z", "it is the holiday “Christmas”")]
    [InlineData(""" "times": "Office", "holidays": "Feasts", "is": "closed" """, "2026-12-25T10:00:00Z", null)]
    [InlineData(""" "holidays": "Feasts", "is": "closed" """, "2026-12-24T10:00:00Z", "it is no holiday")]
    [InlineData(""" "holidays": "Feasts" """, "2026-12-24T10:00:00Z", null)]
    [InlineData(""" "times": "Every day, all day" """, "2026-11-22T03:00:00Z", null)]
    [InlineData(""" "times": "Gone" """, "2026-11-22T03:00:00Z", "there is no schedule “Gone”")]
    [InlineData(""" "times": "Gone", "is": "closed" """, "2026-11-22T03:00:00Z", "there is no schedule “Gone”")]
    [Trait("Rule", "EXT-401")]
    public void Of_a_schedule(string schedule, string at, string? why) => Assert.Equal(why, Why($$""" "schedule": { {{schedule}} } """, at: at));

    [Theory]
    [InlineData(""" "is": "working-time" """, "2026-11-21T10:00:00Z", null)]
    [InlineData(""" "is": "working-time" """, "2026-11-21T13:00:00Z", "it is no working time, of the working hours of the account")]
    [InlineData(""" "is": "night" """, "2026-11-21T13:00:00Z", null)]
    [InlineData(""" "is": "night" """, "2026-11-21T10:00:00Z", "it is working time, of the working hours of the account")]
    [InlineData(""" "is": "working-time", "user": "211" """, "2026-11-20T08:00:00Z", null)]
    [InlineData(""" "is": "working-time", "user": "211" """, "2026-11-21T10:00:00Z", "extension 211 does not work now, of the working hours of the user")]
    [InlineData(""" "is": "night", "user": "211" """, "2026-11-21T10:00:00Z", null)]
    [InlineData(""" "is": "night", "user": "212" """, "2026-11-21T20:00:00Z", "extension 212 has switched night mode off")]
    [InlineData(""" "is": "night", "user": "299" """, "2026-11-21T20:00:00Z", "there is no user 299")]
    [Trait("Rule", "EXT-401")]
    public void Of_working_time_and_night(string working, string at, string? why) => Assert.Equal(why, Why($$""" "working": { {{working}} } """, at: at));

    [Theory]
    [InlineData("on", null)]
    [InlineData("off", "night mode is not active, night mode is switched off")]
    [Trait("Rule", "EXT-401")]
    public void Of_the_companys_night_mode_where_there_is_one(string mode, string? why)
    {
        var account = With("""{ "working": { "is": "night" } }""");
        account = new TestAccount(account.Document with { Account = account.Account with { NightMode = TestAccount.Read<CompanyNightMode>($$"""{ "mode": "{{mode}}", "forward": "300" }""") } });
        Assert.Equal(why, Why(account.Called()));
    }

    [Theory]
    [InlineData(""" "presence": { "user": "211", "activity": "Lunch" } """, "nobody knows what extension 211 does")]
    [InlineData(""" "presence": { "user": "211", "activity": "Lunch", "not": true } """, "nobody knows what extension 211 does")]
    [InlineData(""" "presence": { "user": "211", "role": "On duty" } """, "nobody knows what extension 211 does")]
    [InlineData(""" "inCall": { "user": "211" } """, "nobody knows whether extension 211 is in a call")]
    [InlineData(""" "inCall": { "user": "211", "not": true } """, "nobody knows whether extension 211 is in a call")]
    [Trait("Rule", "EXT-401")]
    public void What_nobody_knows_of_a_user_does_not_hold_whichever_way_it_is_asked(string condition, string why) => Assert.Equal(why, Why(condition));

    [Theory]
    [InlineData(""" "presence": { "user": "211", "activity": "Lunch" } """, null)]
    [InlineData(""" "presence": { "user": "211", "activity": "Lunch", "role": "On duty" } """, null)]
    [InlineData(""" "presence": { "user": "211", "activity": "Home" } """, "extension 211 is “Lunch”, “On duty”")]
    [InlineData(""" "presence": { "user": "211", "activity": "Lunch", "role": "Off" } """, "extension 211 is “Lunch”, “On duty”")]
    [InlineData(""" "presence": { "user": "211", "activity": "Home", "not": true } """, null)]
    [InlineData(""" "inCall": { "user": "211" } """, null)]
    [InlineData(""" "inCall": { "user": "211", "not": true } """, "extension 211 is in a call")]
    [InlineData(""" "inCall": { "user": "212" } """, "extension 212 is in no call")]
    [InlineData(""" "inCall": { "user": "212", "not": true } """, null)]
    [InlineData(""" "presence": { "user": "212", "activity": "Home", "not": true } """, "nobody knows what extension 212 does")]
    [Trait("Rule", "EXT-401")]
    public void What_is_known_of_a_user_decides(string condition, string? why)
    {
        var type = ExtensionTypes.Find("rule-based")!;
        var account = With($$"""{ {{condition}} }""");
        var arrival = new Arrival(ExtensionNumber.Parse("500"), "Own", Language.Dutch, CallStory.Caller, null, DialledNumber.Parse(Extension500.Number), "", null);
        var move = type.Enter(account.Document.Extensions.Single(one => one.Number.Value == "500").Config, arrival, new Known(account), new Moment(CallStory.Start, 1));
        Assert.Equal(why is null ? "300" : null, (move as Move<object>.GoTo)?.To.ToString());
        Assert.True(why is null || ((Move<object>.End)move).Because.Why.Contains(why, StringComparison.Ordinal));
    }

    private static string? Why(string conditions, string? caller = null, string? at = null) =>
        Why(With($$"""{ {{conditions}} }""").Called(caller, at is null ? null : DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    // what is told of the only rule; nothing when it is met and the call goes to 300
    private static string? Why(CallStory story)
    {
        const string NotMet = "Rule 1 (Only) is not met: ";
        var told = story.Call!.Trail.Steps.First(step => step.Rule is "EXT-400" or "EXT-404");
        Assert.Equal(told.Rule == "EXT-400", story.Place() == "300");
        return told.Rule == "EXT-400" ? null : told.Why[NotMet.Length..told.Why.IndexOf(". No other rule", StringComparison.Ordinal)];
    }

    private static TestAccount With(string when)
    {
        var account = Extension500.With(
            "rule-based",
            $$"""{ "rules": [{ "name": "Only", "when": {{when}}, "then": { "do": "forward", "destination": "300" } }] }""",
            """{ "number": "211", "name": "Bert", "type": "user", "config": { "workingHours": { "days": [{ "day": "friday", "start": "08:00", "end": "12:00" }] } } }""",
            """{ "number": "212", "name": "Cees", "type": "user", "config": { "overridesNightMode": true } }""");
        return new TestAccount(account.Document with { Account = TestAccount.Read<AccountSettings>(Account) });
    }

    /// <summary>An account in which somebody knows what users do.</summary>
    private sealed class Known(TestAccount account) : IDirectory
    {
        private readonly AccountDirectory all = new(account);

        public AccountSettings Account => all.Account;

        public Extension? Find(ExtensionNumber number) => all.Find(number);

        public IEnumerable<ListedName> Names(string keys) => all.Names(keys);

        public IReadOnlyList<Extension> FindAll(IReadOnlyCollection<ExtensionNumber> numbers) => all.FindAll(numbers);

        public IEnumerable<Extension> OfType(string type) => all.OfType(type);

        public UserPresence? PresenceOf(ExtensionNumber user) => user.Value switch
        {
            "211" => new("Lunch", "On duty", true),
            "212" => new(IsInCall: false),
            _ => null,
        };
    }
}
