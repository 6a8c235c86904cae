using System.Globalization;
using System.Text;

namespace Pbx.Rules;

/// <summary>
/// How a suite did. A suite that crashed, was cut off or ran no test has <see cref="Trouble"/>, which counts as one failure, as
/// does a skipped test: nothing that did not run may look as if it had passed.
/// </summary>
public sealed record SuiteResult(string Name, IReadOnlyList<TestOutcome> Outcomes, TimeSpan Took, string? Trouble)
{
    private const int MessageLines = 15;

    public int Passed => Outcomes.Count(test => test.Outcome == Outcome.Passed);

    public int Failed => Outcomes.Count - Passed + (Trouble is null ? 0 : 1);

    /// <summary>
    /// Reads what <c>./pbx test</c> left in its results folder: NAME.trx, the runner's exit code in NAME.exit and its words in
    /// NAME.log.
    /// </summary>
    public static SuiteResult Read(string folder, string name)
    {
        var exit = File.Exists(At(".exit")) ? File.ReadAllText(At(".exit")).Trim() : "none";
        var log = File.Exists(At(".log")) ? File.ReadAllLines(At(".log")) : [];
        return Judge(name, TestRun.Read(At(".trx")), exit, log);

        string At(string extension) => Path.Combine(folder, name + extension);
    }

    /// <summary>Puts together what the trx file says and how the runner ended.</summary>
    public static SuiteResult Judge(string name, TestRun? run, string exit, IReadOnlyList<string> log)
    {
        var lastWords = string.Join('\n', log.TakeLast(MessageLines));
        if (run is null)
        {
            return new SuiteResult(name, [], TimeSpan.Zero, $"The suite left no results (exit code {exit}).\n{lastWords}");
        }

        string? trouble = null;
        if (run.Aborted)
        {
            // What killed it stands above a stack that can be long.
            var fall = log.SkipWhile(line => !line.Contains("aborted", StringComparison.OrdinalIgnoreCase)).Take(MessageLines);
            trouble = $"The suite crashed (exit code {exit}).\n{string.Join('\n', fall)}";
        }
        else if (run.Outcomes.Count == 0)
        {
            trouble = $"The suite ran no test.\n{lastWords}";
        }
        else if (exit != "0" && run.Outcomes.All(test => test.Outcome == Outcome.Passed))
        {
            trouble = $"The suite did not run to its end (exit code {exit}).\n{lastWords}";
        }

        return new SuiteResult(name, run.Outcomes, run.Took, trouble);
    }

    /// <summary>One line with count and seconds, then each test that did not pass with its message, indented.</summary>
    public string Report()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(Failed == 0 ? "ok  " : "FAIL")} {Name,-18} {Outcomes.Count,5} tests {Took.TotalSeconds,6:0.0} s");
        if (Trouble is not null)
        {
            text.Append('\n').Append(Indented(Trouble, "     "));
        }

        foreach (var test in Outcomes.Where(test => test.Outcome != Outcome.Passed).OrderBy(test => test.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append("     ").Append(test.Outcome == Outcome.Failed ? "failed: " : "skipped: ").Append(test.Name);
            text.Append('\n').Append(Indented(test.Message, "       "));
        }

        return text.ToString();
    }

    private static string Indented(string text, string indent)
    {
        var lines = text.Trim().Split('\n');
        var shown = lines.Length <= MessageLines * 2 ? lines : [.. lines.Take(MessageLines * 2), "…"];
        return string.Join('\n', shown.Select(line => indent + line.TrimEnd()));
    }
}
