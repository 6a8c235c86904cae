using Pbx.Domain.Machines;

namespace Pbx.Domain.UserGroups;

/// <summary>The configuration of a type that rings the users of groups (EXT-145); whom that is, the account tells.</summary>
public interface IRingsUserGroups
{
    /// <summary>The names of the groups.</summary>
    ValueList<string> UserGroups { get; }
}
