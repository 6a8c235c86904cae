using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;
using Pbx.Domain.Names;

namespace Pbx.Domain.Extensions;

/// <summary>
/// What an extension can look up of the account while a call is in it: always the newest version (EXT-055). Only what is asked for is read, so a type that asks nothing costs nothing.
/// </summary>
public interface IDirectory
{
    /// <summary>What holds for the whole account, without the list of its numbers.</summary>
    AccountSettings Account { get; }

    /// <summary>An extension, or nothing when there is none with this number.</summary>
    Extension? Find(ExtensionNumber number);

    /// <summary>The listed names whose keys begin so, in the order of their keys (EXT-292); of more than can be told apart there may be fewer.</summary>
    IEnumerable<ListedName> Names(string keys);

    /// <summary>Several at once, in the order asked for, without those that there are not; faster than one by one where they have to be read first.</summary>
    IReadOnlyList<Extension> FindAll(IReadOnlyCollection<ExtensionNumber> numbers);

    /// <summary>All of a type, in the order of their numbers. The whole account is read for it.</summary>
    IEnumerable<Extension> OfType(string type);

    /// <summary>What is known of what a user does now; nothing: nobody knows, and then no condition of a rule on it holds (EXT-401).</summary>
    UserPresence? PresenceOf(ExtensionNumber user) => null;
}
