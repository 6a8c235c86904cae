using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Names;

namespace Pbx.Domain.Calls;

/// <summary>The newest version of an account as extensions look things up in it; it is read at the first question only.</summary>
/// <param name="at">Extensions that are planned or over then are not there (EXT-041, EXT-044); nothing: they are.</param>
public sealed class AccountDirectory(IConfiguration config, DateTimeOffset? at = null) : IDirectory
{
    /// <inheritdoc/>
    public AccountSettings Account => config.Latest.Account;

    /// <inheritdoc/>
    public Extension? Find(ExtensionNumber number) => config.Latest.Find(number)?.Extension is { } found && IsThere(found) ? found : null;

    /// <inheritdoc/>
    public IEnumerable<ListedName> Names(string keys) => config.Latest.Names(keys);

    /// <inheritdoc/>
    public IReadOnlyList<Extension> FindAll(IReadOnlyCollection<ExtensionNumber> numbers) => config.Latest.FindAll(numbers) is var all && all.All(IsThere) ? all : [.. all.Where(IsThere)];

    /// <inheritdoc/>
    public IEnumerable<Extension> OfType(string type) => config.Latest.OfType(type).Where(IsThere);

    private bool IsThere(Extension extension) => at is not { } then || extension.IsInService(Account.TimeZone, then);
}
