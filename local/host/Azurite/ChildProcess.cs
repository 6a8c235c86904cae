using System.ComponentModel;
using System.Diagnostics;

namespace Pbx.Local.Host.Azurite;

/// <summary>Starts programs that this one needs.</summary>
internal static class ChildProcess
{
    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    public static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException($"Could not start {program}: is it installed and on the path?", fault);
        }
    }
}
