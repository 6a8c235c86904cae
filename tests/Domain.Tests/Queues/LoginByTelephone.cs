using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Queues;

/// <summary>
/// A user who logs in by telephone, and the floor of the account: what the call tells the floor is answered at once. Anna (201, Dutch) and Bram (202) are users; queues are 500 (Desk, open),
/// 501 (Board, closed, Anna is a member), 502 (Closed, of nobody) and 503 (Sales, linked to the group of Bram, feature code 1500).
/// </summary>
internal sealed class LoginByTelephone : IFloorPlan
{
    public static readonly PhoneAddress Anna = PhoneAddress.Parse("web:anna");
    public static readonly PhoneAddress Bram = PhoneAddress.Parse("web:bram");

    private readonly string country;
    private int revision;
    private string section = "1";
    private TestAccount account;

    private LoginByTelephone(string country)
    {
        this.country = country;
        account = Account();
        Story = CallStory.Of(account);
    }

    public CallStory Story { get; private set; }

    public Floor Floor { get; private set; } = Floor.Empty;

    public List<LoginChange> Logins { get; } = [];

    /// <summary>What was said last.</summary>
    public string Said => string.Join(' ', Story.Spoken);

    public static LoginByTelephone In(string country = "nl") => new(country);

    public LoginByTelephone Dial(string dialled, PhoneAddress? from = null)
    {
        Story = CallStory.Of(account);
        Story.Dial(dialled, caller: from ?? Anna);
        return Hear();
    }

    public LoginByTelephone Press(string keys)
    {
        Story.Press(keys);
        return Hear();
    }

    public LoginByTelephone PressNothing()
    {
        Story.PressNothing();
        return Hear();
    }

    /// <summary>A sentence that was not a question is over.</summary>
    public LoginByTelephone HearOut()
    {
        Story.EndSound();
        return Hear();
    }

    public LoginByTelephone Happens(FloorEvent evt)
    {
        var decision = FloorMachine.Step(Floor, Written(evt), this, new Moment(Story.Now, ++revision));
        Floor = decision.Next;
        Logins.AddRange(decision.Commands.OfType<FloorCommand.FileLogin>().Select(file => file.Login));
        foreach (var tell in decision.Commands.OfType<FloorCommand.Tell>())
        {
            Story.When(Written(tell.Event));
        }

        return this;
    }

    /// <summary>The account is saved anew.</summary>
    public LoginByTelephone Save(string number, string extension)
    {
        account = new TestAccount(account.Document with
        {
            Extensions = account.Document.Extensions.Change(one => one.Number.Value == number ? TestAccount.Read<Extension>(extension) : one),
        });
        section += "+";
        return Happens(new FloorEvent.Saved());
    }

    /// <summary>Who is logged in to a queue.</summary>
    public IEnumerable<string> ActiveIn(string queue) =>
        Floor.View(ExtensionNumber.Parse(queue), this)?.Agents.Where(agent => agent.State != AgentState.LoggedOut).Select(agent => agent.Agent.Value) ?? [];

    public (QueueConfig Config, string Section)? Queue(ExtensionNumber queue) => account.Latest.Find(queue)?.Extension.Config is QueueConfig config ? (config, section) : null;

    public string NameOf(ExtensionNumber agent) => agent.Value;

    public bool IsForward(ExtensionNumber agent) => account.Latest.Find(agent)?.Extension.Type.Key == Forward.Key;

    public DateTimeOffset? ClosedUntil(ExtensionNumber asked, DateTimeOffset at) => null;

    public LoginRefusal? Refuses(ExtensionNumber queue, ExtensionNumber agent, bool isIn, bool byFeatureCode) =>
        Queue(queue) is var (config, _) ? QueueLogin.Refusal(config, account.Latest.Find(agent)?.Extension, account.Account, isIn, byFeatureCode) : null;

    public IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent) =>
        account.Latest.OfType("queue").Where(queue => ((QueueConfig)queue.Config).Members.Any(member => member.Agent == agent)).Select(queue => queue.Number);

    private static T Written<T>(T value) => JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, Json.Of<T>(Json.State)), Json.Of<T>(Json.State))!;

    private LoginByTelephone Hear()
    {
        foreach (var (op, command) in Story.Commands)
        {
            if (command is CallCommand.TellFloor tell)
            {
                Story.When(new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Accepted())]));
                return Happens(new FloorEvent.CallSaid("call", tell.Message));
            }
        }

        return this;
    }

    private TestAccount Account() => new(TestAccount.Read<AccountDocument>($$"""
        {
          "account": { "name": "Test", "country": "{{country}}", "language": "en", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "numbers": [], "tenants": [],
            "userGroups": [{ "name": "Sales", "members": ["202"] }] },
          "schemes": [],
          "extensions": [
            { "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" } },
            { "number": "202", "name": "Bram", "type": "user", "language": "nl", "config": { "device": "web:bram" } },
            { "number": "203", "name": "Cees", "type": "user", "config": { "device": "web:cees" } },
            { "number": "500", "name": "Desk", "type": "queue", "config": {} },
            { "number": "501", "name": "Board", "type": "queue", "config": { "isClosed": true, "members": [{ "agent": "201" }, { "agent": "203" }] } },
            { "number": "502", "name": "Closed", "type": "queue", "config": { "isClosed": true } },
            { "number": "503", "name": "Sales", "type": "queue", "config": { "userGroups": ["Sales"], "featureCode": "1500" } }
          ]
        }
        """));
}
