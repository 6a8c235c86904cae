namespace Azure.Communication.CallAutomation;

/// <summary>A key of a phone as the network names it; an open set, compared without case.</summary>
public readonly struct DtmfTone(string value) : IEquatable<DtmfTone>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The key 0.</summary>
    public static DtmfTone Zero { get; } = new("zero");

    /// <summary>The key 1.</summary>
    public static DtmfTone One { get; } = new("one");

    /// <summary>The key 2.</summary>
    public static DtmfTone Two { get; } = new("two");

    /// <summary>The key 3.</summary>
    public static DtmfTone Three { get; } = new("three");

    /// <summary>The key 4.</summary>
    public static DtmfTone Four { get; } = new("four");

    /// <summary>The key 5.</summary>
    public static DtmfTone Five { get; } = new("five");

    /// <summary>The key 6.</summary>
    public static DtmfTone Six { get; } = new("six");

    /// <summary>The key 7.</summary>
    public static DtmfTone Seven { get; } = new("seven");

    /// <summary>The key 8.</summary>
    public static DtmfTone Eight { get; } = new("eight");

    /// <summary>The key 9.</summary>
    public static DtmfTone Nine { get; } = new("nine");

    /// <summary>The tone A, which few phones can send.</summary>
    public static DtmfTone A { get; } = new("a");

    /// <summary>The tone B, which few phones can send.</summary>
    public static DtmfTone B { get; } = new("b");

    /// <summary>The tone C, which few phones can send.</summary>
    public static DtmfTone C { get; } = new("c");

    /// <summary>The tone D, which few phones can send.</summary>
    public static DtmfTone D { get; } = new("d");

    /// <summary>The key #.</summary>
    public static DtmfTone Pound { get; } = new("pound");

    /// <summary>The key *.</summary>
    public static DtmfTone Asterisk { get; } = new("asterisk");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator DtmfTone(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(DtmfTone left, DtmfTone right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(DtmfTone left, DtmfTone right) => !left.Equals(right);

    /// <summary>The key as a character: a digit, a lower-case letter, # or *; a space for an unknown tone.</summary>
    public char ToChar() => value switch
    {
        "zero" => '0',
        "one" => '1',
        "two" => '2',
        "three" => '3',
        "four" => '4',
        "five" => '5',
        "six" => '6',
        "seven" => '7',
        "eight" => '8',
        "nine" => '9',
        "a" => 'a',
        "b" => 'b',
        "c" => 'c',
        "d" => 'd',
        "pound" => '#',
        "asterisk" => '*',
        _ => ' ',
    };

    /// <inheritdoc/>
    public bool Equals(DtmfTone other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DtmfTone other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
