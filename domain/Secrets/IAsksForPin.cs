using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Secrets;

/// <summary>
/// The state of a call that may wait for a PIN. What is keyed then never reaches a step: the engine judges it first and tells the verdict (<see cref="Calls.CallEvent.PinJudged"/>), so that no state,
/// journal or log holds a digit (ARCHITECTURE 4, Ends).
/// </summary>
public interface IAsksForPin
{
    /// <summary>The command that collects the PIN; nothing while none is asked for.</summary>
    OpId? PinQuestion { get; }

    /// <summary>Whose PIN is asked for; nothing when what the caller named can be no extension.</summary>
    ExtensionNumber? PinOwner { get; }

    /// <summary>Whether it is the PIN of the extension's mailbox that is asked for, and not the one of the extension itself.</summary>
    bool OfMailbox => false;
}

/// <summary>
/// The state of a call that may wait for a new PIN, keyed twice. The first one is held against the rule (<see cref="PinVerdict.Weak"/>) and its hash put by; the second one is held against that hash.
/// </summary>
public interface IAsksForNewPin
{
    /// <summary>The command that collects it; nothing while none is asked for.</summary>
    OpId? NewPinQuestion { get; }

    /// <summary>Whether it is asked for the second time.</summary>
    bool IsRepeated { get; }
}

/// <summary>The state of a call that may wait for one of the PINs that its extension lists (<see cref="IHasListedPins"/>); they are judged in the same way.</summary>
public interface IAsksForListedPin
{
    /// <summary>The command that collects the PIN; nothing while none is asked for.</summary>
    OpId? PinQuestion { get; }
}

/// <summary>What became of a PIN.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PinVerdict>))]
public enum PinVerdict
{
    /// <summary>It is the extension's.</summary>
    [JsonStringEnumMemberName("right")]
    Right,

    /// <summary>It is not, or there is no such extension, or it has no PIN.</summary>
    [JsonStringEnumMemberName("wrong")]
    Wrong,

    /// <summary>After too many wrong ones it was not even looked at; callers hear the same as for a wrong one.</summary>
    [JsonStringEnumMemberName("blocked")]
    Blocked,

    /// <summary>As a new PIN it breaks the rule (VMR-021).</summary>
    [JsonStringEnumMemberName("weak")]
    Weak,
}
