using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Notifications;

/// <summary>One e-mail address, as people write it in a form: <c>name@example.com</c>, without a name before it and at most 254 characters long.</summary>
[JsonConverter(typeof(TextJson<EmailAddress>))]
public readonly partial record struct EmailAddress : IWrittenAsText<EmailAddress>
{
    private const int Longest = 254;

    private EmailAddress(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "An e-mail address is expected here, such as anna@example.com.";

    /// <inheritdoc/>
    public static string? Pattern => @"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$";

    /// <inheritdoc/>
    public static string? Example => "anna@example.com";

    /// <summary>The address as written.</summary>
    public string Value => field ?? "";

    /// <summary>Reads an address; false when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress value)
    {
        value = default;
        if (text is null || text.Length > Longest || !Written().IsMatch(text))
        {
            return false;
        }

        value = new EmailAddress(text);
        return true;
    }

    /// <summary>Reads an address that is known to be one.</summary>
    /// <exception cref="FormatException">It is not an e-mail address.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"“{text}” is not an e-mail address.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
