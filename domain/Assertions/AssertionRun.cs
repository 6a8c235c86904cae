using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Time;

namespace Pbx.Domain.Assertions;

/// <summary>What came of running one assertion.</summary>
/// <param name="Index">Its place in the document.</param>
/// <param name="IsPast">Whether its instant has passed, so that it hinders nothing any more.</param>
/// <param name="Broken">What happened instead, and at which step it went wrong; none: it holds.</param>
public sealed record AssertionResult(int Index, string Name, bool IsPast, string? Broken)
{
    /// <summary>Whether it holds.</summary>
    public bool Holds => Broken is null;
}

/// <summary>Runs the assertions of an account, each by explaining its call.</summary>
public static class AssertionRun
{
    /// <summary>Runs all, in the order of the document.</summary>
    public static IReadOnlyList<AssertionResult> Run(AccountDocument document, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Assertions.Count == 0)
        {
            return [];
        }

        var account = new DocumentConfiguration(document with { Schemes = document.Schemes.Change(scheme => scheme with { Manual = null, Temporary = null }) });
        return [.. document.Assertions.Select((assertion, i) => Run(assertion, i, account, now))];
    }

    /// <summary>The broken ones as problems of the document.</summary>
    /// <param name="areAccepted">Whether the administrator saves all the same: then they are warnings. What has passed is one anyway.</param>
    public static IEnumerable<Problem> Check(AccountDocument document, DateTimeOffset now, bool areAccepted) =>
        Run(document, now).Where(result => !result.Holds).Select(result => new Problem(
            $"/assertions/{result.Index}", $"“{result.Name}” is broken: {result.Broken}", IsWarning: areAccepted || result.IsPast));

    private static AssertionResult Run(Assertion assertion, int index, DocumentConfiguration account, DateTimeOffset now)
    {
        var at = assertion.At.In(account.Account.TimeZone);
        return new AssertionResult(index, assertion.Name, at < now, Broken(assertion, at, account));
    }

    private static string? Broken(Assertion assertion, DateTimeOffset at, DocumentConfiguration account)
    {
        if ((assertion.To ?? account.Account.MainNumber) is not { } to)
        {
            return "the account has no main number, and the assertion names none.";
        }

        if (!account.Owns(to))
        {
            return $"{to} is not a number of this account.";
        }

        var from = assertion.From is { } name ? name.In(account) : PhoneAddress.Anonymous;
        return from is { } caller
            ? Difference(assertion.Expect, Explainer.Explain(new Question(caller, to, at, assertion.Assume ?? Assumptions.None), account, isBrief: true), account)
            : $"extension {assertion.From}, which is to call, is no user with a phone.";
    }

    private static string? Difference(Expectation expect, Explanation way, DocumentConfiguration account)
    {
        if (expect.Plan is { } plan && way.Plan?.Plan != plan)
        {
            return Sentence(way.Plan is { } other ? $"plan {other.Plan} ({other.Name}) is in force, not {plan}" : $"no plan is in force, not {plan}", way, 1, account);
        }

        var passed = 0;
        foreach (var wanted in expect.Passes.AsSpan())
        {
            while (passed < way.Passes.Count && way.Passes[passed] != wanted)
            {
                passed++;
            }

            if (passed++ >= way.Passes.Count)
            {
                return Sentence($"the call goes {Way(way)}, and not as expected to {wanted}", way, way.Steps.Count - 1, account);
            }
        }

        return expect.EndsIn is { } place && way.End.Extension != place ? Sentence($"the call ends {(way.End.Extension is { } there ? $"in extension {there}" : "in no extension")}, not in {place}", way, Into(way), account)
            : expect.TalksTo is { } phone && way.End.TalkedTo != phone ? Sentence($"the caller talks to {way.End.TalkedTo?.Value ?? "nobody"}, not to {phone}", way, way.Steps.Count - 1, account)
            : expect.Reason is { } reason && way.End.Reason != reason ? Sentence($"the call ends otherwise: {(way.End.Reason is { } how ? Farewells.Words(how) : "not at all")}, not {Farewells.Words(reason)}", way, way.Steps.Count - 1, account)
            : expect.Hears is { } words && !way.Heard.Any(heard => heard.Text.Contains(words, StringComparison.OrdinalIgnoreCase)) ? Sentence($"the caller does not hear “{words}”", way, way.Steps.Count - 1, account)
            : null;
    }

    // the step that sent the call to where it was last
    private static int Into(Explanation way)
    {
        var last = way.Steps.Count - 1;
        while (last > 0 && way.Steps[last].Extension != way.End.Extension)
        {
            last--;
        }

        while (last > 1 && way.Steps[last].Extension == way.End.Extension)
        {
            last--;
        }

        return last;
    }

    private static string Way(Explanation way) => way.Passes.Count == 0 ? "to no extension" : $"through {string.Join(", ", way.Passes)}";

    private static string Sentence(string what, Explanation way, int step, DocumentConfiguration account)
    {
        var at = way.Steps[Math.Clamp(step, 0, way.Steps.Count - 1)];
        var local = Zones.Local(at.At, Zones.Of(account.Account.TimeZone)).ToDateTimeUnspecified();
        return string.Create(CultureInfo.InvariantCulture, $"{what}. Step {Math.Clamp(step, 0, way.Steps.Count - 1) + 1}, {local:yyyy-MM-dd HH:mm:ss}: {at.What} {at.Why}");
    }
}
