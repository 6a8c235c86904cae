namespace Pbx.Domain.Secrets;

/// <summary>
/// A configuration with a PIN, in its member <c>pin</c>. That the PIN is not weak, is hashed before it is stored, is kept by a save that leaves it out and is never shown is seen to for every
/// type whose configuration is one.
/// </summary>
public interface IHasPin
{
    /// <summary>The PIN; none: there is none, or, in a document that is being saved, the stored one is kept.</summary>
    Pin? Pin { get; }

    /// <summary>The same configuration with another PIN.</summary>
    object WithPin(Pin? pin);
}
