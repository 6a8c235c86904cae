using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Secrets;

/// <summary>
/// Judges the PINs that callers enter, before anything is stepped or stored: what goes on into the machine is the verdict alone (ARCHITECTURE 4, Ends). An extension that does not exist, or has no
/// PIN, takes as long and counts as one with a wrong PIN, so that nobody learns which there are (EXT-192).
/// </summary>
public sealed class PinDesk(IMachineStore store, AccountConfigurations configurations, TimeProvider time)
{
    private const string Kind = "pin";
    private const string DraftKind = "newpin";
    private const string GoBack = "*";
    private const int CallerBytes = 16;
    private static readonly Pin.Hashed Nobody = PinHash.Of(new Pin.Digits("0000"), new byte[PinHash.SaltBytes]);

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, PinDeskJson.Default),
    };

    private readonly StoredValue<PinDraft> drafts = new(store, Json.Of<PinDraft>(Options), new PinDraft(null));
    private readonly StoredValue<PinAttempts> attempted = new(store, Json.Of<PinAttempts>(Options), new PinAttempts());

    /// <summary>What goes into a call in place of the keys.</summary>
    /// <param name="key">The call.</param>
    /// <param name="state">The call as it is stored now.</param>
    /// <param name="collected">What was pressed.</param>
    /// <exception cref="InvalidOperationException">Others are entering PINs for the same extension all the time; the event comes again.</exception>
    public async Task<CallEvent> Judge(MachineKey key, Call? state, CallEvent.SecretCollected collected, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(collected);
        if (state?.Phase is Phase.InExtension { State.State: IAsksForListedPin lists, Arrival.Number: { } extension } && lists.PinQuestion == collected.Of)
        {
            return collected.Digits == GoBack ? new CallEvent.DigitsCollected(collected.Of, GoBack) : await JudgeListed(key, extension, state.Facts, collected, cancel);
        }

        if (state?.Phase is Phase.InExtension { State.State: IAsksForNewPin asksNew } && asksNew.NewPinQuestion == collected.Of)
        {
            return collected.Digits == GoBack ? new CallEvent.DigitsCollected(collected.Of, GoBack) : new CallEvent.PinJudged(collected.Of, await JudgeNew(key, asksNew.IsRepeated, collected.Digits, cancel));
        }

        if ((state?.Phase as Phase.InExtension)?.State.State is not IAsksForPin asks || asks.PinQuestion != collected.Of)
        {
            return new CallEvent.NoDigitsCollected(collected.Of); // nobody waits for it any more
        }

        return collected.Digits == GoBack ? new CallEvent.DigitsCollected(collected.Of, GoBack)
            : asks.PinOwner is { } owner ? new CallEvent.PinJudged(collected.Of, await Judge(key, owner, asks.OfMailbox, $"{key.Id} {collected.Of}", collected.Digits, cancel))
            : new CallEvent.PinJudged(collected.Of, PinVerdict.Wrong);
    }

    /// <summary>The hash of the new PIN that was keyed in a call; nothing when none was.</summary>
    public async Task<Pin.Hashed?> NewPin(MachineKey call, CancellationToken cancel) => (await drafts.Read(DraftOf(call), cancel)).Hash is { } hash ? new Pin.Hashed(hash) : null;

    /// <summary>Whether none of an extension's listed PINs is taken from a caller, because too many were wrong (EXT-220).</summary>
    public async Task<bool> IsLocked(AccountId account, ExtensionNumber extension, CallFacts facts, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var row = RowOf(account, extension, facts);
        return (await attempted.Read(row, cancel)).BlockedUntil > time.GetUtcNow();
    }

    private async Task<PinVerdict> JudgeNew(MachineKey call, bool isRepeated, string digits, CancellationToken cancel)
    {
        if (isRepeated)
        {
            return await NewPin(call, cancel) is { } first && PinHash.Verify(first, digits) ? PinVerdict.Right : PinVerdict.Wrong;
        }

        var pin = new Pin.Digits(digits);
        if (pin.IsWeak)
        {
            return PinVerdict.Weak;
        }

        var hash = PinHash.Of(pin, RandomNumberGenerator.GetBytes(PinHash.SaltBytes));
        await drafts.Change(DraftOf(call), _ => new PinDraft(hash.Hash), cancel);
        return PinVerdict.Right;
    }

    // it goes with the calls of its week
    private static MachineKey DraftOf(MachineKey call) => new(call.Account, DraftKind, call.Id);

    // one hash for each try, however many PINs there are
    private async Task<CallEvent.PinJudged> JudgeListed(MachineKey call, ExtensionNumber extension, CallFacts facts, CallEvent.SecretCollected collected, CancellationToken cancel)
    {
        var row = RowOf(call.Account, extension, facts);
        var attempt = $"{call.Id} {collected.Of}";
        if (await Count(row, attempt, cancel))
        {
            return new CallEvent.PinJudged(collected.Of, PinVerdict.Blocked);
        }

        var pins = ((await configurations.Extension(call.Account, extension, cancel))?.Config as IHasListedPins)?.Pins.OfType<ListedPin.Hashed>() ?? [];
        if (ListedPinHash.Find(pins, collected.Digits) is not { } found)
        {
            return new CallEvent.PinJudged(collected.Of, PinVerdict.Wrong);
        }

        await attempted.Change(row, attempts => attempts.Forgive(attempt, time.GetUtcNow()), cancel);
        return new CallEvent.PinJudged(collected.Of, PinVerdict.Right, found.Name);
    }

    // by the number that the caller shows, and all who show none together; a name of it that is no number, because the row outlives the call
    private static MachineKey RowOf(AccountId account, ExtensionNumber extension, CallFacts facts)
    {
        var caller = facts.CallerExtension?.Value ?? facts.Caller.Number?.Value ?? PhoneAddress.Anonymous.Value;
        return new MachineKey(account, Kind, $"{extension.Value}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller)).AsSpan(0, CallerBytes))}");
    }

    // whether it is blocked already
    private async Task<bool> Count(MachineKey row, string attempt, CancellationToken cancel)
    {
        var isBlocked = false;
        await attempted.Change(
            row,
            attempts =>
            {
                (var next, isBlocked) = attempts.Count(attempt, time.GetUtcNow());
                return next;
            },
            cancel);
        return isBlocked;
    }

    // the wrong PINs of a mailbox count for it alone: they lock nobody out of anything else
    private async Task<PinVerdict> Judge(MachineKey call, ExtensionNumber owner, bool ofMailbox, string attempt, string digits, CancellationToken cancel)
    {
        var row = new MachineKey(call.Account, Kind, ofMailbox ? $"box-{owner.Value}" : owner.Value);
        if (await Count(row, attempt, cancel))
        {
            return PinVerdict.Blocked;
        }

        var extension = await configurations.Extension(call.Account, owner, cancel);
        var stored = ofMailbox ? Box.Of(extension, default)?.Pin : (extension?.Config as IHasPin)?.Pin as Pin.Hashed;
        if (!PinHash.Verify(stored ?? Nobody, digits) || stored is null)
        {
            return PinVerdict.Wrong;
        }

        await attempted.Change(row, attempts => attempts.Forgive(attempt, time.GetUtcNow()), cancel);
        return PinVerdict.Right;
    }
}

/// <summary>A new PIN that was keyed once, as it will be stored.</summary>
internal sealed record PinDraft(string? Hash);

[JsonSerializable(typeof(PinAttempts))]
[JsonSerializable(typeof(PinAttempt))]
[JsonSerializable(typeof(PinDraft))]
internal sealed partial class PinDeskJson : JsonSerializerContext;
