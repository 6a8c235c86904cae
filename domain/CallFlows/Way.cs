using Pbx.Domain.Extensions;

namespace Pbx.Domain.CallFlows;

/// <summary>A way out of an extension: where calls can go from it.</summary>
/// <param name="Pointer">Where that is set: as a type of extension tells it, in the configuration of the extension; in the graph, in the extension.</param>
/// <param name="When">In words, such as “key 1”.</param>
/// <param name="IsChosen">Whether the caller chooses it. Any other is taken without anybody's doing, so a circle of such ways is one that callers cannot leave.</param>
/// <param name="ByTime">Whether it is taken at some times only, by the extension's schedule, by night mode, or by a rule that has conditions.</param>
/// <param name="Waits">Whether the call waits there for a user, past the rules of that user: it goes round in no circle (RCH-461).</param>
public sealed record Way(Destination To, string Pointer, string When, bool IsChosen = false, bool ByTime = false, bool Waits = false);
