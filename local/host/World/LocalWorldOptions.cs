namespace Pbx.Local.Host.World;

/// <summary>How a local world is set up. Port 0 takes a free one.</summary>
public sealed record LocalWorldOptions
{
    /// <summary>Whether the clock stands until it is advanced.</summary>
    public bool Manual { get; init; }

    /// <summary>Where a manual clock stands at first; the machine's time, in whole seconds, unless set.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The port of the functions and the portal; further functions processes have the ports after it.</summary>
    public int Port { get; init; }

    /// <summary>The port of simulator, identity provider, broker and clock.</summary>
    public int SimulatorPort { get; init; }

    /// <summary>The port of Azurite's blobs; its tables have the second port after it, as Azurite's own defaults do.</summary>
    public int AzuritePort { get; init; }

    /// <summary>Whether tables and blobs are forgotten at the end.</summary>
    public bool InMemoryAzurite { get; init; }

    /// <summary>Where everything is kept, made if missing; null: a folder of its own that is deleted at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>How many functions processes run side by side.</summary>
    public int FunctionsProcesses { get; init; } = 1;

    /// <summary>The program to run as functions process; the product's functions, as built beside this program, unless set.</summary>
    public string? FunctionsProgram { get; init; }

    /// <summary>Whether the sample account is loaded when it is not there.</summary>
    public bool Sample { get; init; }

    /// <summary>Where events of the network are delivered, below the address of the first functions process.</summary>
    public string EventGridPath { get; init; } = "/api/incoming-calls";

    /// <summary>Where files of recordings are told, below the same address; null: nowhere.</summary>
    public string? RecordingFilesPath { get; init; } = "/api/recording-files";

    /// <summary>App settings for the functions, over those that the world makes; <c>__</c> separates sections.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Is told what a person at the terminal wants to know, and every line that a functions process writes.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>How long a functions process may take to answer GET /api/health.</summary>
    public TimeSpan HealthyWithin { get; init; } = TimeSpan.FromSeconds(90);
}
