using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;
using Pbx.Engine.Configurations;
using Pbx.Engine.Messages;
using Pbx.Engine.Notifications;
using Pbx.Engine.Recordings;
using Pbx.Infra.Memory;
using Pbx.Infra.ServiceBus;

namespace Pbx.Engine.Tests.Notifications;

public sealed class WhenAMessageIsToldOf : TimeProvider, IMails, ITexts, IMessageBus
{
    private static readonly AccountId Account = AccountId.Parse("acme");
    private readonly MemoryMachines machines = new();
    private readonly MemoryRecordings recordings = new();
    private readonly MemoryRecordingFiles files = new();
    private readonly AccountSaving saving;
    private readonly List<Mail> mails = [];
    private readonly List<Text> texts = [];
    private readonly Queue<(NoticeDue Due, DateTimeOffset At)> queue = new();
    private readonly HashSet<string> ids = [];
    private Func<string, bool> accepts = _ => true;
    private DateTimeOffset now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public WhenAMessageIsToldOf()
    {
        var store = new MemoryConfigurations();
        saving = new AccountSaving(store, new MemoryNumbers(), new MemoryAudio(), new AccountConfigurations(store), this);
        Assert.IsType<Saving.Saved>(saving.Save(Account, JsonSerializer.Deserialize(Document, Json.Of<AccountDocument>(Json.Documents))!, null, "test", "", default).Result);
    }

    public override DateTimeOffset GetUtcNow() => now;

    [Fact]
    [Trait("Rule", "EXT-188")]
    [Trait("Rule", "VMR-066")]
    [Trait("Rule", "VMR-065")]
    public async Task A_mail_has_caller_called_number_time_and_length_and_the_recording_where_that_is_set()
    {
        await Told(await Leave("600"));
        var mail = Assert.Single(mails);
        Assert.Equal(("sales@example.com", "Nieuw voicemailbericht: Sales (600), Eva (+31612345678)"), (mail.To.Value, mail.Subject));
        Assert.Equal("Nieuw voicemailbericht: Sales (600)\nVan: Eva (+31612345678)\nGebeld nummer: +31205550100\nTijd: 2026-11-21 11:00\nLengte: 0:05\n", mail.Text);
        Assert.Equal(160_044, mail.File!.Content.Length);
        await Told(await Leave("602"));
        Assert.Null(mails[1].File);
    }

    [Fact]
    [Trait("Rule", "EXT-189")]
    [Trait("Rule", "VMR-071")]
    [Trait("Rule", "EXT-180")]
    public async Task An_sms_has_caller_time_and_length()
    {
        await Told(await Leave("601"));
        Assert.Empty(mails);
        var text = Assert.Single(texts);
        Assert.Equal(("+31612345679", "Neue Sprachnachricht: Service (601). Eva (+31612345678), 2026-11-21 11:00, 0:05."), (text.To.Value, text.Words));
    }

    [Fact]
    [Trait("Rule", "EXT-179")]
    [Trait("Rule", "EXT-188")]
    [Trait("Rule", "VMR-068")]
    public async Task The_message_is_deleted_only_after_the_mail_was_accepted()
    {
        accepts = _ => throw new NotSentException("The mail server is away.");
        var id = await Leave("600");
        await Told(id);
        Assert.Null((await Find("600", id))!.Deleted);
        accepts = _ => true;
        await Drain();
        Assert.NotNull((await Find("600", id))!.Deleted);

        accepts = _ => false;
        var refused = await Leave("600");
        await Told(refused);
        await Drain();
        Assert.Null((await Find("600", refused))!.Deleted);
    }

    [Fact]
    [Trait("Rule", "EXT-188")]
    [Trait("Rule", "VMR-070")]
    public async Task What_cannot_be_sent_is_tried_for_a_day_at_growing_intervals_and_then_given_up_and_the_message_stays()
    {
        accepts = _ => throw new NotSentException("The mail server is away.");
        var id = await Leave("600");
        var began = now;
        await Told(id);
        List<TimeSpan> waits = [];
        while (queue.TryDequeue(out var next))
        {
            waits.Add(next.At - now);
            now = next.At;
            await Desk().Tell(next.Due, default);
        }

        Assert.Equal(waits.Order(), waits);
        Assert.InRange(now - began, TimeSpan.FromHours(24), TimeSpan.FromHours(29));
        Assert.Null((await Find("600", id))!.Deleted);
    }

