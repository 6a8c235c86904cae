using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pbx.Infra.Tables;

/// <summary>
/// Counts every request to table storage, repeats included, by kind; a transaction is one (ARCHITECTURE 8, P3). The counts are also the metric
/// <c>pbx.storage.operations</c> of the meter <c>Pbx.Storage</c>, with the kind as its tag.
/// </summary>
public sealed class StorageOperations : HttpPipelinePolicy
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Pbx.Storage";

    private const string TriesName = "pbx-tries";
    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Metric = Meter.CreateCounter<long>("pbx.storage.operations", "{operation}", "Requests to table storage; a transaction is one.");

    private readonly long[] counts = new long[Enum.GetValues<StorageOperation>().Length];

    /// <summary>All requests since the start.</summary>
    public long Total => counts.Select((_, kind) => Of((StorageOperation)kind)).Sum();

    /// <summary>The requests of one kind since the start.</summary>
    public long Of(StorageOperation kind) => Interlocked.Read(ref counts[(int)kind]);

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message);
        ProcessNext(message, pipeline);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message);
        return ProcessNextAsync(message, pipeline);
    }

    /// <summary>Counts how often the requests that are made within the scope are sent: more than once, and an earlier one may have taken effect unheard.</summary>
    internal static IDisposable CountTries(out Tries tries)
    {
        tries = new Tries();
        return HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?>(StringComparer.Ordinal) { [TriesName] = tries });
    }

    private static StorageOperation KindOf(Request request)
    {
        var path = request.Uri.Path.AsSpan();
        var resource = path[(path.LastIndexOf('/') + 1)..];
        if (resource.Equals("$batch", StringComparison.Ordinal) || resource.Equals("%24batch", StringComparison.OrdinalIgnoreCase))
        {
            return StorageOperation.Transaction;
        }

        if (resource.Equals("Tables", StringComparison.Ordinal) || resource.StartsWith("Tables(", StringComparison.Ordinal))
        {
            return StorageOperation.Table;
        }

        var method = request.Method;
        return method == RequestMethod.Get ? resource.Contains("PartitionKey=", StringComparison.Ordinal) ? StorageOperation.Read : StorageOperation.Query
            : method == RequestMethod.Post ? StorageOperation.Insert
            : method == RequestMethod.Delete ? StorageOperation.Delete
            : request.Headers.Contains("If-Match") ? StorageOperation.Update
            : StorageOperation.Upsert;
    }

    private void Count(HttpMessage message)
    {
        var kind = KindOf(message.Request);
        Interlocked.Increment(ref counts[(int)kind]);
        Metric.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
        if (message.TryGetProperty(TriesName, out var value) && value is Tries tries)
        {
            tries.Add();
        }
    }

    /// <summary>How often something was sent.</summary>
    internal sealed class Tries
    {
        private int count;

        public bool MoreThanOne => Volatile.Read(ref count) > 1;

        public void Add() => Interlocked.Increment(ref count);
    }
}

/// <summary>Kinds of requests to table storage.</summary>
public enum StorageOperation
{
    /// <summary>One row by its keys.</summary>
    Read,

    /// <summary>One page of rows.</summary>
    Query,

    /// <summary>A new row.</summary>
    Insert,

    /// <summary>A row that must be there, unchanged or not.</summary>
    Update,

    /// <summary>A row, there or not.</summary>
    Upsert,

    /// <summary>A row less.</summary>
    Delete,

    /// <summary>Several rows at once.</summary>
    Transaction,

    /// <summary>Anything about tables themselves: made, listed, deleted.</summary>
    Table,
}
