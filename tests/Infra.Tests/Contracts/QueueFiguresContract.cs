using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Engine.QueueStatistics;

namespace Pbx.Infra.Tests.Contracts;

public abstract class QueueFiguresContract
{
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");
    private readonly AccountId account = Fresh.Account();

    protected abstract IQueueFigures Figures { get; }

    [Fact]
    public async Task A_row_is_read_as_it_was_written_with_the_one_beside_it()
    {
        Assert.Null(await Read("b-1"));
        var (content, large) = (Fresh.Bytes(70_000), Fresh.Bytes(400_000, 2));
        Assert.True(await Write("b-1", content, null, new FiguresBeside("s-1", large)));
        Assert.Equal(content, (await Read("b-1"))!.Content.ToArray());
        Assert.Equal(large, (await Read("s-1"))!.Content.ToArray());
    }

    [Fact]
    public async Task A_row_that_has_changed_is_not_written_nor_is_the_one_beside_it()
    {
        await Write("b-1", [1], null);
        var first = (await Read("b-1"))!;
        Assert.True(await Write("b-1", [2], first.Tag, new FiguresBeside("s-1", Fresh.Bytes(1))));
        var second = (await Read("b-1"))!;
        Assert.NotEqual(first.Tag, second.Tag);
        Assert.False(await Write("b-1", [3], first.Tag, new FiguresBeside("s-1", Fresh.Bytes(3))));
        Assert.False(await Write("b-1", [3], null, new FiguresBeside("s-1", Fresh.Bytes(3))));
        Assert.Equal([2], (await Read("b-1"))!.Content.ToArray());
        Assert.Single((await Read("s-1"))!.Content.ToArray());
        Assert.False(await Write("b-2", [1], second.Tag));
        Assert.Null(await Read("b-2"));
    }

    [Fact]
    public async Task Of_many_who_write_at_once_one_does()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Write("b-1", [(byte)i], null))));
        Assert.Single(written, one => one);
    }

    [Fact]
    public async Task Rows_from_a_name_to_another_of_one_queue_and_account_are_listed()
    {
        foreach (var name in (string[])["b-3", "b-1", "c-1", "b-2", "a-9", "b-4"])
        {
            await Write(name, Fresh.Text(name), null);
        }

        await Figures.Write(account, ExtensionNumber.Parse("501"), new StoredFigures("b-2", Fresh.Text("theirs"), null), null, default);
        await Figures.Write(Fresh.Account(), Queue, new StoredFigures("b-2", Fresh.Text("others"), null), null, default);
        var listed = await Figures.List(account, Queue, "b-1", "b-3", default);
        Assert.Equal([("b-1", "b-1"), ("b-2", "b-2"), ("b-3", "b-3")], listed.Select(row => (row.Name, System.Text.Encoding.UTF8.GetString(row.Content.Span))));
        Assert.Empty(await Figures.List(account, ExtensionNumber.Parse("502"), "b-1", "b-3", default));
    }

    [Fact]
    public async Task Rows_of_months_are_listed_over_their_borders_and_dropped_when_they_are_old()
    {
        string[] names = ["d-19990131", "d-19990201", "d-19990331", "d-20990101"];
        foreach (var name in names.Append("open"))
        {
            Assert.True(await Write(name, Fresh.Text(name), null));
        }

        Assert.Equal(names[1..3], (await Figures.List(account, Queue, "d-19990201", "d-19990401", default)).Select(row => row.Name));
        Assert.NotEmpty(await Figures.DropBefore(new DateOnly(1999, 3, 15), default));
        Assert.Empty(await Figures.DropBefore(new DateOnly(1999, 3, 15), default));
        Assert.Equal(names[2..], (await Figures.List(account, Queue, "d-19990101", "d-20991231", default)).Select(row => row.Name));
        Assert.NotNull(await Read("open"));
        Assert.Null(await Read("d-19990131"));
    }

    private Task<StoredFigures?> Read(string name) => Figures.Read(account, Queue, name, default);

    private Task<bool> Write(string name, byte[] content, string? tag, FiguresBeside? beside = null) => Figures.Write(account, Queue, new StoredFigures(name, content, tag), beside, default);
}
