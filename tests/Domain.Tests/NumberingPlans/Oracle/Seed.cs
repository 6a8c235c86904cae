using System.Globalization;
using Xunit.Abstractions;

namespace Pbx.Domain.Tests.NumberingPlans.Oracle;

/// <summary>Where drawing starts: <c>PBX_SEED</c>, or another seed each time, which is printed first.</summary>
internal static class Seed
{
    public static ulong First(ITestOutputHelper output)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("PBX_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        output.WriteLine($"PBX_SEED={seed}");
        return seed;
    }
}
