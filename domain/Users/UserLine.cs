using Pbx.Domain.Extensions;

namespace Pbx.Domain.Users;

/// <summary>What a user's line can take before it is busy (EXT-096, EXT-114): calls that ring there count as much as those that are talked on, and so do the user's own.</summary>
/// <param name="User">Whose line.</param>
/// <param name="Calls">How many calls at once: one, or two where a second call is offered.</param>
public sealed record UserLine(ExtensionNumber User, int Calls);
