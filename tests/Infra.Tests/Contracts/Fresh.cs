using System.Globalization;
using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Machines;

namespace Pbx.Infra.Tests.Contracts;

/// <summary>Names that no other test uses, since all tests of an adapter share one store.</summary>
internal static class Fresh
{
    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static int count = Random.Shared.Next(1_000_000) * 1000;

    public static AccountId Account() => AccountId.Parse($"a{Run}-{Next()}");

    public static MachineKey Call(AccountId account, string week = "202647") => new(account, "call", $"{week}-7e1b5c0d3a2-{Next():x16}");

    public static PhoneNumber Number() => PhoneNumber.Parse($"+31{Next():D10}");

    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    private static int Next() => Interlocked.Increment(ref count);
}
