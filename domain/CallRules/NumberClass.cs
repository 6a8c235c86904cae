using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.CallRules;

/// <summary>How some numbers begin, under a name that conditions of rules use (EXT-405), such as all premium-rate numbers.</summary>
/// <param name="Name">1 to 64 characters, each once.</param>
/// <param name="Prefixes">In international form, such as +31900; each once. A number can belong to several classes (RCH-358).</param>
[DisplayName("Number class")]
public sealed record NumberClass(
    [property: Key, Description("What it is called: 1 to 64 characters, each once."), Length(1, 64)] string Name,
    [property: Description("How its numbers begin, such as +31900; national forms are understood."), Length(1, NumberClass.MostPrefixes)] ValueList<string> Prefixes)
{
    /// <summary>The most classes of an account.</summary>
    public const int MostClasses = 50;

    /// <summary>The most prefixes of one class.</summary>
    public const int MostPrefixes = 1000;

    /// <summary>What is asked of a prefix, for people.</summary>
    public const string Expected = "How numbers begin is expected here, in international or national form, such as +31900 or 0900.";

    /// <summary>Whether a number belongs to it.</summary>
    public bool Has(PhoneNumber number)
    {
        foreach (var prefix in Prefixes.AsSpan())
        {
            if (number.Value.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal NumberClass AsStored(NationalPlan plan) => Prefixes.Any(prefix => (plan.ReadBeginning(prefix) ?? prefix) != prefix) ? this with { Prefixes = Prefixes.Change(prefix => plan.ReadBeginning(prefix) ?? prefix) } : this;
}
