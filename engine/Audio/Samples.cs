namespace Pbx.Engine.Audio;

/// <summary>A growing sequence of samples, 1 being full scale, kept in blocks so that growing copies nothing.</summary>
public sealed class Samples
{
    private const int BlockLength = 64 * 1024;

    private readonly List<float[]> blocks = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them, in order.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Blocks =>
        blocks.Select((block, i) => new ReadOnlyMemory<float>(block, 0, Math.Min(BlockLength, Count - (i * BlockLength))));

    /// <summary>Adds one at the end.</summary>
    public void Add(float sample)
    {
        var at = Count % BlockLength;
        if (at == 0)
        {
            blocks.Add(new float[BlockLength]);
        }

        blocks[^1][at] = sample;
        Count++;
    }
}
