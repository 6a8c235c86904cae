using System.Globalization;
using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Tests.NumberingPlans;

public sealed class WhenATimelineIsDrawn
{
    private static readonly AccountDocument Document = JsonSerializer.Deserialize(
        """
        {
          "account": { "name": "Acme", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "numbers": ["+31205550100", "+31205550101", "+31205550102"] },
          "schemes": [{
            "number": 1, "name": "Acme", "defaultDestination": "203",
            "plans": [
              { "number": 1, "name": "Open", "links": [{ "number": "+31205550100", "extension": "201", "prefix": "Sales" }, { "number": "+31205550101", "extension": "299" }] },
              { "number": 2, "name": "Closed", "links": [{ "number": "+31205550100", "extension": "202" }] },
              { "number": 5, "name": "Holiday", "links": [] }
            ],
            "weekly": [{ "day": "monday", "start": "00:00", "end": "24:00", "endDay": "sunday", "plan": 2 }, { "day": "friday", "start": "09:00", "end": "17:00", "plan": 1 }],
            "holidays": [{ "description": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-25", "startTime": "12:00", "plan": 5 }]
          }],
          "extensions": [
            { "number": "201", "name": "Sales", "type": "user", "config": {} },
            { "number": "202", "name": "Night", "type": "user", "config": {} },
            { "number": "203", "name": "Anybody", "type": "user", "config": {} }
          ]
        }
        """,
        Json.Of<AccountDocument>(Json.Documents))!;

    [Fact]
    [Trait("Rule", "NPL-112")]
    [Trait("Rule", "NPL-101")]
    [Trait("Rule", "NPL-115")]
    public void It_has_a_stretch_for_each_plan_with_the_reason_and_where_it_leads() => Assert.Equal(
        [
            "24T23:00–25T08:00 plan 2 Weekly → Night: NPL-112",
            "25T08:00–25T11:00 plan 1 Weekly → Sales (Sales): NPL-112",
            "25T11:00–25T23:00 plan 5 Holiday → Anybody: NPL-115",
            "25T23:00–26T23:00 plan 2 Weekly → Night: NPL-112",
        ],
        Drawn("+31205550100"));

    [Fact]
    [Trait("Rule", "NPL-117")]
    [Trait("Rule", "NPL-115")]
    public void A_number_that_leads_to_nobody_or_is_in_no_scheme_goes_to_the_default_destination()
    {
        Assert.Equal("25T08:00–25T11:00 plan 1 Weekly → Anybody: NPL-117", Drawn("+31205550101")[1]);
        Assert.Equal(["24T23:00–26T23:00 plan  Nothing → Anybody: NPL-115"], Drawn("+31205550102"));
    }

    [Fact]
    public void Without_a_default_destination_it_leads_nowhere() => Assert.Equal(
        ["24T23:00–26T23:00 plan  Nothing → nowhere: NPL-115"],
        Drawn("+31205550102", Document with { Schemes = [Document.Schemes[0] with { DefaultDestination = null }] }));

    [Fact]
    [Trait("Rule", "NPL-114")]
    public void At_both_ends_of_each_stretch_it_says_what_a_call_would_find()
    {
        var configuration = new DocumentConfiguration(Document);
        foreach (var number in Document.Account.Numbers)
        {
            foreach (var stretch in Timeline.Of(number, configuration, At("2026-03-25T00:00:00Z"), At("2026-11-05T00:00:00Z")))
            {
                Assert.Equal(stretch.Dialled, Dialling.Find(number, configuration, stretch.From));
                Assert.Equal(stretch.Dialled, Dialling.Find(number, configuration, stretch.To.AddTicks(-1)));
            }
        }
    }

    private static List<string> Drawn(string number, AccountDocument? document = null) =>
    [
        .. Timeline.Of(PhoneNumber.Parse(number), new DocumentConfiguration(document ?? Document), At("2026-12-24T23:00:00Z"), At("2026-12-26T23:00:00Z")).Select(one =>
            string.Create(CultureInfo.InvariantCulture, $"{one.From:dd'T'HH:mm}–{one.To:dd'T'HH:mm} plan {one.Active.Plan?.Number} {one.Active.By} → {one.Extension?.Name ?? "nowhere"}")
            + $"{(one.Dialled.Prefix.Length > 0 ? $" ({one.Dialled.Prefix})" : "")}: {one.Dialled.Because.Rule}"),
    ];

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
