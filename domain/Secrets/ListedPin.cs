using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Secrets;

/// <summary>
/// One of many PINs in a list (EXT-216). In a document that people write it is 4 to 10 digits, or what is shown of a stored one, which keeps it. What is shown is a name that says nothing of the
/// digits: they are hashed with a salt that no document shows (EXT-224). No text of it ever shows digits.
/// </summary>
[JsonConverter(typeof(StoredListedPinJson))]
public abstract record ListedPin
{
    private ListedPin()
    {
    }

    /// <summary>What is asked of a PIN, for people.</summary>
    public const string Rule = "A PIN has 4 to 10 digits; what is shown of a PIN that is stored, such as set-0aB1cD2eF3, keeps it.";

    /// <summary>The most digits.</summary>
    public const int MostDigits = 10;

    /// <summary>How it is shown; the same text keeps a stored one.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>A new PIN as somebody wrote it; it is replaced by its hash before anything is stored.</summary>
    /// <param name="Place">Of its entry in the list, so that two new ones are told apart without their digits.</param>
    public sealed record Digits(string Value, int Place = 0) : ListedPin
    {
        /// <inheritdoc/>
        public override string Name => string.Create(CultureInfo.InvariantCulture, $"new-{Place}");
    }

    /// <summary>A PIN that is stored stays.</summary>
    public sealed record Kept(string Shown) : ListedPin
    {
        /// <inheritdoc/>
        public override string Name => Shown;
    }

    /// <summary>A PIN as it is stored; see <see cref="ListedPinHash"/>.</summary>
    public sealed record Hashed(string Hash) : ListedPin
    {
        /// <inheritdoc/>
        public override string Name => ListedPinHash.Shown(this);
    }
}

/// <summary>
/// The salted hashes of listed PINs: PBKDF2 with SHA-256 and 1,000 rounds, one salt for all PINs of an extension. So a PIN that a caller keys is hashed once and compared with up to 10,000, and a
/// list of that length is saved within seconds. What keeps a guesser on the telephone out is the lock after failed tries (EXT-220).
/// Written as scheme, number of digits, salt of 9 bytes and hash of 12 bytes, with dots between.
/// </summary>
public static class ListedPinHash
{
    /// <summary>How many random bytes the salt of an extension has.</summary>
    public const int SaltBytes = 9;

    private const string Scheme = "1";
    private const int Rounds = 1_000;
    private const int HashBytes = 12;
    private const int SaltLetters = 12;
    private const int HashLetters = 16;
    private const int ShownLetters = 10;
    private const string Set = "set-";

    /// <summary>The hash of a PIN.</summary>
    public static ListedPin.Hashed Of(string digits, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(digits);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(digits), salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
        return new ListedPin.Hashed(string.Create(CultureInfo.InvariantCulture, $"{Scheme}.{digits.Length}.{Base64Url.EncodeToString(salt)}.{Base64Url.EncodeToString(hash)}"));
    }

    /// <summary>The PIN of a list that digits are, or nothing. How long it takes does not tell how much of them was right.</summary>
    public static ListedPin.Hashed? Find(IEnumerable<ListedPin.Hashed> pins, string digits)
    {
        ArgumentNullException.ThrowIfNull(pins);
        ListedPin.Hashed? found = null;
        var bySalt = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var pin in pins)
        {
            var salt = pin.Hash[^(SaltLetters + 1 + HashLetters)..^(HashLetters + 1)];
            if (!bySalt.TryGetValue(salt, out var made))
            {
                bySalt[salt] = made = Encoding.UTF8.GetBytes(Of(digits, Base64Url.DecodeFromChars(salt)).Hash);
            }

            found = CryptographicOperations.FixedTimeEquals(made, Encoding.UTF8.GetBytes(pin.Hash)) ? pin : found;
        }

        return found;
    }

    /// <summary>The salt of a PIN.</summary>
    public static byte[] SaltOf(ListedPin.Hashed pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return Base64Url.DecodeFromChars(pin.Hash.AsSpan()[^(SaltLetters + 1 + HashLetters)..^(HashLetters + 1)]);
    }

    /// <summary>How many digits a PIN has.</summary>
    public static int LengthOf(ListedPin.Hashed pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return int.Parse(pin.Hash.Split('.')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>How a PIN is shown: part of its hash, of which nobody without the salt learns anything.</summary>
    public static string Shown(ListedPin.Hashed pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return $"{Set}{pin.Hash.AsSpan(pin.Hash.Length - HashLetters, ShownLetters)}";
    }
}

/// <summary>A configuration with a list of PINs, those of its member <c>entries</c>. That new ones are hashed before they are stored and that stored ones are kept and never shown is seen to for every type whose configuration is one.</summary>
public interface IHasListedPins
{
    /// <summary>The PINs, one for each entry; nothing for an entry without one.</summary>
    IReadOnlyList<ListedPin?> Pins { get; }

    /// <summary>The same configuration with other PINs in the same places.</summary>
    object WithPins(IReadOnlyList<ListedPin?> pins);
}

/// <summary>A listed PIN in a document that people read and write.</summary>
public sealed class ListedPinJson : JsonConverter<ListedPin>, IWrittenForm
{
    /// <inheritdoc/>
    public string? Pattern => "^([0-9]{4,10}|set-[A-Za-z0-9_-]{10})$";

    /// <inheritdoc/>
    public string Expected => ListedPin.Rule;

    /// <inheritdoc/>
    public string? Example => "set-0aB1cD2eF3";

    /// <inheritdoc/>
    public override ListedPin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            { Length: 14 } shown when shown.StartsWith("set-", StringComparison.Ordinal) => new ListedPin.Kept(shown),
            { Length: >= 4 and <= ListedPin.MostDigits } digits when !digits.AsSpan().ContainsAnyExceptInRange('0', '9') => new ListedPin.Digits(digits),
            _ => throw new JsonException(ListedPin.Rule),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ListedPin value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Name);
    }
}

/// <summary>A listed PIN in what we store: its hash, and nothing else can be written.</summary>
public sealed class StoredListedPinJson : JsonConverter<ListedPin>
{
    /// <inheritdoc/>
    public override ListedPin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new ListedPin.Hashed(reader.GetString() ?? throw new JsonException("The hash of a PIN is expected here."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ListedPin value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value is ListedPin.Hashed hashed ? hashed.Hash : throw new InvalidOperationException("Only the hash of a PIN is ever stored."));
    }
}
