using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>Changes as bytes of the log. The numbers are on people's disks: they are added to, never changed.</summary>
internal static class ChangeFormat
{
    public static ReadOnlyMemory<byte> Record(params ReadOnlySpan<Change> changes)
    {
        var writer = new BytesWriter();
        foreach (var change in changes)
        {
            Write(writer, change);
        }

        return writer.Written;
    }

    public static IEnumerable<Change> Changes(ReadOnlyMemory<byte> record)
    {
        var reader = new BytesReader(record);
        while (!reader.AtEnd)
        {
            yield return Read(reader);
        }
    }

    private static void Write(BytesWriter to, Change change)
    {
        switch (change)
        {
            case Change.Enqueued c:
                Begin(to, 1, c.Queue, c.Number);
                to.Long(c.EnqueuedNumber);
                Letter.Write(to, c.Letter);
                to.Instant(c.At);
                to.Instant(c.ExpiresAt);
                to.Int(c.Failures);
                to.Byte((byte)c.Standing);
                to.Text(c.DeadLetterSource);
                break;
            case Change.Remembered c:
                Begin(to, 2, c.Queue, c.Number);
                to.Text(c.MessageId);
                to.Instant(c.At);
                break;
            case Change.Numbered c:
                Begin(to, 3, c.Queue, c.Last);
                break;
            case Change.Locked c:
                Begin(to, 4, c.Queue, c.Number);
                WriteHold(to, c.Hold);
                break;
            case Change.Renewed c:
                Begin(to, 5, c.Queue, c.Number);
                to.Instant(c.Until);
                break;
            case Change.Released c:
                Begin(to, 6, c.Queue, c.Number);
                to.Flag(c.Failed);
                to.Flag(c.Properties is not null);
                if (c.Properties is not null)
                {
                    PropertyValue.Write(to, c.Properties);
                }

                break;
            case Change.Deferred c:
                Begin(to, 7, c.Queue, c.Number);
                PropertyValue.Write(to, c.Properties);
                break;
            case Change.Removed c:
                Begin(to, 8, c.Queue, c.Number);
                break;
            case Change.Fired c:
                Begin(to, 9, c.Queue, c.Number);
                to.Long(c.NewNumber);
                to.Instant(c.At);
                to.Instant(c.ExpiresAt);
                break;
            case Change.SessionLocked c:
                Begin(to, 10, c.Queue, c.SessionId);
                WriteHold(to, c.Hold);
                break;
            case Change.SessionRenewed c:
                Begin(to, 11, c.Queue, c.SessionId);
                to.Instant(c.Until);
                break;
            case Change.SessionReleased c:
                Begin(to, 12, c.Queue, c.SessionId);
                break;
            case Change.SessionStateSet c:
                Begin(to, 13, c.Queue, c.SessionId);
                to.Blob(c.State);
                break;
            default:
                throw new ArgumentException($"There is no format for {change.GetType()}.", nameof(change));
        }
    }

    private static Change Read(BytesReader from)
    {
        var kind = from.Byte();
        var queue = from.Word();
        return kind switch
        {
            1 => new Change.Enqueued(
                queue,
                from.Long(),
                from.Long(),
                Letter.Read(from),
                from.Moment(),
                from.Instant(),
                from.Int(),
                (Standing)from.Byte(),
                from.Text()),
            2 => Remembered(queue, from.Long(), from),
            3 => new Change.Numbered(queue, from.Long()),
            4 => new Change.Locked(queue, from.Long(), ReadHold(from)),
            5 => new Change.Renewed(queue, from.Long(), from.Moment()),
            6 => new Change.Released(queue, from.Long(), from.Flag(), from.Flag() ? PropertyValue.Read(from) : null),
            7 => new Change.Deferred(queue, from.Long(), PropertyValue.Read(from)),
            8 => new Change.Removed(queue, from.Long()),
            9 => new Change.Fired(queue, from.Long(), from.Long(), from.Moment(), from.Instant()),
            10 => new Change.SessionLocked(queue, from.Word(), ReadHold(from)),
            11 => new Change.SessionRenewed(queue, from.Word(), from.Moment()),
            12 => new Change.SessionReleased(queue, from.Word()),
            13 => new Change.SessionStateSet(queue, from.Word(), from.Blob()),
            _ => throw new InvalidDataException($"The log has a change of the unknown kind {kind}: it is from a later version."),
        };
    }

    private static Change.Remembered Remembered(string queue, long number, BytesReader from) =>
        new(queue, from.Word(), from.Moment(), number);

    private static void Begin(BytesWriter to, byte kind, string queue, long number)
    {
        to.Byte(kind);
        to.Text(queue);
        to.Long(number);
    }

    private static void Begin(BytesWriter to, byte kind, string queue, string sessionId)
    {
        to.Byte(kind);
        to.Text(queue);
        to.Text(sessionId);
    }

    private static void WriteHold(BytesWriter to, Hold hold)
    {
        to.Guid(hold.Token);
        to.Instant(hold.Until);
        to.Guid(hold.Client);
        to.Int(hold.Link);
        to.Instant(hold.RenewUntil);
    }

    private static Hold ReadHold(BytesReader from) => new(from.Guid(), from.Moment(), from.Guid(), from.Int(), from.Moment());
}
