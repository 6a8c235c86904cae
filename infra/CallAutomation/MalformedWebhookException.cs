using Pbx.Domain.Documents;

namespace Pbx.Infra.CallAutomation;

/// <summary>The body of a webhook is not what the network sends; nothing of it may be used. To be answered with 400 and all the problems.</summary>
public sealed class MalformedWebhookException : Exception
{
    /// <summary>A body with these problems; their pointers lead into the body.</summary>
    public MalformedWebhookException(IReadOnlyList<Problem> problems)
        : base($"The webhook cannot be read: {string.Join(" ", problems.Take(Told).Select(problem => $"{problem.Pointer}: {problem.Message}"))}") => Problems = problems;

    /// <summary>A body with a problem that has no place.</summary>
    public MalformedWebhookException(string message)
        : this([new Problem("", message)])
    {
    }

    /// <summary>A body that cannot be read at all.</summary>
    public MalformedWebhookException()
        : this("It cannot be read.")
    {
    }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    private const int Told = 5;
}
