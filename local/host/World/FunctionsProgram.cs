using Pbx.Local.Host.Azurite;

namespace Pbx.Local.Host.World;

/// <summary>The product's functions, as built in the repository that this program was built in.</summary>
internal static class FunctionsProgram
{
    /// <summary>The program, in the configuration of this one when both are there.</summary>
    /// <exception cref="InvalidOperationException">It was not built.</exception>
    public static string Find()
    {
        var own = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        string[] configurations = [own, own == "Release" ? "Debug" : "Release"];
        return configurations
            .Select(configuration => Path.Combine(RepositoryRoot.Path, "functions", "bin", configuration, "net10.0", "Pbx.Functions.dll"))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The functions are not built: run ./pbx up, or build functions/Pbx.Functions.csproj.");
    }
}
