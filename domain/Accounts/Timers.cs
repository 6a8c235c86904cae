using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Accounts;

/// <summary>How long dialogues wait for keys, and how often they ask (EXT-083 to EXT-089). What is left out is as usual; a call keeps what held when it entered an extension (EXT-055).</summary>
/// <param name="NextMenuKey">Between two keys in a menu: 1 to 10 s, usually 3 (EXT-083).</param>
/// <param name="NextNumberKey">Between two keys of a number, such as an extension, a PIN or a mailbox: 1 to 10 s, usually 5 (EXT-084).</param>
/// <param name="FirstMenuKey">From the end of the prompt of a menu to the first key: 1 to 30 s, usually 5 (EXT-085).</param>
/// <param name="FirstNumberKey">The same where a number is asked for: 3 to 30 s, usually 10 (EXT-086).</param>
/// <param name="Attempts">How many inputs may be missing or wrong before a dialogue gives up: 1 to 10, usually 3 (EXT-087).</param>
/// <param name="Ring">One ring, where rings are counted: 4 to 6 s, usually 5 (EXT-088).</param>
/// <param name="DeafAfterInvalid">After an invalid entry keys do not count for so long: 0 to 3 s, usually 1 (EXT-089).</param>
[DisplayName("Timers")]
public sealed record Timers(
    [property: Description("Between two keys in a menu: 1 to 10 seconds; left out: 3.")] TimeSpan? NextMenuKey = null,
    [property: Description("Between two keys of a number: 1 to 10 seconds; left out: 5.")] TimeSpan? NextNumberKey = null,
    [property: Description("From the end of a menu's prompt to the first key: 1 to 30 seconds; left out: 5.")] TimeSpan? FirstMenuKey = null,
    [property: Description("From the end of the prompt to the first key of a number: 3 to 30 seconds; left out: 10.")] TimeSpan? FirstNumberKey = null,
    [property: Description("How many inputs may be missing or wrong before a dialogue gives up; left out: 3."), Range(1, 10)] int? Attempts = null,
    [property: Description("One ring, where rings are counted: 4 to 6 seconds; left out: 5.")] TimeSpan? Ring = null,
    [property: Description("How long keys do not count after an invalid entry: 0 to 3 seconds; left out: 1.")] TimeSpan? DeafAfterInvalid = null)
{
    /// <summary>Those of an account that has set none.</summary>
    public static Timers Usual { get; } = new();

    /// <summary>Between two keys in a menu.</summary>
    [JsonIgnore]
    public TimeSpan BetweenMenuKeys => NextMenuKey ?? TimeSpan.FromSeconds(3);

    /// <summary>Between two keys of a number.</summary>
    [JsonIgnore]
    public TimeSpan BetweenNumberKeys => NextNumberKey ?? TimeSpan.FromSeconds(5);

    /// <summary>Until the first key in a menu.</summary>
    [JsonIgnore]
    public TimeSpan UntilMenuKey => FirstMenuKey ?? TimeSpan.FromSeconds(5);

    /// <summary>Until the first key of a number.</summary>
    [JsonIgnore]
    public TimeSpan UntilNumberKey => FirstNumberKey ?? TimeSpan.FromSeconds(10);

    /// <summary>How many inputs may be missing or wrong.</summary>
    [JsonIgnore]
    public int MostAttempts => Attempts ?? 3;

    /// <summary>One ring.</summary>
    [JsonIgnore]
    public TimeSpan OneRing => Ring ?? TimeSpan.FromSeconds(5);

    /// <summary>For how long keys do not count after an invalid entry.</summary>
    [JsonIgnore]
    public TimeSpan DeafFor => DeafAfterInvalid ?? TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with some, with the timers as the root of the pointers.</summary>
    internal static IEnumerable<Problem> Check(Timers? timers)
    {
        if (timers is null)
        {
            return [];
        }

        return Within("nextMenuKey", timers.NextMenuKey, 1, 10)
            .Concat(Within("nextNumberKey", timers.NextNumberKey, 1, 10))
            .Concat(Within("firstMenuKey", timers.FirstMenuKey, 1, 30))
            .Concat(Within("firstNumberKey", timers.FirstNumberKey, 3, 30))
            .Concat(timers.Attempts is < 1 or > 10 ? [new Problem("/attempts", "A dialogue gives up after 1 to 10 attempts.")] : [])
            .Concat(Within("ring", timers.Ring, 4, 6))
            .Concat(Within("deafAfterInvalid", timers.DeafAfterInvalid, 0, 3));
    }

    // the network counts whole seconds
    private static IEnumerable<Problem> Within(string name, TimeSpan? time, int least, int most) =>
        time is { } set && (set < TimeSpan.FromSeconds(least) || set > TimeSpan.FromSeconds(most) || set.Ticks % TimeSpan.TicksPerSecond != 0)
            ? [new Problem($"/{name}", $"This time is {least} to {most} whole seconds.")]
            : [];
}
