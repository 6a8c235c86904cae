namespace Pbx.Local.Host.Azurite;

/// <summary>The folder that the program was built in.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(() => Above(AppContext.BaseDirectory));

    /// <summary>The nearest folder above the running program that holds Serverless.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none: the program was copied out of the repository.</exception>
    public static string Path => Found.Value;

    internal static string Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Serverless.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {start} holds Serverless.sln. Run the program where it was built.");
    }
}