    [Fact]
    [Trait("Rule", "EXT-188")]
    [Trait("Rule", "EXT-189")]
    public async Task Whoever_was_told_is_not_told_again_however_often_the_queue_repeats_it_and_each_try_has_the_same_id()
    {
        var id = await Leave("610");
        var failed = false;
        accepts = to => to != "bram@example.com" || failed || !(failed = true) ? true : throw new NotSentException("Not now.");
        await Told(id);
        await Told(id);
        await Drain();
        Assert.Equal(["anna@example.com", "bram@example.com", "bram@example.com"], mails.Select(mail => mail.To.Value));
        Assert.Equal(mails[1].Id, mails[2].Id);
        Assert.NotEqual(mails[0].Id, mails[1].Id);
        Assert.Single(texts);
    }

    [Fact]
    [Trait("Rule", "EXT-409")]
    [Trait("Rule", "VMR-081")]
    [Trait("Rule", "VMR-072")]
    public async Task Users_of_the_groups_are_told_each_once_and_those_without_an_address_or_a_mobile_number_are_passed_over()
    {
        await Told(await Leave("610"));
        Assert.Equal(["anna@example.com", "bram@example.com"], mails.Select(mail => mail.To.Value));
        Assert.All(mails, mail => Assert.NotNull(mail.File));
        Assert.Equal(["+31612345601"], texts.Select(text => text.To.Value));
    }

    [Fact]
    [Trait("Rule", "VMR-067")]
    public async Task A_recording_too_large_for_a_mail_is_left_out_and_the_message_stays()
    {
        var id = await Leave("600", bytes: 8 * 1024 * 1024);
        await Told(id);
        Assert.Null(Assert.Single(mails).File);
        Assert.Null((await Find("600", id))!.Deleted);
    }

    [Fact]
    [Trait("Rule", "EXT-176")]
    public async Task A_box_without_notices_and_a_message_that_was_deleted_tell_nobody()
    {
        await Told(await Leave("603"));
        var id = await Leave("600");
        await recordings.Change(Account, Shelf.Box(ExtensionNumber.Parse("600")), id, one => one.DeletedAt(now), default);
        await Told(id);
        Assert.Empty(mails);
        Assert.Empty(texts);
    }

    [Fact]
    [Trait("Rule", "EXT-188")]
    [Trait("Rule", "EXT-183")]
    public async Task A_process_that_dies_while_a_message_is_filed_loses_no_notice_and_doubles_none()
    {
        var started = new StartedRecording("r9", Account, "call", new OpId(3, 0), new RecordingPurpose.Message(ExtensionNumber.Parse("600")), PhoneAddress.Parse("+31612345678"), "Eva", PhoneNumber.Parse("+31205550100"), null, now);
        await recordings.Begin(started, default);
        var file = files.Put("r9", Wav);
        ids.Add("dies");
        await Assert.ThrowsAsync<IOException>(() => new RecordingDesk(recordings, files, this, this, NullLogger<RecordingDesk>.Instance).Ready("r9", [file], null, default));
        Assert.NotNull(await recordings.Begun("r9", default)); // it is still waited for: the next look finds it
        ids.Remove("dies");
        await new RecordingDesk(recordings, files, this, this, NullLogger<RecordingDesk>.Instance).Ready("r9", [file], null, default);
        await Drain();
        Assert.Single(mails);
    }

    Task<bool> IMails.Send(Mail mail, CancellationToken cancel)
    {
        mails.Add(mail);
        return Task.FromResult(accepts(mail.To.Value));
    }

    Task<bool> ITexts.Send(Text text, CancellationToken cancel)
    {
        texts.Add(text);
        return Task.FromResult(accepts(text.To.Value));
    }

