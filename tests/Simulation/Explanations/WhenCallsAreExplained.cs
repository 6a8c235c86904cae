using System.Diagnostics;
using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Engine.Configurations;
using Pbx.Infra.Memory;
using Pbx.Simulation.World;
using Xunit.Abstractions;

namespace Pbx.Simulation.Explanations;

/// <summary>
/// Random calls, both ways: explained, and made with the engine on the simulator's network with phones and callers that do what was assumed. <c>PBX_EXPLAINED</c> says how many (10,000 when unset),
/// <c>PBX_SEED</c> repeats the account of one seed.
/// </summary>
public sealed class WhenCallsAreExplained(ITestOutputHelper output)
{
    private const int CallsOfAnAccount = 20;

    [Fact]
    public async Task Explanation_and_call_are_equal_decision_by_decision()
    {
        var one = Number("PBX_SEED");
        var most = one is null ? Number("PBX_EXPLAINED") ?? 10_000 : CallsOfAnAccount;
        var first = one ?? 1;
        var watch = Stopwatch.StartNew();
        var (calls, refused) = (0, 0);
        var reasons = new int[Enum.GetValues<EndReason>().Length];
        var different = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForAsync(0, (int)(most / CallsOfAnAccount), async (i, _) =>
        {
            var prng = new Prng(first + (ulong)i);
            AccountDocument? document;
            while ((document = Drawn.Account(prng)) is null)
            {
                Interlocked.Increment(ref refused);
            }

            foreach (var (question, explained, made) in await Calls(prng, document))
            {
                Interlocked.Increment(ref calls);
                Interlocked.Increment(ref reasons[(int)made.Reason]);
                if (Difference(explained, made) is { } difference)
                {
                    different.Enqueue($"PBX_SEED={first + (ulong)i}: {question}\n{difference}");
                }
            }
        });
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{calls} calls both ways in {watch.Elapsed.TotalSeconds:0} s, {refused} accounts refused: {string.Join(", ", Enum.GetValues<EndReason>().Select(reason => $"{reasons[(int)reason]} {reason}"))}");
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.True(different.IsEmpty, $"{different.Count} differ:\n{string.Join("\n\n", different.Take(3))}");
        Assert.True(calls > 0);
    }

    private static async Task<List<(Question Question, Explanation Explained, CallRecord Made)>> Calls(Prng prng, AccountDocument document)
    {
        var id = AccountId.Parse("drawn");
        var (store, numbers, audio) = (new MemoryConfigurations(), new MemoryNumbers(), new MemoryAudio());
        foreach (var (file, length) in Drawn.Files)
        {
            await audio.Put(id, new Engine.Audio.StoredAudio(file, "file", length, 1, DateTimeOffset.UnixEpoch), new byte[1], CancellationToken.None);
        }

        var configurations = new AccountConfigurations(store);
        var saving = new AccountSaving(store, numbers, audio, configurations, new Timeline());
        var saved = await saving.Save(id, document, null, "drawn", "", CancellationToken.None);
        Assert.True(saved is Saving.Saved, saved is Saving.Refused why ? string.Join('\n', why.Problems) : saved.ToString());
        var account = new DocumentConfiguration(document);
        var calls = new List<(Question, Explanation, CallRecord)>();
        for (var i = 0; i < CallsOfAnAccount; i++)
        {
            var question = Drawn.Question(prng, account);
            calls.Add((question, Explainer.Explain(question, account, Drawn.Files), await RealCall.Make(id, document, question, numbers, configurations, saving)));
        }

        return calls;
    }

    private static string? Difference(Explanation explained, CallRecord made)
    {
        if (explained.Record is not { } record)
        {
            return "The explanation was cut off.";
        }

        for (var i = 0; i < Math.Max(record.Steps.Count, made.Steps.Count); i++)
        {
            var (said, done) = (i < record.Steps.Count ? record.Steps[i] : null, i < made.Steps.Count ? made.Steps[i] : null);
            if (said != done)
            {
                return $"Step {i + 1}\nexplained {said}\nmade      {done}\nafter     {(i > 0 ? made.Steps[i - 1] : null)}";
            }
        }

        return (record.Reason, record.Answered, record.Ended) == (made.Reason, made.Answered, made.Ended)
            && record.Legs.Select(leg => leg with { Op = null, Invitation = null }).SequenceEqual(made.Legs.Select(leg => leg with { Op = null, Invitation = null }))
            ? null
            : $"explained {record}\nmade      {made}";
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
