using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Names;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Users;

namespace Pbx.Domain.Calls;

/// <summary>
/// A whole document as a step's configuration, so that calls are tried on a draft exactly as they are taken on a stored version. Everything is at hand, and the section of an extension is named by
/// its number. Of what a faulty draft lists twice the first counts.
/// </summary>
public sealed class DocumentConfiguration : IConfiguration, IAccountVersion
{
    private readonly Dictionary<ExtensionNumber, int> places;
    private readonly Dictionary<PhoneNumber, List<PlacedLink>> links = [];
    private readonly Dictionary<string, OwnPrompt> prompts = new(StringComparer.Ordinal);
    private readonly HashSet<PhoneNumber> numbers;
    private readonly Lazy<IReadOnlyList<ListedName>> names;
    private readonly Dictionary<PhoneAddress, ExtensionNumber> phones = [];
    private readonly Dictionary<int, Scheme> schemes = [];

    /// <summary>Makes a document easy to look up; it takes time with its size, so it is done once for many calls.</summary>
    public DocumentConfiguration(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        places = new Dictionary<ExtensionNumber, int>(document.Extensions.Count);
        for (var i = 0; i < document.Extensions.Count; i++)
        {
            places.TryAdd(document.Extensions[i].Number, i);
        }

        foreach (var (_, phone, user) in Devices.Of(document.Extensions))
        {
            phones.TryAdd(phone, user);
        }

        foreach (var scheme in document.Schemes.AsSpan())
        {
            schemes.TryAdd(scheme.Number, scheme);
        }

        foreach (var placed in PlacedLink.In(document.Schemes))
        {
            (links.TryGetValue(placed.Link.Number, out var known) ? known : links[placed.Link.Number] = []).Add(placed);
        }

        foreach (var prompt in document.Prompts.AsSpan())
        {
            prompts.TryAdd(prompt.Name, prompt);
        }

        numbers = [.. document.Account.Numbers];
        names = new(() => ListedName.In(document.Extensions));
    }

    /// <summary>The document.</summary>
    public AccountDocument Document { get; }

    /// <inheritdoc/>
    public IAccountVersion Latest => this;

    /// <inheritdoc/>
    public AccountSettings Account => Document.Account;

    /// <inheritdoc/>
    public Scheme? Scheme(int number) => schemes.GetValueOrDefault(number);

    /// <summary>The place of an extension in the document's list, or nothing.</summary>
    public int? PlaceOf(ExtensionNumber number) => places.TryGetValue(number, out var place) ? place : null;

    /// <summary>Whether a public number belongs to the account.</summary>
    public bool Owns(PhoneNumber number) => numbers.Contains(number);

    /// <inheritdoc/>
    public IReadOnlyList<PlacedLink> LinksOf(PhoneNumber number) => links.TryGetValue(number, out var found) ? found : [];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The section is none of this document.</exception>
    public Extension Extension(string section) => ExtensionNumber.TryParse(section, out var number) && PlaceOf(number) is { } place
        ? Document.Extensions[place]
        : throw new InvalidOperationException($"The document has no extension {section}.");

    /// <inheritdoc/>
    public IEnumerable<ListedName> Names(string keys) => names.Value.Where(name => name.Keys.StartsWith(keys, StringComparison.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<Extension> OfType(string type) => places.Values.Select(place => Document.Extensions[place]).Where(extension => extension.Type.Key == type).OrderBy(extension => extension.Number.Value, StringComparer.Ordinal);

    /// <inheritdoc/>
    public ExtensionNumber? UserAt(PhoneAddress phone) => phones.TryGetValue(phone, out var user) ? user : null;

    /// <inheritdoc/>
    public OwnPrompt? Prompt(string name) => prompts.GetValueOrDefault(name);

    /// <inheritdoc/>
    public (Extension Extension, string Section)? Find(ExtensionNumber number) => PlaceOf(number) is { } place ? (Document.Extensions[place], number.Value) : null;

    /// <inheritdoc/>
    public IReadOnlyList<Extension> FindAll(IReadOnlyCollection<ExtensionNumber> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return [.. numbers.Select(number => Find(number)?.Extension).OfType<Extension>()];
    }
}
