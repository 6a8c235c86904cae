using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// The settings of host.json beside the app, as configuration; app settings named <c>AzureFunctionsJobHost__…</c> override
/// them (the real host does the same). A missing file means all defaults.
/// </summary>
internal sealed class HostJson(IConfiguration content)
{
    /// <summary>Reads the file in a folder.</summary>
    public static HostJson In(string folder, IConfiguration appSettings)
    {
        var path = Path.Combine(folder, "host.json");
        var content = new ConfigurationBuilder();
        if (File.Exists(path))
        {
            content.AddJsonStream(new MemoryStream(File.ReadAllBytes(path)));
        }

        // Not chained: a chain takes an empty value, such as that of no route prefix, for none.
        var overrides = appSettings.GetSection("AzureFunctionsJobHost").AsEnumerable(makePathsRelative: true);
        return new(content.AddInMemoryCollection(overrides.Where(o => o.Value is not null)).Build());
    }

    /// <summary>Log levels, as the logging configuration takes them.</summary>
    public IConfiguration Logging => content.GetSection("logging");

    /// <summary>The settings of one extension; empty when there are none.</summary>
    public IConfiguration Extension(string name) => content.GetSection("extensions").GetSection(name);
}
