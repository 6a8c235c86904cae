using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;
using Pbx.Domain.VoicemailNumbers;
using Pbx.Engine.Audio;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Recordings;
using Pbx.Engine.Secrets;
using Pbx.Engine.Voicemail;
using Pbx.Infra.Memory;
using VoicemailSession = Pbx.Domain.VoicemailNumbers.Session;

namespace Pbx.Engine.Tests.Voicemail;

public sealed class WhenAMailboxIsLookedAfter : TimeProvider, IDisposable
{
    private static readonly AccountId Account = AccountId.Parse("acme");
    private static readonly ExtensionNumber Number = ExtensionNumber.Parse("600");
    private static readonly MachineKey Call = new(Account, "call", "202647-call");
    private readonly MemoryRecordings recordings = new();
    private readonly MemoryRecordingFiles files = new();
    private readonly MemoryAudio audio = new();
    private readonly AudioIntake intake;
    private readonly AccountSaving saving;
    private readonly PinDesk pins;
    private readonly BoxDesk desk;
    private DateTimeOffset now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public WhenAMailboxIsLookedAfter()
    {
        var store = new MemoryConfigurations();
        var configurations = new AccountConfigurations(store);
        intake = new AudioIntake(audio, this);
        saving = new AccountSaving(store, new MemoryNumbers(), audio, configurations, this);
        pins = new PinDesk(new MemoryMachines(), configurations, this);
        desk = new BoxDesk(recordings, files, intake, saving, configurations, pins, NullLogger<BoxDesk>.Instance);
        Assert.IsType<Saving.Saved>(saving.Save(Account, JsonSerializer.Deserialize(Document, Json.Of<AccountDocument>(Json.Documents))!, null, "test", "", default).Result);
    }

    public override DateTimeOffset GetUtcNow() => now;

    public void Dispose() => intake.Dispose();

    [Fact]
    [Trait("Rule", "EXT-202")]
    [Trait("Rule", "VMR-060")]
    public async Task The_oldest_new_message_comes_first_then_the_next_and_deleted_ones_never()
    {
        var (first, second, third) = (await Leave(0), await Leave(1), await Leave(2));
        Assert.Equal((3, 0, first), await Look(BoxPart.New, null));
        await desk.Delete(Account, new CallCommand.DeleteMessage(Number, second, now), default);
        Assert.Equal((2, 0, third), await Look(BoxPart.New, first));
        Assert.Equal((2, 0, null), await Look(BoxPart.New, third));
        await desk.MarkHeard(Account, new CallCommand.MarkHeard(Number, first, now), default);
        Assert.Equal((1, 1, first), await Look(BoxPart.Old, null));
    }

    [Fact]
    [Trait("Rule", "EXT-196")]
    [Trait("Rule", "VMR-077")]
    public async Task Whatever_is_told_again_later_keeps_its_first_time_and_what_is_deleted_is_not_had_back_by_being_heard()
    {
        var id = await Leave(0);
        var at = now;
        await desk.MarkHeard(Account, new CallCommand.MarkHeard(Number, id, at), default);
        await desk.MarkHeard(Account, new CallCommand.MarkHeard(Number, id, at.AddHours(3)), default);
        Assert.Equal((at, at.AddDays(7)), await Times(id));
        await desk.Delete(Account, new CallCommand.DeleteMessage(Number, id, at), default);
        await desk.Delete(Account, new CallCommand.DeleteMessage(Number, id, at.AddHours(3)), default);
        await desk.MarkHeard(Account, new CallCommand.MarkHeard(Number, id, at.AddHours(4)), default);
        var message = await recordings.Find(Account, Shelf.Box(Number), id, default);
        Assert.Equal((at, at.AddHours(24)), (message!.Deleted, message.Until));
        await desk.Delete(Account, new CallCommand.DeleteMessage(Number, "gone", at), default);
    }

    [Fact]
    public async Task An_extension_that_does_not_exist_has_nothing_to_look_into() =>
        Assert.Null(await desk.Look(Account, new CallCommand.LookIntoBox(ExtensionNumber.Parse("299"), BoxPart.New, null), default));

