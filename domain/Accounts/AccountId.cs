using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Accounts;

/// <summary>The name of one customer's PBX: 2 to 32 lower-case letters, digits and hyphens, beginning with a letter.</summary>
[JsonConverter(typeof(TextJson<AccountId>))]
public readonly record struct AccountId : IWrittenAsText<AccountId>
{
    private AccountId(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "The name of an account is expected here: 2 to 32 lower-case letters, digits and hyphens.";

    /// <summary>The name as written.</summary>
    public string Value => field ?? "";

    /// <summary>Reads a name; false when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId account)
    {
        account = default;
        if (text is not { Length: >= 2 and <= 32 } || text[0] is < 'a' or > 'z' || text[^1] == '-')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            {
                return false;
            }
        }

        account = new AccountId(text);
        return true;
    }

    /// <summary>Reads a name that is known to be one.</summary>
    /// <exception cref="FormatException">It is not an account's name.</exception>
    public static AccountId Parse(string text) =>
        TryParse(text, out var account) ? account : throw new FormatException($"“{text}” is not the name of an account.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
