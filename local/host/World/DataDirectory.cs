namespace Pbx.Local.Host.World;

/// <summary>The folder that everything is kept in, held by one world at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream held;
    private readonly bool temporary;

    private DataDirectory(string path, FileStream held, bool temporary) => (Path, this.held, this.temporary) = (path, held, temporary);

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Takes a folder, or makes one that is deleted at the end.</summary>
    /// <exception cref="InvalidOperationException">Another world has it.</exception>
    public static DataDirectory Take(string? path)
    {
        var folder = path is null ? Directory.CreateTempSubdirectory("pbx-") : Directory.CreateDirectory(path);
        try
        {
            // The system frees the lock when the process ends, in whatever way.
            var file = new FileStream(System.IO.Path.Combine(folder.FullName, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataDirectory(folder.FullName, file, temporary: path is null);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new InvalidOperationException($"Another copy runs on the data in {folder.FullName}. Stop it, or choose another folder with --data.", e);
        }
    }

    /// <summary>A folder inside.</summary>
    public string Folder(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        held.Dispose();
        if (temporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
