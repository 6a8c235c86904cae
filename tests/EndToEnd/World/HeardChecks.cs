namespace Pbx.EndToEnd.World;

/// <summary>What is asked of everything that a caller hears.</summary>
public static class HeardChecks
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Fails when the caller heard nothing for more than two seconds, unless the menu had just asked for a key.</summary>
    public static void HasNoDeadAir(this IReadOnlyList<Heard> heard)
    {
        for (var i = 0; i < heard.Count; i++)
        {
            var listens = i > 0 && heard[i - 1].What == Spoken.Menu;
            Assert.False(
                heard[i].What == Heard.Silence && heard[i].Length > Longest && !listens,
                $"{heard[i].Length.TotalSeconds} s of silence after: {string.Join(" | ", heard.Take(i).Select(h => h.What))}");
        }
    }
}
