using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>The section <c>extensions.serviceBus</c> of host.json, with the real host's defaults.</summary>
/// <exception cref="InvalidOperationException">A value cannot be read; the message names it.</exception>
internal sealed class QueueSettings(IConfiguration section)
{
    private bool AutoComplete => Read("autoCompleteMessages", fallback: true, bool.Parse);

    private TimeSpan RenewFor => Read("maxAutoLockRenewalDuration", TimeSpan.FromMinutes(5), Span);

    /// <summary>For a queue without sessions.</summary>
    public ServiceBusProcessorOptions Plain(bool autoComplete) => new()
    {
        AutoCompleteMessages = autoComplete && AutoComplete,
        MaxAutoLockRenewalDuration = RenewFor,
        MaxConcurrentCalls = Read("maxConcurrentCalls", 16, Number),
    };

    /// <summary>For a queue with sessions.</summary>
    public ServiceBusSessionProcessorOptions Sessions(bool autoComplete) => new()
    {
        AutoCompleteMessages = autoComplete && AutoComplete,
        MaxAutoLockRenewalDuration = RenewFor,
        MaxConcurrentSessions = Read("maxConcurrentSessions", 8, Number),
        SessionIdleTimeout = Read<TimeSpan?>("sessionIdleTimeout", null, text => Span(text)),
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private T Read<T>(string name, T fallback, Func<string, T> parse)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return fallback;
        }

        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidOperationException($"host.json: extensions.serviceBus.{name} is '{text}', which cannot be read.", e);
        }
    }
}
