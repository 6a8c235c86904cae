using System.Globalization;
using System.Xml.Linq;

namespace Pbx.Rules;

/// <summary>One result of a run: a test method with its arguments. Nested classes are joined with a dot.</summary>
public sealed record TestOutcome(string Class, string Method, string Name, Outcome Outcome, string Message);

/// <summary>How a test ended. What is neither passed nor failed (skipped, not executed, inconclusive) is skipped.</summary>
public enum Outcome
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>What one suite left behind in a trx file (Visual Studio's test results): its outcomes and whether it was cut off.</summary>
public sealed record TestRun(IReadOnlyList<TestOutcome> Outcomes, TimeSpan Took, bool Aborted)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads a trx file; none when there is no such file or a crash left half of one.</summary>
    public static TestRun? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Parse(XDocument.Load(path));
        }
        catch (System.Xml.XmlException)
        {
            return null;
        }
    }

    /// <summary>Reads a trx document.</summary>
    public static TestRun Parse(XDocument trx)
    {
        var methods = trx.Descendants(Trx + "UnitTest").ToDictionary(
            test => Attribute(test, "id"),
            test => test.Element(Trx + "TestMethod") ?? new XElement("none"),
            StringComparer.Ordinal);
        var outcomes = trx.Descendants(Trx + "UnitTestResult").Select(result => OutcomeOf(result, methods)).ToList();
        var times = trx.Descendants(Trx + "Times").FirstOrDefault();
        var took = times is null ? TimeSpan.Zero : Instant(times, "finish") - Instant(times, "start");
        // The runner also files every failed test as an error of the run, so only its own words tell a crash.
        var aborted = trx.Descendants(Trx + "RunInfo").Any(info =>
            info.Value.Contains("aborted", StringComparison.OrdinalIgnoreCase) || info.Value.Contains("host process crashed", StringComparison.OrdinalIgnoreCase));
        return new TestRun(outcomes, took, aborted);
    }

    private static TestOutcome OutcomeOf(XElement result, Dictionary<string, XElement> methods)
    {
        var method = methods.GetValueOrDefault(Attribute(result, "testId"));
        var error = result.Element(Trx + "Output")?.Element(Trx + "ErrorInfo");
        var message = error?.Element(Trx + "Message")?.Value ?? "";
        var at = error?.Element(Trx + "StackTrace")?.Value.Split('\n').FirstOrDefault(line => line.Contains(" in ", StringComparison.Ordinal));
        return new TestOutcome(
            Attribute(method, "className").Replace('+', '.'),
            Attribute(method, "name").Split('(')[0].Split('.')[^1],
            Attribute(result, "testName"),
            Attribute(result, "outcome") switch { "Passed" => Outcome.Passed, "Failed" => Outcome.Failed, _ => Outcome.Skipped },
            at is null ? message : $"{message}\n{at.Trim()}");
    }

    private static DateTimeOffset Instant(XElement times, string name) =>
        DateTimeOffset.Parse(Attribute(times, name), CultureInfo.InvariantCulture);

    private static string Attribute(XElement? element, string name) => element?.Attribute(name)?.Value ?? "";
}
