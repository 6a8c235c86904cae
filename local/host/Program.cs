using Pbx.Local.Host;
using Pbx.Local.Host.Broker;

switch (args)
{
    case ["up", .. var rest]:
        return await Up.Run(rest);
    case ["broker", ..]:
        return await BrokerProcess.Run(args);
    default:
        await Console.Error.WriteLineAsync($"Usage: {UpArguments.Usage}");
        return 2;
}
