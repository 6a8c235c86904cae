using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pbx.Functions.Errors;
using Pbx.Infra.CallAutomation;

namespace Pbx.Functions.Calls;

/// <summary>Reads what Event Grid delivers, and answers what needs no more: a body that cannot be taken, and the question whether this address wants the events.</summary>
internal static class EventGridRequest
{
    private const long Largest = 1024 * 1024; // the most that Event Grid delivers in one request

    /// <summary>What was delivered, or the answer.</summary>
    /// <param name="read">Reads a body.</param>
    /// <param name="validation">The code that asks whether this address wants the events, when that is what was delivered.</param>
    public static async Task<(T? Delivered, IResult? Answer)> Read<T>(HttpRequest request, Func<ReadOnlyMemory<byte>, T> read, Func<T, string?> validation, CancellationToken cancel)
        where T : class
    {
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        try
        {
            var delivered = read(body);
            return validation(delivered) is { } code
                ? (null, Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(new ValidationAnswer(code), ValidationJson.Default.ValidationAnswer), "application/json"))
                : (delivered, null);
        }
        catch (MalformedWebhookException malformed)
        {
            return (null, Problems.Invalid("The events could not be read", malformed.Problems));
        }
    }
}
