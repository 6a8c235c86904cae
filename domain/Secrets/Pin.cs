using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Secrets;

/// <summary>
/// A PIN in a configuration. In a document that people write it is four digits, <c>set</c> to keep the one that is stored, or <c>none</c> to have none; left out, the stored one is kept
/// too. What is shown is <c>set</c> alone (ARCHITECTURE 9), and what is stored is a salted hash alone (VMR-023). No text of it ever shows digits.
/// </summary>
[JsonConverter(typeof(StoredPinJson))]
public abstract record Pin
{
    private Pin()
    {
    }

    /// <summary>What is asked of a PIN (VMR-020, VMR-021), for people.</summary>
    public const string Rule =
        "A PIN has exactly 4 digits, which are not all equal and do not rise or fall by one each, as 1111, 1234 and 4321 do; “set” keeps the PIN that there is, “none” removes it.";

    /// <summary>What is wrong with a PIN, with the PIN itself as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(Pin? pin)
    {
        if (pin is Digits { IsWeak: true })
        {
            yield return new Problem("", Rule);
        }
    }

    /// <inheritdoc/>
    public sealed override string ToString() => "PIN";

    /// <summary>A new PIN as somebody wrote it; it is replaced by its hash before anything is stored.</summary>
    /// <param name="Value">What was written; only <see cref="Check"/> says whether it will do.</param>
    public sealed record Digits(string Value) : Pin
    {
        /// <summary>Whether it breaks the rule: not four digits, four equal ones, or a run with step 1 (VMR-020, VMR-021).</summary>
        public bool IsWeak
        {
            get
            {
                if (Value.Length != 4 || Value.AsSpan().ContainsAnyExceptInRange('0', '9'))
                {
                    return true;
                }

                var step = Value[1] - Value[0];
                return step is -1 or 0 or 1 && Value[2] - Value[1] == step && Value[3] - Value[2] == step;
            }
        }
    }

    /// <summary>The PIN that is stored stays.</summary>
    public sealed record Kept : Pin;

    /// <summary>The PIN that is stored is removed.</summary>
    public sealed record Removed : Pin;

    /// <summary>A PIN as it is stored.</summary>
    /// <param name="Hash">Salted; see <see cref="PinHash"/>.</param>
    public sealed record Hashed(string Hash) : Pin;
}
