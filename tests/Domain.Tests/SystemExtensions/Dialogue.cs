using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Numbers;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.SystemExtensions;

/// <summary>A call in the dialogue for time configuration, with the account that it switches: what the store would do is done at once, on the document.</summary>
internal sealed class Dialogue
{
    public static readonly PhoneAddress AnnasPhone = PhoneAddress.Parse("web:anna");

    private Dialogue(AccountDocument document)
    {
        Document = document;
        Story = CallStory.Of(new TestAccount(document));
    }

    public AccountDocument Document { get; set; }

    public CallStory Story { get; }

    public Phase Phase => Story.Phase;

    /// <summary>What was said last.</summary>
    public string Said => string.Join(' ', Story.Spoken);

    /// <summary>Whether a scheme was to be switched, and how often.</summary>
    public int Switches { get; private set; }

    /// <summary>An account with one scheme, or two: plan 1 on Mondays from nine to five, else plan 2, and plan 7 without links. Anna (201) has the right, Bram (202) has not.</summary>
    public static Dialogue With(bool two = false, string language = "en", string? weekly = null) => new(TestAccount.Read<AccountDocument>($$"""
        {
          "account": { "name": "Test", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
            "numbers": ["+31205550100", "+31205550101", "+31205550103"], "tenants": [] },
          "schemes": [{ "number": 1, "name": "Test", "weekly": {{weekly ?? Week}}, "plans": [
            { "number": 1, "name": "Open", "links": [{ "number": "+31205550100", "extension": "202" }, { "number": "+31205550101", "extension": "500" }] },
            { "number": 2, "name": "Dicht", "links": [{ "number": "+31205550100", "extension": "300" }, { "number": "+31205550101", "extension": "500" }] },
            { "number": 7, "name": "Leeg", "links": [] }] }{{(two ? Second : "")}}],
          "extensions": [
            { "number": "201", "name": "Anna", "type": "user", "language": "{{language}}", "config": { "device": "web:anna", "timeConfiguration": true } },
            { "number": "202", "name": "Bram", "type": "user", "config": { "device": "web:bram" } },
            { "number": "300", "name": "Closed", "type": "auto-answer", "config": { } },
            { "number": "500", "name": "Access", "type": "system-access", "config": {} }
          ]
        }
        """));

    public Dialogue Dial(string number = "915", PhoneAddress? from = null)
    {
        Story.Dial(number, caller: from ?? AnnasPhone);
        return Store();
    }

    public Dialogue Press(string keys)
    {
        Story.Press(keys);
        return Store();
    }

    public Dialogue PressNothing()
    {
        Story.PressNothing();
        return Store();
    }

    /// <summary>A sentence that was not a question is over.</summary>
    public Dialogue HearOut()
    {
        Story.EndSound();
        return Store();
    }

    public Dialogue When<T>(Func<Domain.Machines.OpId, CallEvent> evt)
        where T : CallCommand
    {
        Story.When<T>(evt);
        return Store();
    }

    private Dialogue Store()
    {
        foreach (var (op, command) in Story.Commands)
        {
            switch (command)
            {
                case CallCommand.ShowSchemes show:
                    var shown = SchemeSwitch.Show(Document.Extensions.FirstOrDefault(extension => extension.Number == show.User), Document.Account, Document.Schemes);
                    Story.When(new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Schemes(shown))]));
                    return this;
                case CallCommand.SwitchScheme wish:
                    Switches++;
                    (Document, var result) = SchemeSwitch.Apply(Document, wish);
                    Story.When(new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Switched(result))]));
                    return this;
            }
        }

        return this;
    }

    private const string Week = """
        [{ "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }, { "day": "monday", "endDay": "sunday", "start": "00:00", "end": "24:00", "plan": 2 }]
        """;

    private const string Second = """
        , { "number": 12, "name": "Verkoop", "plans": [{ "number": 3, "name": "Altijd", "links": [{ "number": "+31205550103", "extension": "202" }] }] }
        """;
}
