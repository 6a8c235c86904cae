using System.Diagnostics;
using System.Globalization;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Numbers;

namespace Pbx.Benchmarks;

/// <summary>What explaining a call costs in an account of 1,000 extensions: milliseconds of this machine, and how many routing decisions that is.</summary>
internal static class Explanations
{
    private const int Extensions = 1000;
    private const int Rounds = 15;
    private const int Samples = 200;
    private const double Most = 5;

    private static object? kept; // what is measured must not be optimised away

    /// <summary>Measures.</summary>
    public static IEnumerable<Ratio> Measure()
    {
        var document = SampleAccount.With(Extensions);
        var account = new DocumentConfiguration(document);
        var at = DateTimeOffset.Parse("2026-09-01T08:15:00Z", CultureInfo.InvariantCulture);
        var silent = new Question(SampleAccount.Caller, PhoneNumber.Parse(SampleAccount.Main), at, Assumptions.None);
        var chosen = silent with { Assume = new Assumptions(KeySequence.Parse("1")) };
        var arrived = new CallEvent.CallArrived(silent.From, null, silent.To, "");
        var connected = CallMachine.Step(null, arrived, account, new Domain.Machines.Moment(at, 1)).Next;
        Func<object>[] measured =
        [
            () => Explainer.Explain(silent, account),
            () => Explainer.Explain(chosen, account),
            () => Explainer.Explain(chosen, account, isBrief: true),
            () => Explainer.Explain(chosen, new DocumentConfiguration(document)),
            () => CallMachine.Step(connected, new CallEvent.CallerConnected("connection"), account, new Domain.Machines.Moment(at, 2)),
        ];
        Take(measured, 2000);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Take(measured, Samples)).ToArray();
        return
        [
            new Ratio("explain", "a menu with no key pressed, to its end, with all branches, ms", [.. rounds.Select(round => round[0])], Most),
            new Ratio("explain", "a key, a phone that nobody answers, with all branches, ms", [.. rounds.Select(round => round[1])], Most),
            new Ratio("explain", "the same with the document made easy to look up first, ms", [.. rounds.Select(round => round[3])], Most),
            new Ratio("info", "the same without branches, as an assertion runs it, ms", [.. rounds.Select(round => round[2])]),
            new Ratio("info", "the same with all branches ÷ one routing decision", [.. rounds.Select(round => round[1] / round[4])]),
        ];
    }

    // One call of each in turn, and the median of each in milliseconds.
    private static double[] Take(Func<object>[] measured, int samples)
    {
        var taken = measured.Select(_ => new double[samples]).ToArray();
        for (var i = 0; i < samples; i++)
        {
            for (var which = 0; which < measured.Length; which++)
            {
                var from = Stopwatch.GetTimestamp();
                kept = measured[which]();
                taken[which][i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            }
        }

        GC.KeepAlive(kept);
        return [.. taken.Select(one => Ratio.Of(one, 0.5))];
    }
}
