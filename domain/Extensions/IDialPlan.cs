using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Extensions;

/// <summary>What an account consists of, for checking one part against the rest.</summary>
public interface IDialPlan
{
    /// <summary>What holds for the whole account.</summary>
    AccountSettings Account { get; }

    /// <summary>The type of an extension, or nothing when there is none with this number.</summary>
    string? TypeOf(ExtensionNumber number);

    /// <summary>Whether a public number belongs to the account.</summary>
    bool Owns(PhoneNumber number);

    /// <summary>Whether the account has a prompt of its own with this name.</summary>
    bool HasPrompt(string name);
}
