using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Names;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Calls;

/// <summary>
/// The account's configuration as a step sees it. What is not at hand is asked for by <see cref="NotAtHandException"/>: the shell fetches it and takes
/// the same step again, which a pure function allows.
/// </summary>
public interface IConfiguration
{
    /// <summary>The newest version that was saved; for calls that enter an extension (EXT-055).</summary>
    IAccountVersion Latest { get; }

    /// <summary>The section of an extension, by its name; for calls that are in it.</summary>
    Extension Extension(string section);
}

/// <summary>One saved version of an account.</summary>
public interface IAccountVersion
{
    /// <summary>What holds for the whole account, without the list of its numbers.</summary>
    AccountSettings Account { get; }

    /// <summary>A scheme by its number, without the links of its plans, or nothing.</summary>
    Scheme? Scheme(int number);

    /// <summary>The links of a public number, in all plans of the scheme that it belongs to; none when it is in no scheme.</summary>
    IReadOnlyList<PlacedLink> LinksOf(PhoneNumber number);

    /// <summary>An extension and the name of its section, or nothing.</summary>
    (Extension Extension, string Section)? Find(ExtensionNumber number);

    /// <summary>Several extensions in the order asked for, without those that there are not. What is not at hand of them is asked for all at once.</summary>
    IReadOnlyList<Extension> FindAll(IReadOnlyCollection<ExtensionNumber> numbers);

    /// <summary>All extensions of a type, in the order of their numbers. The whole account is asked for: nothing for the usual way of a call.</summary>
    IEnumerable<Extension> OfType(string type);

    /// <summary>The listed names whose keys begin so, in the order of their keys; those that are not at hand are asked for one page after the other.</summary>
    IEnumerable<ListedName> Names(string keys);

    /// <summary>The user whose device a phone is, or nothing. A public number is nobody's: whoever shows it may not have it.</summary>
    ExtensionNumber? UserAt(PhoneAddress phone);

    /// <summary>A prompt of the account's own, or nothing.</summary>
    OwnPrompt? Prompt(string name);
}

/// <summary>Something that a step needs and that was not loaded.</summary>
public sealed class NotAtHandException : Exception
{
    /// <summary>Asks for a section by its name.</summary>
    public NotAtHandException(string section)
        : base($"Section {section} is not at hand.") => Section = section;

    /// <summary>Asks for the newest version.</summary>
    public NotAtHandException()
        : base("The newest version is not at hand.")
    {
    }

    /// <summary>Keeps the reason of another exception.</summary>
    public NotAtHandException(string section, Exception inner)
        : base($"Section {section} is not at hand.", inner) => Section = section;

    /// <summary>The section; none: the newest version.</summary>
    public string? Section { get; }
}
