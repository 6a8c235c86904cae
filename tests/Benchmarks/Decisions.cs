using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;

namespace Pbx.Benchmarks;

/// <summary>P1: what one routing decision costs, against reading the webhook that asks for it.</summary>
internal static class Decisions
{
    private const int Rounds = 15;
    private const int Samples = 4000;

    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-09-01T08:15:00Z", CultureInfo.InvariantCulture);
    private static object? kept; // what is measured must not be optimised away

    /// <summary>Measures.</summary>
    public static async Task<IEnumerable<Ratio>> Measure()
    {
        var small = await Plan(100);
        var large = await Plan(10_000);
        var arrived = CallMachine.Step(null, new CallEvent.CallArrived(SampleAccount.Caller, null, PhoneNumber.Parse(SampleAccount.Main), "context"), small, new Moment(Now, 1)).Next;
        var connected = new CallEvent.CallerConnected(Webhooks.Connection);
        var inMenu = await AtHand(small, () => CallMachine.Step(arrived, connected, small, new Moment(Now, 3)));
        var inLargeMenu = await AtHand(large, () => CallMachine.Step(arrived, connected, large, new Moment(Now, 3)));
        var digits = new CallEvent.DigitsCollected(new OpId(3, 0), "1");
        var rung = await AtHand(small, () => CallMachine.Step(inMenu.Next, digits, small, new Moment(Now, 5)));
        var rungInLarge = await AtHand(large, () => CallMachine.Step(inLargeMenu.Next, digits, large, new Moment(Now, 5)));
        if (inMenu.Commands is not [CallCommand.CollectDigits] || !rung.Commands.Any(command => command is CallCommand.RingPhone) || rungInLarge.Commands.Count != rung.Commands.Count)
        {
            throw new InvalidOperationException("The measured decisions are not those that were meant.");
        }

        ReadOnlyMemory<byte> connectedBody = Webhooks.Connected("0b7d3a10-0000-4000-8000-000000000001");
        ReadOnlyMemory<byte> digitsBody = Webhooks.Digits("0b7d3a10-0000-4000-8000-000000000021", "3.0", "one");
        Func<object>[] measured =
        [
            () => CallMachine.Step(arrived, connected, small, new Moment(Now, 3)),
            () => CallWebhook.Read(connectedBody),
            () => Document(connectedBody),
            () => CallMachine.Step(inMenu.Next, digits, small, new Moment(Now, 5)),
            () => CallWebhook.Read(digitsBody),
            () => Document(digitsBody),
            () => CallMachine.Step(arrived, connected, large, new Moment(Now, 3)),
            () => CallMachine.Step(inLargeMenu.Next, digits, large, new Moment(Now, 5)),
        ];
        Take(measured, 50_000); // long enough for the compiler to finish its second tier on a thread of its own
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Take(measured, Samples)).ToArray();

        IEnumerable<Ratio> Compared(string what, int decision, int reading, int document, int largest) =>
        [
            Of($"{what}: decision ÷ reading, p50", decision, reading, 0.5, 1),
            Of($"{what}: decision ÷ reading, p99", decision, reading, 0.99, 3),
            Of($"{what}: decision ÷ JsonDocument.Parse, p50", decision, document, 0.5, null),
            Of($"{what}: 10,000 extensions ÷ 100, p50", largest, decision, 0.5, 1.2),
        ];
        Ratio Of(string what, int one, int other, double share, double? most) => new(
            most is null ? "info" : "P1", what, [.. rounds.Select(round => Ratio.Of(round[one], share) / Ratio.Of(round[other], share))], most);

        Console.Error.WriteLine(string.Join(", ", measured.Select(one => $"{Allocated(one)} B")) + " allocated by each of the P1 operations, in their order.");
        return [.. Compared("caller connected → menu", 0, 1, 2, 6), .. Compared("digit → user rung", 3, 4, 5, 7)];
    }

    // One call of each in turn, so that whatever else the machine does hits all alike.
    private static double[][] Take(Func<object>[] measured, int samples)
    {
        var taken = measured.Select(_ => new double[samples]).ToArray();
        for (var i = 0; i < samples; i++)
        {
            for (var which = 0; which < measured.Length; which++)
            {
                var from = Stopwatch.GetTimestamp();
                kept = measured[which]();
                taken[which][i] = Stopwatch.GetTimestamp() - from;
            }
        }

        GC.KeepAlive(kept);
        return taken;
    }

    private static long Allocated(Func<object> one)
    {
        const int Times = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            kept = one();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }

    private static string Document(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement[0].GetProperty("id").GetString() ?? "";
    }

    // Takes a step and fetches what it misses, as the engine does: afterwards it misses nothing.
    private static async Task<Decision> AtHand(ConfigurationAtHand hand, Func<Decision> step)
    {
        while (true)
        {
            try
            {
                return step();
            }
            catch (NotAtHandException missing)
            {
                await hand.Fetch(missing, CancellationToken.None);
            }
        }
    }

    private static async Task<ConfigurationAtHand> Plan(int extensions)
    {
        var store = new MemoryConfigurations();
        var configurations = new AccountConfigurations(store);
        await SampleAccount.Save(new AccountSaving(store, new MemoryNumbers(), new MemoryAudio(), configurations, TimeProvider.System), extensions);
        return configurations.Of(SampleAccount.Id);
    }
}
