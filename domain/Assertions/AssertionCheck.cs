using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;

namespace Pbx.Domain.Assertions;

/// <summary>What can be wrong with assertions as they are written. Whether they hold is found out by running them.</summary>
internal static class AssertionCheck
{
    public static IEnumerable<Problem> Check(AccountDocument document)
    {
        if (document.Assertions.Count == 0)
        {
            yield break;
        }

        var account = new DocumentConfiguration(document);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Assertions.Count; i++)
        {
            var (one, at) = (document.Assertions[i], $"/assertions/{i}");
            foreach (var problem in NameCheck.Check(one.Name))
            {
                yield return problem.Under($"{at}/name");
            }

            if (!seen.Add(one.Name))
            {
                yield return new Problem($"{at}/name", $"Assertion “{one.Name}” is listed twice.");
            }

            if (one.Expect.IsEmpty)
            {
                yield return new Problem($"{at}/expect", "Say at least one thing that is expected.");
            }

            foreach (var problem in AssumptionCheck.Check(one.Assume ?? Assumptions.None, account))
            {
                // an extension may go away before the assertions that speak of it
                yield return problem.Under($"{at}/assume") with { IsWarning = !problem.Pointer.EndsWith("After", StringComparison.Ordinal) && !problem.Pointer.EndsWith("For", StringComparison.Ordinal) };
            }
        }
    }
}