    [Fact]
    [Trait("Rule", "EXT-201")]
    public async Task A_change_told_again_is_saved_once_whoever_saved_in_between()
    {
        var wish = new CallCommand.ChangeBox(Number, new BoxChange.Speaks(Language.German), now);
        Assert.True(await desk.Change(Call, new OpId(7, 0), wish, default));
        Assert.True(await desk.Change(Call, new OpId(9, 0), new CallCommand.ChangeBox(Number, new BoxChange.Speaks(Language.Danish), now), default));
        var (_, pointer) = (await saving.Load(Account, default))!.Value;
        Assert.True(await desk.Change(Call, new OpId(7, 0), wish, default));
        var (document, after) = (await saving.Load(Account, default))!.Value;
        Assert.Equal((pointer.Tag, Language.Danish), (after.Tag, document.Extensions.Single(one => one.Number == Number).Language));
    }

    [Fact]
    [Trait("Rule", "EXT-200")]
    [Trait("Rule", "EXT-173")]
    [Trait("Rule", "VMR-023")]
    public async Task A_new_pin_is_held_against_the_rule_and_against_itself_and_only_its_hash_is_kept()
    {
        Assert.Equal(PinVerdict.Weak, await Key(new Question.NewPin(), "4321"));
        Assert.Equal(PinVerdict.Weak, await Key(new Question.NewPin(), "79135"));
        Assert.False(await desk.Change(Call, new OpId(5, 0), new CallCommand.ChangeBox(Number, new BoxChange.NewPin(), now), default));
        Assert.Equal(PinVerdict.Right, await Key(new Question.NewPin(), "7913"));
        Assert.Equal(PinVerdict.Wrong, await Key(new Question.NewPinAgain(), "7931"));
        Assert.Equal(PinVerdict.Right, await Key(new Question.NewPinAgain(), "7913"));
        Assert.True(await desk.Change(Call, new OpId(6, 0), new CallCommand.ChangeBox(Number, new BoxChange.NewPin(), now), default));
        Assert.Equal(PinVerdict.Right, await Key(new Question.Pin(Number, 0), "7913"));
        Assert.Equal(PinVerdict.Wrong, await Key(new Question.Pin(Number, 0), "2580"));
    }

