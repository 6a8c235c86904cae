using System.Text.Json.Nodes;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Accounts;

/// <summary>
/// An older state of an account brought back as a document that can be saved like any other. PINs stay as they are now; an extension that comes back has the one that it had.
/// </summary>
public abstract record Undoing
{
    private Undoing()
    {
    }

    /// <summary>Takes back what one version changed, and keeps what was changed later.</summary>
    /// <param name="before">The account before that version.</param>
    /// <param name="after">The account as that version made it.</param>
    /// <param name="now">The account as it is now.</param>
    public static Undoing TakeBack(AccountDocument before, AccountDocument after, AccountDocument now)
    {
        var (merged, conflicts) = Merge.Of(AccountSchema.Shape, AccountText.Tree(after), AccountText.Tree(now), AccountText.Tree(before));
        return conflicts.Count > 0 ? new Hindered(conflicts) : Read(merged, before, now);
    }

    /// <summary>The account as it was, all of it.</summary>
    public static Undoing Restore(AccountDocument then, AccountDocument now) => Read(AccountText.Tree(then), then, now);

    private static Undoing Read(JsonNode tree, AccountDocument then, AccountDocument now)
    {
        var reading = AccountReading.Read(CanonicalJson.Write(tree)) as AccountReading.Parsed ?? throw new InvalidOperationException("What was written as JSON is none.");
        var (old, current) = (ByNumber(then), ByNumber(now));
        var extensions = reading.Document.Extensions.Change(extension => WithPin(extension, current.GetValueOrDefault(extension.Number), old.GetValueOrDefault(extension.Number)));
        var document = reading.Document with { Extensions = extensions };
        return JsonNode.DeepEquals(AccountText.Tree(document), AccountText.Tree(now)) ? new Nothing() : new Possible(reading with { Document = document });
    }

    private static Extension WithPin(Extension extension, Extension? now, Extension? then) =>
        extension.Config is IHasListedPins lists ? extension with { Config = WithPins(lists, now, then) }
        : (now?.Type == extension.Type ? now : then?.Type == extension.Type ? then : null)?.Config is { } kept
            ? extension with { Config = PinPlace.In(extension.Config).Aggregate(extension.Config, (config, place) => place.With(config, place.Of(kept))) }
            : extension;

    private static object WithPins(IHasListedPins own, Extension? now, Extension? then)
    {
        var known = PinsOf(now).Concat(PinsOf(then)).DistinctBy(pin => pin.Name).ToDictionary(pin => pin.Name, StringComparer.Ordinal);
        return own.WithPins([.. own.Pins.Select(pin => pin is ListedPin.Kept kept && known.TryGetValue(kept.Shown, out var stored) ? stored : pin)]);
    }

    private static IEnumerable<ListedPin.Hashed> PinsOf(Extension? extension) => (extension?.Config as IHasListedPins)?.Pins.OfType<ListedPin.Hashed>() ?? [];

    private static Dictionary<ExtensionNumber, Extension> ByNumber(AccountDocument document) => document.Extensions.DistinctBy(extension => extension.Number).ToDictionary(extension => extension.Number);

    /// <summary>The document to save, held against today's rules.</summary>
    public sealed record Possible(AccountReading.Parsed Reading) : Undoing;

    /// <summary>Later changes stand in the way; each pointer leads into the account as it is now.</summary>
    public sealed record Hindered(IReadOnlyList<Problem> Conflicts) : Undoing;

    /// <summary>The account is so already.</summary>
    public sealed record Nothing : Undoing;
}
