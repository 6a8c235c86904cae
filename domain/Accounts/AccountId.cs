using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pbx.Domain.Accounts;

/// <summary>The name of one customer's PBX: 2 to 32 lower-case letters, digits and hyphens, beginning with a letter.</summary>
[JsonConverter(typeof(AccountIdJson))]
public readonly record struct AccountId
{
    private AccountId(string value) => Value = value;

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

/// <summary>Writes an account's name as text.</summary>
public sealed class AccountIdJson : JsonConverter<AccountId>
{
    /// <inheritdoc/>
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && AccountId.TryParse(reader.GetString(), out var account)
            ? account
            : throw new JsonException("The name of an account is expected here: 2 to 32 lower-case letters, digits and hyphens.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
