using System.Globalization;
using System.Reflection;

namespace Pbx.Simulation.World;

/// <summary>
/// Where drawing starts. Every commit has seeds of its own, so that a run of it can be repeated and others do not find what it did not; whoever says how much is drawn gets new ones each time.
/// </summary>
internal static class FirstSeed
{
    private const int Digits = 10; // of the commit's name, so that a seed is short enough to be read out

    /// <summary>The first seed of this run.</summary>
    /// <param name="isNew">Whether it is to be another one each time.</param>
    public static ulong Of(bool isNew) => isNew || Commit is not { Length: >= Digits } commit
        ? (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()
        : ulong.Parse(commit.AsSpan(0, Digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // the build puts it behind the version
    private static string? Commit => typeof(FirstSeed).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit] ? commit : null;
}
