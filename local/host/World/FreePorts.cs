using System.Net;
using System.Net.Sockets;

namespace Pbx.Local.Host.World;

/// <summary>Ports of this machine.</summary>
internal static class FreePorts
{
    // Below those that systems give to outgoing connections (from 32768 on with Linux): one of these could take a port that was found free before its program listens on it.
    private const int Lowest = 15_000;
    private const int Highest = 32_000;

    /// <summary>Free ports in a row, by chance, so that worlds that start at the same time hardly ever want the same.</summary>
    public static int InARow(int count)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var port = Random.Shared.Next(Lowest, Highest - count);
            if (Enumerable.Range(port, count).All(IsFree))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"There are no {count} free ports in a row.");
    }

    /// <summary>Throws when ports are taken.</summary>
    /// <exception cref="InvalidOperationException">The message names each with what it is for.</exception>
    public static void Check(IEnumerable<(int Port, string What)> wanted)
    {
        var all = wanted.ToList();
        var twice = all.GroupBy(w => w.Port).Where(same => same.Count() > 1).Select(same => $"Port {same.Key} is wanted for {string.Join(" and ", same.Select(w => w.What))}.");
        var taken = all.Where(w => !IsFree(w.Port)).Select(w => $"Port {w.Port} ({w.What}) is taken by another program.");
        string[] problems = [.. twice, .. taken];
        if (problems.Length > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }
    }

    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return true; // This machine has no such address: nobody can listen there.
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
