using System.Diagnostics;
using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.Numbers;
using Pbx.Domain.Users;
using Pbx.Simulation.Explanations;
using Pbx.Simulation.World;
using Xunit.Abstractions;

namespace Pbx.Simulation.CallFlows;

/// <summary>
/// Accounts as somebody might draft them, with extensions of every type wired at random, circles and dead ends included, and calls through them on which everybody answers. <c>PBX_DRAFTS</c> says how
/// many drafts (1,500 when unset), <c>PBX_SEED</c> repeats one.
/// </summary>
public sealed class WhenDraftsAreTried(ITestOutputHelper output)
{
    private const int CallsOfADraft = 12;

    [Fact]
    [Trait("Rule", "EXT-068")]
    [Trait("Rule", "EXT-422")]
    public void Every_call_reaches_an_end_and_each_circle_and_dead_end_on_its_way_was_found_before()
    {
        var one = Number("PBX_SEED");
        var (first, most) = (one ?? 500_000, one is null ? Number("PBX_DRAFTS") ?? 1_500 : 1);
        var watch = Stopwatch.StartNew();
        var (calls, circles, deadEnds, hops) = (0, 0, 0, 0);
        for (var i = 0UL; i < most; i++)
        {
            var prng = new Prng(first + i);
            var document = Drawn.Draft(prng).Document;
            var account = new DocumentConfiguration(document);
            IReadOnlyList<Problem>? problems = null;
            for (var call = 0; call < CallsOfADraft; call++)
            {
                var question = Answered(Drawn.Question(prng, account), document);
                var explained = Explainer.Explain(question, account, Drawn.Files);
                Assert.True(explained.Record is not null, $"PBX_SEED={first + i}: {question} came to no end.");
                var record = explained.Record;
                calls++;
                hops = Math.Max(hops, record.Steps.Select(step => step.Extension).OfType<Domain.Extensions.ExtensionNumber>().Count());
                if (record.Reason == EndReason.Loop)
                {
                    circles++;
                    problems ??= AccountCheck.Check(document);
                    Assert.True(
                        problems.Any(problem => problem.Message.Contains("circles", StringComparison.Ordinal)),
                        $"PBX_SEED={first + i}: {question} goes round in circles, and the check has not seen it:\n{Way(record)}");
                }
                else if (record.Reason is (EndReason.Unassigned or EndReason.Unavailable) && record.Steps.Any(step => step.Extension is not null)) // a number that no plan links is out of service on purpose
                {
                    deadEnds++;
                    problems ??= AccountCheck.Check(document);
                    var places = Places(record, question, account).ToList();
                    Assert.True(
                        problems.Any(problem => places.Exists(place => problem.Pointer.StartsWith(place, StringComparison.Ordinal))),
                        $"PBX_SEED={first + i}: {question} ends {record.Reason}, and the check has said nothing of {string.Join(", ", places)}:\n{Way(record)}\n{string.Join('\n', problems)}");
                }
            }
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{most} drafts, {calls} calls in {watch.Elapsed.TotalSeconds:0} s: {circles} went round in circles, {deadEnds} ended at nobody, at most {hops} steps");
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.True(one is not null || (circles > 0 && deadEnds > 0), line);
    }

    // nobody presses a key and whoever is rung answers, so that what goes wrong is the account's doing
    private static Question Answered(Question question, AccountDocument document) => question with
    {
        From = document.Extensions.Any(extension => (extension.Config as UserConfig)?.Device == question.From) ? PhoneAddress.Anonymous : question.From, // who calls himself is not there
        Assume = new Assumptions(
            Phones: [.. document.Extensions.Select(extension => (extension.Config as UserConfig)?.Device?.Value).OfType<string>().Concat(["+31201234567", "+31201234568", "+4930123456"]).Distinct()
                .Select(phone => new PhoneAssumption(PhoneName.Of(PhoneAddress.Parse(phone)), PhoneBehaviour.Answer))]),
    };

    // whatever the call came by, and the number that it was for
    private static IEnumerable<string> Places(CallRecord record, Question question, DocumentConfiguration account)
    {
        foreach (var extension in record.Steps.Select(step => step.Extension).OfType<Domain.Extensions.ExtensionNumber>().Distinct())
        {
            if (account.PlaceOf(extension) is { } place)
            {
                yield return $"/extensions/{place}/";
            }
        }

        yield return $"/account/numbers/{account.Document.Account.Numbers.ToList().IndexOf(question.To)}";
        for (var i = 0; i < account.Document.Schemes.Count; i++)
        {
            if (account.Document.Schemes[i].Plans.Any(plan => plan.Links.Any(link => link.Number == question.To)))
            {
                yield return $"/schemes/{i}";
            }
        }
    }

    private static string Way(CallRecord record) => string.Join('\n', record.Steps.Select(step => $"{step.What} {step.Why} {step.Rule}"));

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
