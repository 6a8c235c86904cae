using Pbx.Domain.Machines;

namespace Pbx.Infra.CallAutomation;

/// <summary>
/// What goes with a request as <c>operationContext</c> and comes back with its event: the name of the command, and a mark when what it collects is a secret. So keys are known for a secret even when
/// the call has moved on and nobody waits for them any more.
/// </summary>
internal static class CommandContext
{
    private const char Secret = '!';

    /// <summary>As it is sent.</summary>
    public static string Write(OpId op, bool isSecret) => isSecret ? $"{op}{Secret}" : op.ToString();

    /// <summary>Reads what came back; nothing when it is no context of ours.</summary>
    public static (OpId Op, bool IsSecret)? Read(string? context)
    {
        var isSecret = context is [.., Secret];
        return OpId.TryParse(isSecret ? context.AsSpan()[..^1] : context, out var op) ? (op, isSecret) : null;
    }
}
