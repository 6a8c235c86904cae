namespace Pbx.Domain.Tests.Menus;

/// <summary>EXT-264 to EXT-271, with EXT-281 to EXT-283 and EXT-089, as the specification writes them: slowly, and over every option at every key.</summary>
internal sealed record MatchingOracle(IReadOnlyList<string> Options, int MaximumDigits, TimeSpan Greeting, TimeSpan InvalidChoice)
{
    private static readonly TimeSpan InterDigit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan NoInput = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Discarded = TimeSpan.FromSeconds(1);
    private const int Attempts = 3;

    /// <summary>What happens when, until a choice or the last attempt.</summary>
    public IReadOnlyList<(TimeSpan At, string What)> Expect(IEnumerable<(TimeSpan At, char Key)> keys)
    {
        var told = new List<(TimeSpan At, string What)>();
        var s = "";
        var failed = 0;
        var timer = Greeting + NoInput; // the only one that runs
        var deafUntil = TimeSpan.MinValue;
        foreach (var (at, key) in keys.Append((TimeSpan.MaxValue, ' ')))
        {
            while (!IsOver() && timer < at)
            {
                if (s.Length > 0)
                {
                    Resolve(timer);
                }
                else
                {
                    Failed(timer, "silence", Greeting);
                }
            }

            if (IsOver())
            {
                return told;
            }

            if (at < deafUntil)
            {
                timer = at + InvalidChoice + Greeting + NoInput; // it stops the sentence all the same, which begins anew
            }
            else if (key == '#')
            {
                s = s.Length > 0 ? s : "#";
                Resolve(at);
            }
            else if (key == '*' && s.Length > 0)
            {
                s = "";
                timer = at + NoInput;
            }
            else if (key == '*')
            {
                s = "*";
                Resolve(at);
            }
            else
            {
                s += key;
                var isLonger = Options.Any(option => option.Length > s.Length && option.StartsWith(s, StringComparison.Ordinal));
                if (s.Length == MaximumDigits || !isLonger)
                {
                    Resolve(at);
                }
                else
                {
                    timer = at + InterDigit;
                }
            }
        }

        return told;

        bool IsOver() => told.Count > 0 && (told[^1].What.StartsWith("option", StringComparison.Ordinal) || told[^1].What == "last");

        void Resolve(TimeSpan at)
        {
            if (Options.Contains(s))
            {
                told.Add((at, $"option {s}"));
            }
            else
            {
                deafUntil = at + Discarded;
                Failed(at, "invalid", InvalidChoice + Greeting);
            }

            s = "";
        }

        void Failed(TimeSpan at, string how, TimeSpan prompt)
        {
            failed++;
            told.Add((at, failed == Attempts ? "last" : how));
            timer = at + prompt + NoInput;
        }
    }
}
