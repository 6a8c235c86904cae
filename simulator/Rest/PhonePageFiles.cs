using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace Pbx.Simulator.Rest;

/// <summary>Serves the phone page: from a folder when one is named, else the files that are built in.</summary>
internal static class PhonePageFiles
{
    private const string Prefix = "PhonePage/";
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void Map(IEndpointRouteBuilder app, SimulatorOptions options)
    {
        app.MapGet("/", () => Serve(options, "index.html"));
        app.MapGet("/{**path}", (string path) => Serve(options, path));
    }

    private static IResult Serve(SimulatorOptions options, string path)
    {
        if (Open(options, path) is not { } file)
        {
            return Results.Text(
                path is "index.html" ? "A phone network for the desk. Its control API is under /sim/, Call Automation under /calling/.\n" : $"There is no /{path} here.\n",
                "text/plain",
                statusCode: path is "index.html" ? 200 : 404);
        }

        return Results.Stream(file, Types.TryGetContentType(path, out var type) ? type : "application/octet-stream");
    }

    private static Stream? Open(SimulatorOptions options, string path)
    {
        if (options.PhonePageFolder is { } folder)
        {
            var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
            var full = Path.GetFullPath(Path.Combine(root, path));
            return full.StartsWith(root, StringComparison.Ordinal) && File.Exists(full) ? File.OpenRead(full) : null;
        }

        return typeof(PhonePageFiles).Assembly.GetManifestResourceStream(Prefix + path);
    }
}
