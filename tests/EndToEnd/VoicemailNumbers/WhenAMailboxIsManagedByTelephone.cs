using System.Text;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.VoicemailNumbers;

/// <summary>Messages are left, heard, deleted, and the mailbox is changed, at a web phone and from outside, with everything real: what is recorded, pressed, spoken and saved.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAMailboxIsManagedByTelephone(PbxWorld world) : IAsyncLifetime
{
    private const string Account = "api/v1/accounts/mailboxes";
    private const string Box = "+31205550170";
    private const string Listen = "+31205550171";
    private const string Keys = "For the next message, press 6. To hear this message again, press 5. To delete it, press 7.";
    private const string Menu = "For the options of the mailbox, press 0. For the old messages, press 1. To end, press the star key.";
    private const string Options = "To record a new greeting, press 1. To change the PIN, press 2. To change the language, press 3. To go back, press the star key.";

    private const string Document = """
        {
          "account": { "name": "Mailboxes", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550170",
            "numbers": ["+31205550170", "+31205550171", "+31205550172"], "tenants": ["87ca7790-ff83-4e0e-bccd-8469e79c99f8"],
            "userGroups": [{ "name": "Team", "members": ["201"] }] },
          "schemes": [{ "number": 1, "name": "Mailboxes", "plans": [
              { "number": 1, "name": "Always", "links": [{ "number": "+31205550170", "extension": "600" }, { "number": "+31205550171", "extension": "500" }, { "number": "+31205550172", "extension": "610" }] }] }],
          "extensions": [
            { "number": "201", "name": "Lotte", "type": "user", "language": "en", "config": { "device": "web:lotte", "email": "lotte@example.com", "mobile": "+31612000170" } },
            { "number": "500", "name": "Listen", "type": "voicemail-number", "language": "en", "config": {} },
            { "number": "501", "name": "Listen to the team", "type": "voicemail-number", "language": "en", "config": { "mailbox": "group-mailbox" } },
            { "number": "610", "name": "Team", "type": "group-mailbox", "language": "en", "config": { "code": "42", "pin": "8024", "members": ["Team"], "emailGroups": ["Team"], "smsGroups": ["Team"], "greeting": "Please leave the team a message." } },
            { "number": "600", "name": "Sales", "type": "voicemail", "language": "en", "config": { "pin": "2580", "greeting": "Please leave a message." } }
          ]
        }
        """;

    public async Task InitializeAsync()
    {
        foreach (var message in (await Messages()).Json["messages"]?.AsArray() ?? [])
        {
            await world.Api.Ask(HttpMethod.Delete, $"{Account}/extensions/600/messages/{message!["id"]}");
        }

        var there = await world.Api.Ask(HttpMethod.Get, $"{Account}/config");
        var saved = await world.Api.Put(Document, there.Status == 404 ? "*" : there.Tag, path: $"{Account}/config", user: "partner@sample.example");
        Assert.True(saved.Status is 200 or 201, saved.Body);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    [Trait("Rule", "EXT-190")]
    [Trait("Rule", "EXT-202")]
    [Trait("Rule", "EXT-194")]
    public async Task Messages_are_heard_deleted_and_old_and_the_list_says_the_same()
    {
        var first = await Leave(4);
        await Leave(6);
        await Leave(3);
        var phone = await LogIn("2580#");
        await world.Advance(3);
        Assert.Contains("New messages: 3. Old messages: 0.", await phone.HeardWords());
        Assert.Contains(await phone.HeardWords(), words => words.StartsWith($"Message from {string.Join(' ', first.TrimStart('+').AsEnumerable())}, on ", StringComparison.Ordinal));
        await world.Advance(25);
        Assert.Contains(Keys, await phone.HeardWords()); // the first was heard to its end
        await phone.Presses("6");
        await phone.Presses("7"); // while the second plays
        await world.Advance(1);
        Assert.Contains("The message has been deleted.", await phone.HeardWords());
        await phone.HangsUp(); // while the third plays
        await world.Advance(5);
        Assert.Equal(["old", "new"], (await Messages()).Json["messages"]!.AsArray().Select(one => (string)one!["state"]!).Reverse());
    }

    [Fact]
    [Trait("Rule", "EXT-203")]
    [Trait("Rule", "EXT-198")]
    [Trait("Rule", "EXT-204")]
    public async Task From_outside_the_old_messages_play_and_the_star_ends_it()
    {
        await Leave(4);
        var id = (string)(await Messages()).Json["messages"]![0]!["id"]!;
        var marked = await world.Api.Ask(HttpMethod.Patch, $"{Account}/extensions/600/messages/{id}", content: new StringContent("""{ "state": "old" }""", Encoding.UTF8, "application/json"));
        Assert.Equal(200, marked.Status);
        var caller = await world.Dial(Listen);
        await world.Advance(1);
        await caller.Presses("600#");
        await world.Advance(1);
        await caller.Presses("2580#");
        await world.Advance(12);
        Assert.Equal(["New messages: 0. Old messages: 1.", Menu], (await caller.HeardWords()).Where(words => words is not Heard.Silence).TakeLast(2));
        await caller.Presses("1");
        await world.Advance(25);
        await caller.Presses("6");
        await world.Advance(2);
        Assert.Contains("There are no more messages.", await caller.HeardWords());
        await caller.Presses("*");
        await world.Advance(10);
        Assert.Equal("ended", (await caller.Line()).State);
        Assert.Equal("disconnected", (await caller.Record("mailboxes")).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-199")]
    [Trait("Rule", "EXT-200")]
    [Trait("Rule", "EXT-201")]
    public async Task The_next_caller_hears_the_new_greeting_and_the_new_pin_opens_the_box_in_the_new_language()
    {
        var phone = await LogIn("2580#");
        await world.Advance(12);
        await phone.Presses("0");
        await world.Advance(1);
        await phone.Presses("1");
        await world.Advance(8);
        await world.Control(HttpMethod.Post, "phones/8%3Aacs%3Alotte/speak", new { seconds = 5 });
        await world.Advance(5);
        await phone.Presses("#");
        await world.Advance(20);
        Assert.Contains("To save this greeting, press 1. To hear it again, press 2. To record another one, press 3. To go back, press the star key.", await phone.HeardWords());
        await phone.Presses("1");
        await world.Advance(1);
        Assert.Contains("The change has been saved.", await phone.HeardWords());
        await phone.Presses("2");
        foreach (var pin in (string[])["1234#", "7913#", "7913#"])
        {
            await world.Advance(pin == "1234#" ? 1 : 15);
            await phone.Presses(pin);
        }

        await world.Advance(1);
        Assert.Contains(await phone.HeardWords(), words => words.StartsWith("This PIN cannot be used", StringComparison.Ordinal));
        await phone.Presses("3");
        await world.Advance(1);
        await phone.Presses("3");
        await world.Advance(1);
        Assert.Equal("Die Änderung wurde gespeichert.", (await phone.HeardWords()).First(words => words.StartsWith("Die ", StringComparison.Ordinal)));
        await phone.HangsUp();

        var caller = await world.Dial(Box);
        await world.Advance(3);
        Assert.EndsWith(".wav", (await caller.HeardWords())[0], StringComparison.Ordinal);
        await caller.HangsUp();
        phone = await LogIn("2580#");
        await world.Advance(1);
        Assert.Contains("The mailbox or the PIN is not right.", await phone.HeardWords());
        await phone.HangsUp();
        phone = await LogIn("7913#");
        await world.Advance(1);
        Assert.Contains("Neue Nachrichten: 0. Alte Nachrichten: 0.", await phone.HeardWords());
        await phone.HangsUp();
        var history = await world.Api.Ask(HttpMethod.Get, $"{Account}/history");
        Assert.Contains("By telephone: a new PIN for mailbox 600", history.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("7913", history.Body + (await world.Api.Ask(HttpMethod.Get, $"{Account}/config")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-409")]
    [Trait("Rule", "EXT-410")]
    [Trait("Rule", "EXT-412")]
    public async Task A_message_to_a_group_is_heard_by_a_member_through_its_number_and_code()
    {
        var from = await Leave(4, "+31205550172");
        var phone = await world.PhoneAt("8:acs:lotte");
        await phone.Dials("501");
        await world.Advance(1);
        await phone.Presses("42#");
        await world.Advance(25);
        var heard = await phone.HeardWords();
        Assert.DoesNotContain("Enter your PIN, followed by the hash key.", heard);
        Assert.Contains(heard, words => words.StartsWith($"Message from {string.Join(' ', from.TrimStart('+').AsEnumerable())}, on ", StringComparison.Ordinal));
        await phone.Presses("7");
        await phone.HangsUp();
        await world.Advance(5);
        Assert.Empty((await world.Api.Ask(HttpMethod.Get, $"{Account}/extensions/610/messages")).Json["messages"]!.AsArray());
    }

    [Fact]
    [Trait("Rule", "EXT-409")]
    [Trait("Rule", "EXT-188")]
    [Trait("Rule", "EXT-189")]
    public async Task The_group_gets_each_message_by_mail_with_the_recording_and_is_told_by_sms_once()
    {
        var from = await Leave(5, "+31205550172");
        await world.Advance(60);
        var mail = Assert.Single((await world.Control(HttpMethod.Get, "mails"))["mails"]!.AsArray(), one => ((string)one!["text"]!).Contains(from, StringComparison.Ordinal))!;
        Assert.Equal(("lotte@example.com", "message.wav"), ((string?)mail["to"], (string?)mail["files"]![0]!["name"]));
        Assert.True((int)mail["files"]![0]!["bytes"]! > 100_000);
        var text = Assert.Single((await world.Control(HttpMethod.Get, "texts"))["texts"]!.AsArray(), one => ((string)one!["text"]!).Contains(from, StringComparison.Ordinal))!;
        Assert.Equal("+31612000170", (string?)text["to"]);
    }

    private async Task<string> Leave(double seconds, string to = Box)
    {
        var caller = await world.Dial(to);
        await world.Advance(10);
        await caller.Speaks(seconds);
        await world.Advance(seconds);
        await caller.Presses("#");
        await world.Advance(15);
        return caller.Number;
    }

    private async Task<Phone> LogIn(string pin)
    {
        var phone = await world.PhoneAt("8:acs:lotte");
        await phone.Dials("920");
        await world.Advance(1);
        await phone.Presses("600#");
        await world.Advance(1);
        await phone.Presses(pin);
        return phone;
    }

    private Task<Answer> Messages() => world.Api.Ask(HttpMethod.Get, $"{Account}/extensions/600/messages");
}
