using System.Text.Json.Nodes;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenAPhoneIsNotReached
{
    private const string Number = "4:+31612345678";
    private const string WebPhone = "8:acs:anna";
    private const string Teams = "8:orgid:oid";

    [Theory]
    [InlineData(486, 560486, Number, NotReached.Busy)]
    [InlineData(486, 60486, Number, NotReached.Busy)]
    [InlineData(486, 0, WebPhone, NotReached.Busy)]
    [InlineData(600, 560600, Number, NotReached.Busy)]
    [InlineData(480, 560480, Number, NotReached.NoAnswer)]
    [InlineData(480, 60480, Number, NotReached.NoAnswer)]
    [InlineData(480, 0, Number, NotReached.NoAnswer)]
    [InlineData(480, 10037, WebPhone, NotReached.Unreachable)]
    [InlineData(480, 0, WebPhone, NotReached.Unreachable)]
    [InlineData(480, 0, Teams, NotReached.Unreachable)]
    [InlineData(408, 560408, Number, NotReached.NoAnswer)]
    [InlineData(408, 500001, Number, NotReached.NoAnswer)]
    [InlineData(408, 10057, WebPhone, NotReached.NoAnswer)]
    [InlineData(487, 10004, WebPhone, NotReached.NoAnswer)]
    [InlineData(487, 10004, Number, NotReached.NoAnswer)]
    [InlineData(487, 10024, WebPhone, NotReached.Declined)]
    [InlineData(603, 560603, Number, NotReached.Declined)]
    [InlineData(603, 60603, Number, NotReached.Declined)]
    [InlineData(603, 0, WebPhone, NotReached.Declined)]
    [InlineData(607, 560607, Number, NotReached.Declined)]
    [InlineData(0, 5003, WebPhone, NotReached.Declined)]
    [InlineData(403, 510403, Number, NotReached.CallerIdRefused)]
    [InlineData(403, 10403, Number, NotReached.CallerIdRefused)]
    [InlineData(403, 511532, Number, NotReached.Unreachable)]
    [InlineData(403, 10105, Teams, NotReached.Unreachable)]
    [InlineData(403, 560403, Number, NotReached.Failed)]
    [InlineData(404, 560404, Number, NotReached.Unassigned)]
    [InlineData(404, 511404, Number, NotReached.Unassigned)]
    [InlineData(404, 0, WebPhone, NotReached.Unassigned)]
    [InlineData(410, 560410, Number, NotReached.Unassigned)]
    [InlineData(484, 560484, Number, NotReached.Unassigned)]
    [InlineData(604, 560604, Number, NotReached.Unassigned)]
    [InlineData(487, 0, WebPhone, NotReached.Withdrawn)]
    [InlineData(487, 540487, Number, NotReached.Withdrawn)]
    [InlineData(487, 40487, Number, NotReached.Withdrawn)]
    [InlineData(487, 560487, Number, NotReached.Withdrawn)]
    [InlineData(497, 560487, Number, NotReached.Withdrawn)]
    [InlineData(487, 10003, WebPhone, null)] // another device of the same user answered, and that event counts
    [InlineData(410, 3100, WebPhone, NotReached.Failed)]
    [InlineData(410, 301005, WebPhone, NotReached.Failed)]
    [InlineData(500, 560500, Number, NotReached.Failed)]
    [InlineData(503, 560503, Number, NotReached.Failed)]
    [InlineData(500, 9999, WebPhone, NotReached.Failed)]
    [InlineData(0, 7000, WebPhone, NotReached.Failed)]
    [InlineData(null, null, WebPhone, NotReached.Failed)]
    public void The_codes_say_why(int? code, int? subCode, string phone, NotReached? why)
    {
        var example = Examples.Of("AddParticipantFailed", data =>
        {
            data["operationContext"] = "7.1";
            data["participant"] = new JsonObject { ["rawId"] = phone };
            data["resultInformation"] = code is null ? null : new JsonObject { ["code"] = code, ["subCode"] = subCode };
        });
        var evt = Assert.Single(CallWebhook.Read(Examples.Body(example))).Event;
        Assert.Equal(why is { } reason ? new CallEvent.PhoneNotReached(new OpId(7, 1), reason) : null, evt);
    }

    [Theory]
    [InlineData(487, 10004, NotReached.NoAnswer)]
    [InlineData(480, 560480, NotReached.NoAnswer)] // the code alone shows that it was a number
    [InlineData(480, 0, NotReached.Unreachable)]
    public void It_need_not_be_said_which_phone(int code, int subCode, NotReached why)
    {
        var example = Examples.Of("AddParticipantFailed", data =>
        {
            data["operationContext"] = "7.1";
            data["participant"] = null;
            data["resultInformation"] = new JsonObject { ["code"] = code, ["subCode"] = subCode };
        });
        Assert.Equal(new CallEvent.PhoneNotReached(new OpId(7, 1), why), Assert.Single(CallWebhook.Read(Examples.Body(example))).Event);
    }
}
