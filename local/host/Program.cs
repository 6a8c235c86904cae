using Pbx.Local.Host;
using Pbx.Local.Host.Broker;

switch (args)
{
    case ["up", .. var rest]:
        return await Up.Run(rest);
    case ["broker", ..]:
        return await BrokerProcess.Run(args);
    case ["simulator", .. var rest]:
        return await SimulatorProcess.Run(rest);
    default:
        await Console.Error.WriteLineAsync($"Usage: {UpArguments.Usage}{Environment.NewLine}       {SimulatorProcess.Usage}");
        return 2;
}