    [Fact]
    [Trait("Rule", "EXT-192")]
    [Trait("Rule", "VMR-024")]
    public async Task Ten_wrong_pins_within_an_hour_lock_the_box_for_an_hour_even_for_the_right_one_and_nothing_else()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(PinVerdict.Wrong, await Key(new Question.Pin(Number, 0), "1928", i));
        }

        Assert.Equal(PinVerdict.Blocked, await Key(new Question.Pin(Number, 0), "2580", 10));
        Assert.Equal(PinVerdict.Right, await Key(new Question.Pin(ExtensionNumber.Parse("601"), 0), "8024", 11));
        now += TimeSpan.FromHours(1) - TimeSpan.FromTicks(1);
        Assert.Equal(PinVerdict.Blocked, await Key(new Question.Pin(Number, 0), "2580", 12));
        now += TimeSpan.FromTicks(1);
        Assert.Equal(PinVerdict.Right, await Key(new Question.Pin(Number, 0), "2580", 13));
    }

    [Fact]
    [Trait("Rule", "EXT-192")]
    public async Task The_pin_of_a_users_extension_opens_no_mailbox() =>
        Assert.Equal(PinVerdict.Wrong, await Key(new Question.Pin(ExtensionNumber.Parse("201"), 0), "4711"));

    [Fact]
    [Trait("Rule", "EXT-199")]
    [Trait("Rule", "VMR-061")]
    public async Task A_greeting_is_fetched_once_its_file_is_whole_and_the_same_file_is_kept_once()
    {
        var state = Recording(new OpId(3, 0), "r1");
        Assert.Equal(new Outcome.Greeting(null), await desk.Fetch(Account, state, new OpId(3, 0), default));
        files.Put("r1", Wav(4));
        var fetched = await desk.Fetch(Account, state, new OpId(3, 0), default);
        Assert.NotNull(fetched.File);
        Assert.Equal(fetched, await desk.Fetch(Account, state, new OpId(3, 0), default));
        Assert.NotNull(await audio.Find(Account, fetched.File!.Value, default));
        Assert.True(await desk.Change(Call, new OpId(4, 0), new CallCommand.ChangeBox(Number, new BoxChange.NewGreeting(fetched.File.Value, Language.English), now), default));
        var (document, _) = (await saving.Load(Account, default))!.Value;
        Assert.Equal(fetched.File, Assert.Single(document.Prompts).Files.En!.File);
    }

    [Fact]
    [Trait("Rule", "EXT-199")]
    public async Task A_greeting_that_is_too_short_is_none()
    {
        files.Put("r2", Wav(0.5));
        Assert.Equal(new Outcome.Greeting(null, IsLost: true), await desk.Fetch(Account, Recording(new OpId(3, 0), "r2"), new OpId(3, 0), default));
    }

    private async Task<PinVerdict> Key(Question question, string digits, int attempt = 0)
    {
        var op = new OpId(50 + attempt, 0);
        var state = new VoicemailNumberState.Asking(op, question, new VoicemailSession(Number, Language.English), 0, now);
        var evt = await pins.Judge(Call, In(state), new CallEvent.SecretCollected(op, digits), default);
        return Assert.IsType<CallEvent.PinJudged>(evt).Verdict;
    }

    private static Call In(VoicemailNumberState state, Trail? trail = null)
    {
        var arrival = new Arrival(Number, "Listen", Language.English, PhoneAddress.Parse("+31612345678"), null, PhoneNumber.Parse("+31205550100"), "", null);
        var facts = new CallFacts(arrival.Caller, null, arrival.Dialled, new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        return new Call(facts, new Phase.InExtension(arrival, new Destination.ToExtension(Number), null, new ExtensionState(ExtensionTypes.Find(VoicemailNumber.Key)!, state)), trail ?? new Trail());
    }

    private Call Recording(OpId op, string network) => In(
        new VoicemailNumberState.Looking(op, Number, null, 0, BoxPart.New, null, IsDeleted: false, now),
        new Trail(Recordings: [new CallRecording(op, new RecordingPurpose.Greeting(Number), now, RecordingState.Stopped, network)]));

    private async Task<(int New, int Old, string? Id)> Look(BoxPart part, string? after)
    {
        var view = await desk.Look(Account, new CallCommand.LookIntoBox(Number, part, after), default);
        return (view!.New, view.Old, view.Message?.Id);
    }

    private async Task<(DateTimeOffset?, DateTimeOffset?)> Times(string id)
    {
        var message = await recordings.Find(Account, Shelf.Box(Number), id, default);
        return (message!.Heard, message.Until);
    }

    private async Task<string> Leave(int minute)
    {
        var started = new StartedRecording($"r{minute}", Account, $"call{minute}", new OpId(3, 0), new RecordingPurpose.Message(Number), PhoneAddress.Parse("+31612345678"), null, PhoneNumber.Parse("+31205550100"), null, now.AddMinutes(minute));
        var recording = new Recording(started.NameOf(0), Account, started.Purpose, started.Call, started.Caller, null, started.Dialled, null, started.At, $"{minute}.wav", TimeSpan.FromSeconds(5), 1000);
        await recordings.File(started, [recording], default);
        return recording.Id;
    }

    private static byte[] Wav(double seconds)
    {
        var samples = (int)(seconds * 16_000);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16_000);
        writer.Write(32_000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples * 2);
        for (var i = 0; i < samples; i++)
        {
            writer.Write((short)(8_000 * Math.Sin(i * 0.1)));
        }

        return file.ToArray();
    }

    private const string Document = """
        {
          "account": { "name": "Acme", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
            "numbers": ["+31205550100"], "tenants": ["11111111-1111-1111-1111-111111111111"] },
          "schemes": [{ "number": 1, "name": "Acme", "plans": [{ "number": 1, "name": "Plan", "links": [{ "number": "+31205550100", "extension": "600" }] }] }],
          "extensions": [
            { "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "pin": "4711" } },
            { "number": "600", "name": "Sales", "type": "voicemail", "config": { "pin": "2580", "daysToKeep": 7 } },
            { "number": "601", "name": "Service", "type": "voicemail", "config": { "pin": "8024" } }
          ]
        }
        """;
}
