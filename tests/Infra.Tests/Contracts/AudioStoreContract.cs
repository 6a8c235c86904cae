using Pbx.Domain.Accounts;
using Pbx.Domain.Prompts;
using Pbx.Engine.Audio;

namespace Pbx.Infra.Tests.Contracts;

public abstract class AudioStoreContract
{
    private readonly AccountId account = Fresh.Account();

    protected abstract IAudioStore Store { get; }

    [Fact]
    public async Task An_account_without_files_has_none()
    {
        var nothing = StoredForm.NameOf([]);
        Assert.Null(await Store.Find(account, nothing, default));
        Assert.Null(await Store.Open(account, nothing, default));
        Assert.False(await Store.Delete(account, nothing, default));
        Assert.Empty(await Fresh.All(Store.List(account, default)));
    }

    [Fact]
    public async Task A_file_is_there_as_it_was_put()
    {
        var (audio, content) = Audio(1, "Zoë’s “welcome”.mp3");
        Assert.Equal(audio, await Store.Put(account, audio, content, default));

        Assert.Equal(audio, await Store.Find(account, audio.File, default));
        Assert.Equal(audio, Assert.Single(await Fresh.All(Store.List(account, default))));
        await using var read = (await Store.Open(account, audio.File, default))!;
        Assert.Equal(content.Length, read.Length);
        var all = new MemoryStream();
        await read.CopyToAsync(all);
        Assert.Equal(content, all.ToArray());
    }

    [Fact]
    public async Task Any_part_can_be_read()
    {
        var (audio, content) = Audio(2, "x");
        await Store.Put(account, audio, content, default);

        await using var read = (await Store.Open(account, audio.File, default))!;
        read.Seek(20_000, SeekOrigin.Begin);
        var part = new byte[300];
        await read.ReadExactlyAsync(part);
        Assert.Equal(content[20_000..20_300], part);
    }

    [Fact]
    [Trait("Rule", "VMR-100")]
    public async Task The_same_content_is_there_once_under_the_name_that_it_had_first()
    {
        var (audio, content) = Audio(3, "first.wav");
        await Store.Put(account, audio, content, default);

        Assert.Equal(audio, await Store.Put(account, audio with { Name = "second.wav", Uploaded = audio.Uploaded.AddDays(1) }, content, default));
        Assert.Equal(audio, Assert.Single(await Fresh.All(Store.List(account, default))));
    }

    [Fact]
    public async Task Files_of_another_account_are_not_seen()
    {
        var (audio, content) = Audio(4, "x");
        var theirs = AccountId.Parse(account.Value + "0"); // begins with the same letters
        await Store.Put(theirs, audio, content, default);

        Assert.Null(await Store.Find(account, audio.File, default));
        Assert.Null(await Store.Open(account, audio.File, default));
        Assert.Empty(await Fresh.All(Store.List(account, default)));
        Assert.False(await Store.Delete(account, audio.File, default));
        Assert.Equal(audio, await Store.Find(theirs, audio.File, default));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_can_be_put_again()
    {
        var (audio, content) = Audio(5, "x");
        await Store.Put(account, audio, content, default);

        Assert.True(await Store.Delete(account, audio.File, default));
        Assert.False(await Store.Delete(account, audio.File, default));
        Assert.Null(await Store.Find(account, audio.File, default));
        Assert.Equal(audio with { Name = "y" }, await Store.Put(account, audio with { Name = "y" }, content, default));
    }

    [Fact]
    public async Task The_address_that_is_lent_ends_with_the_name_of_the_file()
    {
        var (audio, _) = Audio(6, "x");
        Assert.EndsWith($"{account}/{audio.File}.wav", (await Store.Lend(account, audio.File, TimeSpan.FromMinutes(5), default)).AbsolutePath, StringComparison.Ordinal);
    }

    protected static (StoredAudio Audio, byte[] Content) Audio(int seed, string name)
    {
        var content = Fresh.Bytes(40_044, seed);
        return (new StoredAudio(StoredForm.NameOf(content), name, TimeSpan.FromSeconds(1.25), content.Length, Fresh.At("2026-11-20T10:00:00.125Z")), content);
    }
}
