using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>
/// Keeps schedule status in files, and sees to it that of several processes on the same files only one runs a timer function:
/// the one that holds the function's lock, which the operating system frees when the process ends in whatever way. Without a
/// folder nothing is kept, and every process runs its timers.
/// </summary>
internal sealed class TimerStore(string? folder) : IDisposable
{
    private readonly Dictionary<string, FileStream> held = new(StringComparer.Ordinal);

    /// <summary>Whether this process runs the function: true once, true until the process ends.</summary>
    public bool TryHold(string function)
    {
        if (folder is null || held.ContainsKey(function))
        {
            return true;
        }

        Directory.CreateDirectory(folder);
        try
        {
            held.Add(function, new FileStream(PathOf(function, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException)
        {
            return false; // Another process holds it.
        }
    }

    /// <summary>What was kept; null when nothing was, or when it cannot be read any more.</summary>
    public ScheduleStatus? Read(string function)
    {
        if (folder is null || !File.Exists(PathOf(function, "json")))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllBytes(PathOf(function, "json")));
        }
        catch (JsonException)
        {
            return null; // Written before a power cut: the schedule starts anew.
        }
    }

    /// <summary>Keeps a status; it is never seen half-written.</summary>
    public void Write(string function, ScheduleStatus status)
    {
        if (folder is null)
        {
            return;
        }

        var unfinished = PathOf(function, "new");
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(status));
        File.Move(unfinished, PathOf(function, "json"), overwrite: true);
    }

    public void Dispose()
    {
        foreach (var file in held.Values)
        {
            file.Dispose();
        }

        held.Clear();
    }

    private string PathOf(string function, string extension) => Path.Combine(folder ?? "", $"{function}.{extension}");
}
