using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Engine.Floors;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Tests.Floors;

public sealed class WhenAFloorIsLarge
{
    private const int Row = 896 * 1024; // what one row takes
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Rule", "QUE-252")]
    [Trait("Rule", "QUE-486")]
    public void Four_thousand_agents_and_two_thousand_callers_have_room_in_one_row()
    {
        var (floor, plan, revision) = (Floor.Empty, new FloorPlan(new DocumentConfiguration(Document())), 0);
        for (var i = 0; i < 2000; i++)
        {
            var queue = ExtensionNumber.Parse($"90{i % 4}0");
            var enters = new FloorMessage.Enters(queue, Start.AddSeconds(i), Start.AddSeconds(i), PhoneAddress.Parse($"+316{i * 7919 % 100_000_000:00000000}"), null, Introduction: false);
            floor = FloorMachine.Step(floor, new FloorEvent.CallSaid(CallIds.Of($"call {i}", enters.At), enters), plan, new Moment(enters.At, ++revision)).Next;
        }

        var json = FloorKind.Written("here").Machine;
        var text = JsonSerializer.SerializeToUtf8Bytes(new Machine<Floor, FloorCommand>(revision, floor), json);
        var stored = StoredState.Pack(text);
        Assert.InRange(text.Length, Row, int.MaxValue);
        Assert.InRange(stored.Length, 1, Row / 2);
        var read = JsonSerializer.Deserialize(StoredState.Unpack(stored).Span, json)!.State;
        Assert.Equal(500, read.View(ExtensionNumber.Parse("9000"), plan)!.Waiting.Count);
        Assert.Equal(text, JsonSerializer.SerializeToUtf8Bytes(new Machine<Floor, FloorCommand>(revision, read), json));
    }

    [Fact]
    public void What_is_small_is_stored_as_it_is()
    {
        var text = "{\"state\":{}}"u8.ToArray();
        Assert.Equal(text, StoredState.Pack(text).ToArray());
        Assert.Equal(text, StoredState.Unpack(text).ToArray());
        Assert.Throws<InvalidDataException>(() => StoredState.Unpack(new byte[] { 0x1f, 0x8b, 1, 2, 3 }));
    }

    private static AccountDocument Document()
    {
        var users = Enumerable.Range(1000, 1000).Select(number => (object)new { number = $"{number}", name = $"Agent {number}", type = "user", config = new { device = $"web:agent-{number}" } });
        var members = Enumerable.Range(1000, 1000).Select(number => new { agent = $"{number}" });
        var queues = Enumerable.Range(0, 4).Select(number => (object)new { number = $"90{number}0", name = $"Queue {number}", type = "queue", config = new { members, callLimit = 500 } });
        var text = JsonSerializer.Serialize(new
        {
            account = new { name = "Large", country = "nl", language = "en", timeZone = "Europe/Amsterdam", extensionLength = 4, numbers = Array.Empty<string>() },
            schemes = new[] { new { number = 1, name = "Large", plans = Array.Empty<object>() } },
            extensions = users.Concat(queues),
        });
        return JsonSerializer.Deserialize(text, Json.Of<AccountDocument>(Json.Documents))!;
    }
}
