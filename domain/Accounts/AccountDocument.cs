using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Domain.Accounts;

/// <summary>A whole account as one document: what is loaded, saved and checked in one piece.</summary>
public sealed record AccountDocument(AccountSettings Account, ValueList<Scheme> Schemes, ValueList<Extension> Extensions);
