using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Names;

namespace Pbx.Domain.Calls;

/// <summary>The newest version of an account as extensions look things up in it; it is read at the first question only.</summary>
public sealed class AccountDirectory(IConfiguration config) : IDirectory
{
    /// <inheritdoc/>
    public AccountSettings Account => config.Latest.Account;

    /// <inheritdoc/>
    public Extension? Find(ExtensionNumber number) => config.Latest.Find(number)?.Extension;

    /// <inheritdoc/>
    public IEnumerable<ListedName> Names(string keys) => config.Latest.Names(keys);

    /// <inheritdoc/>
    public IReadOnlyList<Extension> FindAll(IReadOnlyCollection<ExtensionNumber> numbers) => config.Latest.FindAll(numbers);
}
