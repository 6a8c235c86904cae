namespace Pbx.Local.Host.World;

/// <summary>The last lines that a process wrote; older ones are forgotten.</summary>
public sealed class LastLines(int most)
{
    private readonly Queue<string> lines = new();

    /// <summary>One more line.</summary>
    public void Add(string line)
    {
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > most)
            {
                lines.Dequeue();
            }
        }
    }

    /// <summary>What is remembered, oldest first.</summary>
    public string[] ToArray()
    {
        lock (lines)
        {
            return [.. lines];
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, ToArray());
}
