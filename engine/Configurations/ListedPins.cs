using System.Security.Cryptography;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Secrets;

namespace Pbx.Engine.Configurations;

/// <summary>Settles lists of PINs before a document is stored: new digits are hashed with the salt that the extension has or gets, and what is kept is taken from the extension with the same number and type.</summary>
public static class ListedPins
{
    /// <summary>Whether an extension's PINs depend on what is stored.</summary>
    public static bool Needs(Extension extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return extension.Config is IHasListedPins own && own.Pins.Any(pin => pin is ListedPin.Digits or ListedPin.Kept);
    }

    /// <summary>The extension as it is stored, and what is wrong with its PINs; the pointers begin at the extension.</summary>
    public static (Extension Extension, IReadOnlyList<Problem> Problems) Settle(Extension extension, Extension? before)
    {
        ArgumentNullException.ThrowIfNull(extension);
        if (extension.Config is not IHasListedPins own)
        {
            return (extension, []);
        }

        var given = own.Pins;
        var stored = (before?.Type == extension.Type ? (before.Config as IHasListedPins)?.Pins : null)?.OfType<ListedPin.Hashed>().DistinctBy(pin => pin.Name).ToDictionary(pin => pin.Name, StringComparer.Ordinal) ?? [];
        var salt = stored.Values.Concat(given.OfType<ListedPin.Hashed>()).FirstOrDefault() is { } known ? ListedPinHash.SaltOf(known) : RandomNumberGenerator.GetBytes(ListedPinHash.SaltBytes);
        var settled = new ListedPin?[given.Count];
        Parallel.For(0, settled.Length, i => settled[i] = given[i] switch
        {
            ListedPin.Digits digits => ListedPinHash.Of(digits.Value, salt),
            ListedPin.Kept kept => stored.GetValueOrDefault(kept.Shown),
            var pin => pin,
        });
        return (extension with { Config = own.WithPins(settled) }, [.. Check(given, settled)]);
    }

    private static IEnumerable<Problem> Check(IReadOnlyList<ListedPin?> given, ListedPin?[] settled)
    {
        var seen = new HashSet<ListedPin>();
        for (var i = 0; i < settled.Length; i++)
        {
            if (given[i] is ListedPin.Kept && settled[i] is null)
            {
                yield return new Problem($"/config/entries/{i}/pin", $"There is no such PIN to keep. {ListedPin.Rule}");
            }
            else if (settled[i] is { } pin && !seen.Add(pin))
            {
                yield return new Problem($"/config/entries/{i}/pin", "This PIN is in the list already.");
            }
        }
    }
}
