namespace Pbx.Simulator.Network.Phones;

/// <summary>What an address names; the kinds of a communication identifier in Azure.</summary>
public enum AddressKind
{
    PhoneNumber,
    CommunicationUser,
    TeamsUser,
    TeamsApp,
    TeamsExtensionUser,
    Unknown,
}
