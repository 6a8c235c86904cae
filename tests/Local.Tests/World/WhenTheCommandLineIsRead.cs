using Pbx.Local.Host;
using Pbx.Local.Host.World;

namespace Pbx.Local.Tests.World;

public sealed class WhenTheCommandLineIsRead
{
    [Fact]
    public void Everything_has_a_default()
    {
        var options = UpArguments.Read([]);

        Assert.Equal((7071, 7080, 10000, 1, true, false), (options.Port, options.SimulatorPort, options.AzuritePort, options.FunctionsProcesses, options.Sample, options.Manual));
        Assert.EndsWith(".data", options.DataDirectory, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var options = UpArguments.Read(["--port", "1", "--simulator-port", "2", "--azurite-port", "3", "--data", "/tmp/x", "--no-sample", "--clock", "manual", "--functions", "4"]);

        Assert.Equal(
            new LocalWorldOptions { Port = 1, SimulatorPort = 2, AzuritePort = 3, DataDirectory = "/tmp/x", Manual = true, FunctionsProcesses = 4, Settings = options.Settings },
            options);
    }

    [Theory]
    [InlineData("--port takes a number from 1 to 65535.", "--port")]
    [InlineData("--port takes a number from 1 to 65535.", "--port", "0")]
    [InlineData("--azurite-port takes a number from 1 to 65533.", "--azurite-port", "65534")]
    [InlineData("--clock is manual or real.", "--clock", "fast")]
    [InlineData("--data takes a folder.", "--data")]
    [InlineData("--prot is not understood. Usage: up [--port 7071]", "--prot", "1")]
    public void What_makes_no_sense_is_told(string message, params string[] args) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => UpArguments.Read(args)).Message, StringComparison.Ordinal);
}
