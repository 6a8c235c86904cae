using Pbx.Domain.Bots;

namespace Pbx.Engine.Bots;

/// <summary>Bots that callers are handed to, turn by turn (EXT-378).</summary>
public interface IBots
{
    /// <summary>Tells a bot of a turn and gets its answer. A turn is told once; a bot that is told again, after a crash, may answer anew.</summary>
    /// <param name="endpoint">Where the bot is.</param>
    /// <param name="conversation">The same for all turns of one call, and for no other call.</param>
    /// <exception cref="BotTroubleException">The bot is away, slow, or does not make sense.</exception>
    Task<BotReply> Ask(string endpoint, string conversation, BotTurn turn, CancellationToken cancel);
}

/// <summary>A bot cannot be talked with.</summary>
public sealed class BotTroubleException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>No bot can be reached.</summary>
public sealed class NoBots : IBots
{
    /// <inheritdoc/>
    public Task<BotReply> Ask(string endpoint, string conversation, BotTurn turn, CancellationToken cancel) => throw new BotTroubleException("There are no bots here.");
}
