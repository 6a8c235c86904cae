using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Pbx.Local.Host.Azurite;

/// <summary>
/// The npm packages of Azurite, installed when they are missing or older than the lock file. Programs that start at the same time
/// wait for the one that installs.
/// </summary>
internal static class AzuritePackages
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <exception cref="InvalidOperationException">npm is not there, or failed; the message says what it said.</exception>
    public static async Task Ensure(string folder, IProgress<string>? progress, CancellationToken cancel)
    {
        if (AreThere(folder))
        {
            return;
        }

        await using var turn = await Turn(folder, cancel);
        if (AreThere(folder))
        {
            return;
        }

        progress?.Report("Installing Azurite (npm ci, once) …");
        await Install(folder, cancel);
    }

    // npm writes this file last.
    private static bool AreThere(string folder)
    {
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    private static async Task<FileStream> Turn(string folder, CancellationToken cancel)
    {
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        var path = Path.Combine(Path.GetTempPath(), $"pbx-azurite-{name}.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LookAgainAfter, cancel); // another program installs
            }
        }
    }

    private static async Task Install(string folder, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var npm = ChildProcess.Start(start, "npm (it comes with Node.js 20 or later)");
        npm.StandardInput.Close();
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancel);
            var errors = npm.StandardError.ReadToEndAsync(cancel);
            await npm.WaitForExitAsync(cancel);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"Azurite could not be installed: npm ci in {folder} failed with exit code {npm.ExitCode}.\n{await errors}\n{await output}".TrimEnd());
            }
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        // A lock file that was checked out while npm ran would look newer than what npm wrote.
        File.SetLastWriteTimeUtc(Path.Combine(folder, "node_modules", ".package-lock.json"), DateTime.UtcNow);
    }
}
