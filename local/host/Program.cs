using Pbx.Local.Host.Broker;

return args is ["broker", ..] ? await BrokerProcess.Run(args) : 0;
