namespace Pbx.Engine.Configurations;

/// <summary>What a save writes into the history beside the version itself.</summary>
/// <param name="By">Who: a sign-in name, a program's id, an extension.</param>
/// <param name="Why">In a sentence; it may be empty.</param>
/// <param name="Channel">By which way the change came.</param>
/// <param name="Undoes">The version whose changes are taken back by this one.</param>
/// <param name="Restores">The older version that this one is equal to.</param>
/// <param name="AcceptsBroken">Whether broken assertions do not hinder the save; the reason then says which they are.</param>
public sealed record VersionNote(string By, string Why, Channel? Channel = null, int? Undoes = null, int? Restores = null, bool AcceptsBroken = false);
