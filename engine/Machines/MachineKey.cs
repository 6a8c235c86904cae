using Pbx.Domain.Accounts;

namespace Pbx.Engine.Machines;

/// <summary>Which machine: its account, its kind, and its id within them. One machine is one partition (ARCHITECTURE 4).</summary>
public readonly record struct MachineKey(AccountId Account, string Kind, string Id)
{
    /// <summary>The partition that holds it; an account's data is reachable only through its own.</summary>
    public string Partition => $"{Account}|{Kind}-{Id}";

    /// <inheritdoc/>
    public override string ToString() => Partition;
}
