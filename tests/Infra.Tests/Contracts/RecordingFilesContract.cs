using Pbx.Engine.Recordings;

namespace Pbx.Infra.Tests.Contracts;

public abstract class RecordingFilesContract
{
    private static readonly DateTimeOffset Start = Fresh.At("2026-11-20T23:50:00.125Z");
    private readonly string network = $"recording-{Fresh.Account()}";

    protected abstract IRecordingFiles Files { get; }

    [Fact]
    public async Task What_the_network_put_there_is_found_by_its_name_for_the_recording()
    {
        Assert.Empty(await Files.Find(network, Start, default));
        var first = await Put(network, Start, 0, Wav(3));
        var second = await Put(network, Start, 1, Wav(2));
        await Put(network + "x", Start, 0, Wav(1));
        Assert.Equal([Files.NameOf(first)!, Files.NameOf(second)!], await Files.Find(network, Start, default));
        Assert.Equal(2, (await Files.Find(network, Start.AddMinutes(9), default)).Count);
    }

    [Fact]
    public async Task Only_files_under_the_destination_are_ours()
    {
        var destination = await Files.Destination(default);
        Assert.Equal(destination, await Files.Destination(default));
        Assert.Null(Files.NameOf(new Uri("https://elsewhere.example.test/recordings/a.wav")));
        Assert.NotNull(Files.NameOf(await Put(network, Start, 0, Wav(1))));
    }

    [Fact]
    public async Task A_file_is_measured_by_what_is_in_it()
    {
        var name = Files.NameOf(await Put(network, Start, 0, Wav(3)))!;
        Assert.Equal(new AudioMeasure(96_044, TimeSpan.FromSeconds(3), IsWhole: true), await Files.Measure(name, default));
        var cut = Files.NameOf(await Put(network, Start, 1, Wav(3)[..32_044]))!;
        Assert.Equal(new AudioMeasure(32_044, TimeSpan.FromSeconds(1), IsWhole: false), await Files.Measure(cut, default));
        var empty = Files.NameOf(await Put(network, Start, 2, []))!;
        Assert.Equal(new AudioMeasure(0, null, IsWhole: false), await Files.Measure(empty, default));
        Assert.Null(await Files.Measure("20261120/none/none.wav", default));
    }

    [Fact]
    public async Task A_file_is_read_from_any_place()
    {
        var content = Wav(1);
        var name = Files.NameOf(await Put(network, Start, 0, content))!;
        await using var read = (await Files.Open(name, default))!;
        read.Position = 1000;
        var part = new byte[500];
        await read.ReadExactlyAsync(part);
        Assert.Equal((content.Length, true), (read.Length, content.AsSpan(1000, 500).SequenceEqual(part)));
        Assert.Null(await Files.Open("20261120/none/none.wav", default));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_deleting_it_again_does_no_harm()
    {
        var first = Files.NameOf(await Put(network, Start, 0, Wav(1)))!;
        var second = Files.NameOf(await Put(network, Start, 1, Wav(1)))!;
        await Files.Delete(first, default);
        await Files.Delete(first, default);
        Assert.Equal([second], await Files.Find(network, Start, default));
        await Files.Delete(second, default);
        Assert.Empty(await Files.Find(network, Start, default));
        Assert.Null(await Files.Open(second, default));
    }

    /// <summary>What the network does: puts a part of a recording where it was told.</summary>
    protected abstract Task<Uri> Put(string network, DateTimeOffset started, int part, byte[] content);

    private static byte[] Wav(int seconds)
    {
        var file = new byte[44 + (seconds * 32_000)];
        "RIFF"u8.CopyTo(file);
        BitConverter.TryWriteBytes(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BitConverter.TryWriteBytes(file.AsSpan(16), 16);
        BitConverter.TryWriteBytes(file.AsSpan(20), (short)1);
        BitConverter.TryWriteBytes(file.AsSpan(22), (short)1);
        BitConverter.TryWriteBytes(file.AsSpan(24), 16_000);
        BitConverter.TryWriteBytes(file.AsSpan(28), 32_000);
        BitConverter.TryWriteBytes(file.AsSpan(32), (short)2);
        BitConverter.TryWriteBytes(file.AsSpan(34), (short)16);
        "data"u8.CopyTo(file.AsSpan(36));
        BitConverter.TryWriteBytes(file.AsSpan(40), seconds * 32_000);
        return file;
    }
}
