using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Engine.Configurations;

/// <summary>The schemes of a version, and what holds for its whole account.</summary>
public sealed record StoredSchemes(ConfigurationPointer Pointer, AccountSettings Account, ValueList<Scheme> Schemes)
{
    /// <summary>A scheme by its number, or nothing.</summary>
    public Scheme? Find(int number) => Schemes.FirstOrDefault(scheme => scheme.Number == number);
}
