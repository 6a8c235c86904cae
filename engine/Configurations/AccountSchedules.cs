using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Engine.Configurations;

/// <summary>What decides at one version of an account which plan is in force: the account's zone and its schemes, without the links of their plans.</summary>
public sealed record AccountSchedules(AccountId Id, ConfigurationPointer Pointer, AccountSettings Account, ValueList<Scheme> Schemes);
