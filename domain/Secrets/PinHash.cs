using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pbx.Domain.Secrets;

/// <summary>
/// The salted hashes of PINs (VMR-023): PBKDF2 with SHA-256, a salt of 128 bits and 10,000 rounds, a few milliseconds. More rounds would slow a save and protect little: there are ten thousand
/// PINs, so whoever has the table tries them all; what keeps a guesser on the telephone out is the lock after failed tries (VMR-024).
/// </summary>
public static class PinHash
{
    /// <summary>How many random bytes a hash is made with.</summary>
    public const int SaltBytes = 16;

    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 10_000;
    private const int HashBytes = 32;

    /// <summary>The hash of a PIN, made with a salt that was drawn for it alone.</summary>
    public static Pin.Hashed Of(Pin.Digits pin, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(pin);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(pin.Value), salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
        return new Pin.Hashed(string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}"));
    }

    /// <summary>Whether digits are the PIN. How long it takes does not tell how much of them was right.</summary>
    /// <exception cref="FormatException">What is stored is no hash of ours.</exception>
    public static bool Verify(Pin.Hashed stored, string digits)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(digits);
        if (stored.Hash.Split('$') is not [Scheme, var rounds, var salt, var hash])
        {
            throw new FormatException("This is no hash of a PIN.");
        }

        var expected = Convert.FromBase64String(hash);
        var made = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(digits), Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, expected.Length);
        return CryptographicOperations.FixedTimeEquals(made, expected);
    }
}
