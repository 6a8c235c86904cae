using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Pbx.Domain.Machines;
using Pbx.Engine.Machines;

namespace Pbx.Infra.CallAutomation;

/// <summary>
/// Lets the network know a command that it was given before: within <see cref="For"/>, a request that carries a repeatability id carries the one of the command instead of
/// a random one. Requests that carry none (play, recognise, questions), and all outside a command, stay as they are.
/// </summary>
public sealed class Repeatability : HttpPipelineSynchronousPolicy
{
    private const string Header = "Repeatability-Request-ID";
    private const string Property = "Pbx.Repeatability";

    /// <summary>The id of a command: the same in every process and at every try, and another for every other command.</summary>
    public static Guid Id(MachineKey machine, OpId op)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{machine.Partition}|{op}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40); // the service asks for a GUID of version 4
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80); // of the variant of RFC 9562
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Until disposed, requests of this flow of execution belong to the command.</summary>
    public static IDisposable For(MachineKey machine, OpId op) =>
        HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?>(StringComparer.Ordinal) { [Property] = Id(machine, op).ToString() });

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.TryGetProperty(Property, out var id) && id is string text && message.Request.Headers.Contains(Header))
        {
            message.Request.Headers.SetValue(Header, text);
        }
    }
}
