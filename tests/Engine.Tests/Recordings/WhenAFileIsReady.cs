using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;
using Pbx.Engine.Recordings;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Recordings;

public sealed class WhenAFileIsReady : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Account = AccountId.Parse("acme");
    private static readonly Shelf Box = Shelf.Box(ExtensionNumber.Parse("600"));
    private readonly MemoryRecordings recordings = new();
    private readonly MemoryRecordingFiles files = new();
    private readonly RecordingDesk desk;
    private DateTimeOffset now = Start;

    public WhenAFileIsReady() => desk = new RecordingDesk(recordings, files, new MemoryMessages(this), this, NullLogger<RecordingDesk>.Instance);

    public override DateTimeOffset GetUtcNow() => now;

    [Fact]
    public async Task A_message_is_put_into_its_box_with_its_length_and_stays_until_it_is_heard()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        await desk.Ready("r1", [files.Put("r1", Wav(7.5))], TimeSpan.FromSeconds(7.5), default);
        var message = Assert.Single(await Kept(Box));
        Assert.Equal((TimeSpan.FromSeconds(7.5), null, null), (message.Length, message.Trouble, message.Until));
        Assert.Equal((1, message.Bytes), await recordings.Count(Account, Box, default));
        Assert.Null(await recordings.Begun("r1", default));
    }

    [Fact]
    [Trait("Rule", "VMR-126")]
    public async Task A_conversation_is_kept_for_31_days_and_then_deleted_with_its_file()
    {
        await Begun("r1", new RecordingPurpose.Conversation(ExtensionNumber.Parse("201"), Automatic: true));
        await desk.Ready("r1", [files.Put("r1", Wav(60))], null, default);
        now = Start + TimeSpan.FromDays(31) - TimeSpan.FromSeconds(1);
        Assert.Equal(0, await desk.ForgetOld(default));
        now = Start + TimeSpan.FromDays(31);
        Assert.Equal(1, await desk.ForgetOld(default));
        Assert.Empty(await Kept(Shelf.Conversations));
        Assert.Equal(0, files.Count);
    }

    [Fact]
    [Trait("Rule", "VMR-077")]
    public async Task A_message_that_is_not_heard_is_never_deleted_by_age()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        await desk.Ready("r1", [files.Put("r1", Wav(60))], null, default);
        now = Start + TimeSpan.FromDays(3650);
        Assert.Equal(0, await desk.ForgetOld(default));
        var message = Assert.Single(await Kept(Box));
        await recordings.Change(message.Account, message.Shelf, message.Id, one => one with { Heard = now, Until = now + TimeSpan.FromDays(30) }, default);
        now += TimeSpan.FromDays(30);
        Assert.Equal(1, await desk.ForgetOld(default));
        Assert.Equal(0, files.Count);
    }

    [Fact]
    [Trait("Rule", "VMR-053")]
    [Trait("Rule", "EXT-185")]
    public async Task A_message_shorter_than_two_seconds_is_dropped_with_its_file()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        await desk.Ready("r1", [files.Put("r1", Wav(1.99))], null, default);
        Assert.Empty(await Kept(Box));
        Assert.Equal(0, files.Count);
        Assert.Null(await recordings.Begun("r1", default));
    }

    [Fact]
    public async Task What_is_told_twice_changes_nothing()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        var file = files.Put("r1", Wav(5));
        await desk.Ready("r1", [file], null, default);
        var kept = (await Kept(Box))[0];
        await recordings.Change(kept.Account, kept.Shelf, kept.Id, one => one with { Heard = now }, default);
        await desk.Ready("r1", [file], null, default);
        Assert.NotNull(Assert.Single(await Kept(Box)).Heard);
    }

    [Fact]
    public async Task A_recording_that_is_not_ours_is_passed_over()
    {
        await desk.Ready("stranger", [files.Put("stranger", Wav(5))], null, default);
        Assert.Empty(await Kept(Box));
        Assert.Equal(1, files.Count);
    }

    [Fact]
    public async Task A_long_recording_in_two_files_becomes_two_entries_in_order()
    {
        await Begun("r1", new RecordingPurpose.Conversation(ExtensionNumber.Parse("201"), Automatic: true));
        await desk.Ready("r1", [files.Put("r1", Wav(10)), files.Put("r1", Wav(4))], TimeSpan.FromSeconds(14), default);
        Assert.Equal([10, 4], (await Kept(Shelf.Conversations)).Select(one => one.Length.TotalSeconds));
    }

    [Theory]
    [InlineData(0, null, "empty")]
    [InlineData(30, null, "audio")]
    [InlineData(5, 9.0, "9.0 s")]
    public async Task A_damaged_file_is_kept_with_what_is_wrong_with_it(int seconds, double? said, string trouble)
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        byte[] content = seconds switch { 0 => [], 30 => new byte[96_000], _ => Wav(seconds) };
        await desk.Ready("r1", [files.Put("r1", content)], said is { } length ? TimeSpan.FromSeconds(length) : null, default);
        Assert.Contains(trouble, Assert.Single(await Kept(Box)).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_is_noticed_without_being_told_its_length()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        files.Put("r1", Wav(10)[..64_044]);
        Assert.Equal(1, await desk.Reconcile(default));
        var message = Assert.Single(await Kept(Box));
        Assert.Equal(("The file is cut off.", TimeSpan.FromSeconds(2)), (message.Trouble, message.Length));
    }

    [Fact]
    [Trait("Rule", "VMR-128")]
    public async Task A_file_of_which_nobody_told_is_found_by_the_next_look()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        await Begun("r2", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        files.Put("r2", Wav(5));
        Assert.Equal(1, await desk.Reconcile(default));
        Assert.Single(await Kept(Box));
        Assert.NotNull(await recordings.Begun("r1", default));
        Assert.Equal(0, await desk.Reconcile(default));
    }

    [Fact]
    public async Task A_file_that_never_comes_leaves_an_entry_that_says_so()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        now = Start + TimeSpan.FromHours(47);
        await desk.Reconcile(default);
        Assert.Empty(await Kept(Box));
        now = Start + TimeSpan.FromHours(49);
        await desk.Reconcile(default);
        Assert.NotNull(Assert.Single(await Kept(Box)).Trouble);
    }

    [Fact]
    public async Task An_announced_file_that_is_not_there_yet_is_left_to_the_next_look()
    {
        await Begun("r1", new RecordingPurpose.Message(ExtensionNumber.Parse("600")));
        await desk.Ready("r1", [new Uri("memory:/recordings/r1/0.wav")], null, default);
        Assert.NotNull(await recordings.Begun("r1", default));
    }

    private async Task Begun(string network, RecordingPurpose purpose) => await recordings.Begin(
        new StartedRecording(network, Account, "202647-call", new OpId(3, 0), purpose, PhoneAddress.Parse("+31612345678"), null, PhoneNumber.Parse("+31205550100"), null, Start), default);

    private async Task<List<Recording>> Kept(Shelf shelf)
    {
        var kept = new List<Recording>();
        await foreach (var one in recordings.List(Account, shelf, default))
        {
            kept.Add(one);
        }

        return kept;
    }

    private static byte[] Wav(double seconds)
    {
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        var data = (int)(seconds * 32_000);
        writer.Write("RIFF"u8);
        writer.Write(36 + data);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16_000);
        writer.Write(32_000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(data);
        writer.Write(new byte[data]);
        return file.ToArray();
    }
}