    Task IMessageBus.Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel) => throw new InvalidOperationException("There are no machines here.");

    Task IMessageBus.Event(HandedOver evt, string messageId, CancellationToken cancel) => throw new InvalidOperationException("There are no machines here.");

    Task IMessageBus.Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel)
    {
        var written = Assert.IsType<QueueMessage.Notice>(QueueMessage.Read(new QueueMessage.Notice(notice).Write()));
        Assert.Equal(notice, written.Due);
        if (ids.Add(messageId))
        {
            queue.Enqueue((notice, at));
        }

        return ids.Contains("dies") ? throw new IOException("The process dies.") : Task.CompletedTask;
    }

    // each message is handled by a process of its own
    private NoticeDesk Desk() => new(machines, this, recordings, files, saving, this, this, this, NullLogger<NoticeDesk>.Instance);

    private async Task Told(string id) => await Desk().Tell(new NoticeDue(Account, BoxOf(id), id, 0), default);

    private string BoxOf(string id) => boxes[id];

    private readonly Dictionary<string, string> boxes = [];

    private async Task Drain()
    {
        while (queue.TryDequeue(out var next))
        {
            now = next.At > now ? next.At : now;
            await Desk().Tell(next.Due, default);
        }
    }

    private Task<Recording?> Find(string box, string id) => recordings.Find(Account, Shelf.Box(ExtensionNumber.Parse(box)), id, default);

    private async Task<string> Leave(string box, int bytes = 1000)
    {
        var name = $"r{boxes.Count}";
        files.Put(name, Wav);
        var started = new StartedRecording(name, Account, $"call{boxes.Count}", new OpId(3, 0), new RecordingPurpose.Message(ExtensionNumber.Parse(box)), PhoneAddress.Parse("+31612345678"), "Eva", PhoneNumber.Parse("+31205550100"), null, now);
        var recording = new Recording(started.NameOf(0), Account, started.Purpose, started.Call, started.Caller, "Eva", started.Dialled, null, now, $"{name}/0.wav", TimeSpan.FromSeconds(5), bytes);
        await recordings.File(started, [recording], default);
        boxes[recording.Id] = box;
        return recording.Id;
    }

    private static byte[] Wav { get; } = Silence(5);

    private static byte[] Silence(int seconds)
    {
        var samples = seconds * 16_000;
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
        writer.Write(new byte[samples * 2]);
        return file.ToArray();
    }

    private const string Document = """
        {
          "account": { "name": "Acme", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
            "numbers": ["+31205550100"], "tenants": ["11111111-1111-1111-1111-111111111111"],
            "userGroups": [{ "name": "Sales", "members": ["201", "202", "203"] }, { "name": "Others", "members": ["201"] }] },
          "schemes": [{ "number": 1, "name": "Acme", "plans": [{ "number": 1, "name": "Plan", "links": [{ "number": "+31205550100", "extension": "600" }] }] }],
          "extensions": [
            { "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "email": "anna@example.com", "mobile": "+31612345601" } },
            { "number": "202", "name": "Bram", "type": "user", "config": { "device": "web:bram", "email": "bram@example.com" } },
            { "number": "203", "name": "Clara", "type": "user", "config": { "device": "web:clara" } },
            { "number": "600", "name": "Sales", "type": "voicemail", "config": { "emailNotification": true, "email": "sales@example.com", "sendsFile": true, "removesAfterEmail": true } },
            { "number": "601", "name": "Service", "type": "voicemail", "language": "de", "config": { "smsTo": "+31612345679", "email": "off@example.com" } },
            { "number": "602", "name": "Plain", "type": "voicemail", "config": { "emailNotification": true, "email": "plain@example.com" } },
            { "number": "603", "name": "Silent", "type": "voicemail", "config": {} },
            { "number": "610", "name": "Team", "type": "group-mailbox", "config": { "code": "1", "members": ["Sales"], "emailGroups": ["Sales", "Others"], "smsGroups": ["Sales"] } }
          ]
        }
        """;
}
