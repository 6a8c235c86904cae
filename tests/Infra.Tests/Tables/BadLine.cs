using Azure.Core;
using Azure.Core.Pipeline;

namespace Pbx.Infra.Tests.Tables;

/// <summary>A line to the storage that fails: before a request has arrived, or after it was answered.</summary>
internal sealed class BadLine : HttpPipelinePolicy
{
    private int requestsToLose;
    private int answersToLose;
    private Func<Task> meanwhile = () => Task.CompletedTask;

    public void LoseNextRequest() => requestsToLose = 1;

    /// <summary>Loses the next answer; before the client hears of it, something else may happen.</summary>
    public void LoseNextAnswer(Func<Task>? meanwhile = null)
    {
        answersToLose = 1;
        this.meanwhile = meanwhile ?? this.meanwhile;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("Requests are asynchronous here.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Interlocked.Exchange(ref requestsToLose, 0) == 1)
        {
            throw new IOException("The line was cut.");
        }

        await ProcessNextAsync(message, pipeline);
        if (Interlocked.Exchange(ref answersToLose, 0) == 1)
        {
            await meanwhile();
            throw new IOException("The line was cut.");
        }
    }
}
