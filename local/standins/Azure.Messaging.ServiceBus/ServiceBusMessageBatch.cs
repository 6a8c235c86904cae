using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that can be sent together.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<Letter> letters = [];

    internal ServiceBusMessageBatch(long maxSize) => MaxSizeInBytes = maxSize;

    /// <summary>How many bytes a batch may have.</summary>
    public long MaxSizeInBytes { get; }

    /// <summary>How many bytes it has.</summary>
    public long SizeInBytes { get; private set; }

    /// <summary>How many messages it has.</summary>
    public int Count => letters.Count;

    internal IReadOnlyList<Letter> Letters => letters;

    /// <summary>Adds a copy of the message; false, and nothing added, when there is no room for it.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        var letter = Pbx.Local.Wire.Letters.From(message);
        var size = Pbx.Local.Wire.Letters.Size(letter);
        if (SizeInBytes + size > MaxSizeInBytes)
        {
            return false;
        }

        letters.Add(letter);
        SizeInBytes += size;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => letters.Clear();
}
