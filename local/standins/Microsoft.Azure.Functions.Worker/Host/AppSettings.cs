using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>Binding expressions in trigger attributes: <c>%Name%</c> stands for the app setting of that name.</summary>
internal static partial class AppSettings
{
    /// <summary>Puts the settings in.</summary>
    /// <exception cref="FormatException">A setting is absent; the message names it.</exception>
    public static string Resolve(this IConfiguration settings, string text) => Setting().Replace(text, found =>
    {
        var name = found.Groups["name"].Value;
        return settings[name.Replace("__", ":", StringComparison.Ordinal)] ?? throw new FormatException($"the app setting '{name}' is missing");
    });

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
