using System.Globalization;
using System.Net;
using Pbx.Local.Host.Azurite;
using Pbx.Local.Host.World;

namespace Pbx.Local.Host;

/// <summary>The command line of <c>up</c>.</summary>
internal static class UpArguments
{
    public const string Usage =
        "up [--port 7071] [--simulator-port 7080] [--azurite-port 10000] [--data DIR] [--no-sample] [--clock manual|real] [--functions N]";

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It makes no sense; the message says what to do.</exception>
    public static LocalWorldOptions Read(ReadOnlySpan<string> args)
    {
        var options = new LocalWorldOptions
        {
            Port = 7071,
            SimulatorPort = 7080,
            AzuritePort = 10000,
            DataDirectory = Path.Combine(RepositoryRoot.Path, ".data"),
            Sample = true,
        };
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (name == "--no-sample")
            {
                options = options with { Sample = false };
                continue;
            }

            var value = i + 1 < args.Length ? args[++i] : "";
            options = name switch
            {
                "--port" => options with { Port = Number(name, value, IPEndPoint.MaxPort) },
                "--simulator-port" => options with { SimulatorPort = Number(name, value, IPEndPoint.MaxPort) },
                "--azurite-port" => options with { AzuritePort = Number(name, value, IPEndPoint.MaxPort - 2) },
                "--functions" => options with { FunctionsProcesses = Number(name, value, 16) },
                "--data" when value.Length > 0 => options with { DataDirectory = Path.GetFullPath(value) },
                "--clock" when value is "manual" or "real" => options with { Manual = value == "manual" },
                "--data" => throw new FormatException("--data takes a folder."),
                "--clock" => throw new FormatException("--clock is manual or real."),
                _ => throw new FormatException($"{name} is not understood. Usage: {Usage}"),
            };
        }

        return options;
    }

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{name} takes a number from 1 to {most.ToString(CultureInfo.InvariantCulture)}.");
}
