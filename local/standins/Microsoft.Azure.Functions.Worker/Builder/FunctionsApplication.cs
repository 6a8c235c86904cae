using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a functions app begins.</summary>
public static class FunctionsApplication
{
    /// <summary>Starts to build the app whose functions are the <c>[Function]</c> methods of the entry assembly.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var assembly = Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("There is no entry assembly to search for functions.");
        return new FunctionsApplicationBuilder(args, assembly.GetTypes);
    }

    /// <summary>An app of given classes only.</summary>
    internal static FunctionsApplicationBuilder CreateBuilder(string[] args, params Type[] classes) => new(args, () => classes);
}
