using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Network.Repeats;

/// <summary>
/// Remembers what was answered to a request with a repeatability id, for ten minutes: the same request again gets the same
/// answer without a second effect, also when both come at once.
/// </summary>
public sealed class Remembered<TAnswer>(Clock clock)
    where TAnswer : class
{
    /// <summary>Longer than the five minutes that a client may rely on.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (string Request, TAnswer Answer, DateTimeOffset Since)> known = [];

    /// <summary>Answers a request once. Null: the id was used for another request.</summary>
    public TAnswer? Once(Guid id, string request, Func<TAnswer> answer)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var old in known.Where(k => k.Value.Since + Kept <= now).Select(k => k.Key).ToArray())
            {
                known.Remove(old);
            }

            if (known.TryGetValue(id, out var before))
            {
                return string.Equals(before.Request, request, StringComparison.Ordinal) ? before.Answer : null;
            }

            var first = answer();
            known.Add(id, (request, first, now));
            return first;
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            known.Clear();
        }
    }
}
