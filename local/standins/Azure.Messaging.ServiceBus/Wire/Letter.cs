namespace Pbx.Local.Wire;

/// <summary>What a sender put into a message: the part that never changes, apart from the properties that a settlement may modify.</summary>
internal sealed record Letter
{
    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? PartitionKey { get; init; }

    public string? CorrelationId { get; init; }

    public string? Subject { get; init; }

    public string? ContentType { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    /// <summary>No value: as long as the queue keeps messages.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>No value: at once.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public IReadOnlyDictionary<string, object?> Properties { get; init; } = PropertyValue.None;

    /// <summary>The same with some properties set anew.</summary>
    public Letter With(IReadOnlyDictionary<string, object?>? changed)
    {
        if (changed is null or { Count: 0 })
        {
            return this;
        }

        var properties = new Dictionary<string, object?>(Properties, StringComparer.Ordinal);
        foreach (var (name, value) in changed)
        {
            properties[name] = value;
        }

        return this with { Properties = properties };
    }

    public static void Write(BytesWriter to, Letter letter)
    {
        to.Text(letter.MessageId);
        to.Text(letter.SessionId);
        to.Text(letter.PartitionKey);
        to.Text(letter.CorrelationId);
        to.Text(letter.Subject);
        to.Text(letter.ContentType);
        to.Text(letter.To);
        to.Text(letter.ReplyTo);
        to.Text(letter.ReplyToSessionId);
        to.Span(letter.TimeToLive);
        to.Instant(letter.ScheduledFor);
        to.Blob(letter.Body);
        PropertyValue.Write(to, letter.Properties);
    }

    public static Letter Read(BytesReader from) => new()
    {
        MessageId = from.Text(),
        SessionId = from.Text(),
        PartitionKey = from.Text(),
        CorrelationId = from.Text(),
        Subject = from.Text(),
        ContentType = from.Text(),
        To = from.Text(),
        ReplyTo = from.Text(),
        ReplyToSessionId = from.Text(),
        TimeToLive = from.Span(),
        ScheduledFor = from.Instant(),
        Body = from.Blob() ?? default,
        Properties = PropertyValue.Read(from),
    };
}
