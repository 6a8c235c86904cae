using System.Buffers.Binary;
using System.Numerics;
using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>
/// The append-only log of the broker. A record is its length, the CRC-32C of length and content, and the content; a file is a
/// snapshot (records, then an empty record that ends it) and the records since. Writers wait together for one flush to disk.
/// </summary>
/// <remarks>
/// Rewriting starts a file with the next number; it counts only once its snapshot is complete, and the file before it is
/// deleted only then, so a crash at any byte leaves one file that holds everything that was acknowledged.
/// </remarks>
internal sealed class Journal : IDisposable
{
    private const int Header = 8;
    private readonly string directory;
    private readonly FileStream directoryLock;
    private readonly Thread writer;
    private readonly object gate = new();
    private Batch next = new();
    private Task writing = Task.CompletedTask;
    private FileStream present;
    private int number;
    private long length;
    private bool closing;
    private Exception? broken;

    private Journal(string directory, FileStream owner, FileStream file, int number)
    {
        this.directory = directory;
        directoryLock = owner;
        present = file;
        this.number = number;
        length = file.Length;
        writer = new Thread(WriteBatches) { IsBackground = true, Name = "broker log" };
        writer.Start();
    }

    /// <summary>Bytes of the present file, with what is about to be written.</summary>
    public long Length
    {
        get
        {
            lock (gate)
            {
                return length + next.Bytes.Length;
            }
        }
    }

    /// <summary>Opens the log of a directory and hands over its records, oldest first. An unfinished or damaged end is cut off: it was never acknowledged.</summary>
    /// <param name="directory">Made when it is not there.</param>
    /// <param name="replay">Takes each record.</param>
    /// <param name="cut">Is told how many bytes were cut off at the end; they are kept in the file <c>cut</c>.</param>
    /// <exception cref="IOException">Another broker has the directory.</exception>
    /// <exception cref="InvalidDataException">The snapshot itself is damaged, so messages are missing; nothing was changed.</exception>
    public static Journal Open(string directory, Action<ReadOnlyMemory<byte>> replay, Action<long> cut)
    {
        Directory.CreateDirectory(directory);
        var owner = new FileStream(Path.Combine(directory, "owner"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var found = Directory.GetFiles(directory, "log-*")
                .Select(f => int.TryParse(Path.GetFileName(f).AsSpan(4), out var n) ? n : 0)
                .Where(static n => n > 0)
                .OrderDescending()
                .ToArray();
            foreach (var candidate in found)
            {
                var path = PathOf(directory, candidate);
                var bytes = File.ReadAllBytes(path);
                var records = Records(bytes, out var end, out var whole);
                if (!whole)
                {
                    continue;
                }

                foreach (var record in records)
                {
                    replay(record);
                }

                if (end < bytes.Length)
                {
                    File.WriteAllBytes(Path.Combine(directory, "cut"), bytes[end..]);
                    cut(bytes.Length - end);
                }

                foreach (var other in found.Where(n => n != candidate))
                {
                    File.Delete(PathOf(directory, other));
                }

                var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
                if (file.Length != end)
                {
                    file.SetLength(end);
                    file.Flush(flushToDisk: true);
                }

                file.Seek(0, SeekOrigin.End);
                return new Journal(directory, owner, file, candidate);
            }

            // Only the very first file can lack its snapshot without anything having been acknowledged.
            if (found is [] or [1])
            {
                return new Journal(directory, owner, Begin(directory, 1, default), 1);
            }

            throw new InvalidDataException($"No log in {directory} has a complete snapshot. Restore the directory, or empty it to start without messages.");
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Adds a record; it is safe when <see cref="Flushed"/>, asked for afterwards, has completed.</summary>
    /// <exception cref="IOException">The log could not be written before, so nothing may be promised any more.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        lock (gate)
        {
            if (broken is not null)
            {
                throw new IOException("The broker's log cannot be written.", broken);
            }

            Frame(next.Bytes, record);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Completes when everything appended so far is on disk.</summary>
    public Task Flushed()
    {
        lock (gate)
        {
            return broken is not null ? Task.FromException(new IOException("The broker's log cannot be written.", broken))
                : next.HasWork ? next.Done.Task
                : writing;
        }
    }

    /// <summary>Starts a new file with these records, which say everything that was appended so far.</summary>
    public void Rewrite(IEnumerable<ReadOnlyMemory<byte>> snapshot)
    {
        var bytes = new BytesWriter();
        foreach (var record in snapshot)
        {
            Frame(bytes, record.Span);
        }

        lock (gate)
        {
            next.Snapshot = bytes.Written;
            next.Bytes.Clear(); // the snapshot says it
            length = bytes.Length;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Writes what is left and closes the log.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closing = true;
            Monitor.Pulse(gate);
        }

        writer.Join();
        present.Dispose();
        directoryLock.Dispose();
    }

    private static string PathOf(string directory, int number) => Path.Combine(directory, FormattableString.Invariant($"log-{number}"));

    private static FileStream Begin(string directory, int number, ReadOnlyMemory<byte> snapshot)
    {
        var file = new FileStream(PathOf(directory, number), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var end = new BytesWriter();
        Frame(end, []);
        file.Write(snapshot.Span);
        file.Write(end.Written.Span);
        file.Flush(flushToDisk: true);
        return file;
    }

    private static void Frame(BytesWriter to, ReadOnlySpan<byte> record)
    {
        to.Int(record.Length);
        to.Int((int)Checksum(record));
        to.Raw(record);
    }

    private static uint Checksum(ReadOnlySpan<byte> record)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (uint)record.Length);
        while (record.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(record));
            record = record[8..];
        }

        foreach (var b in record)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }

    private static List<ReadOnlyMemory<byte>> Records(ReadOnlyMemory<byte> bytes, out int end, out bool whole)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        whole = false;
        end = 0;
        while (bytes.Length - end >= Header)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[end..]);
            if (size < 0 || size > bytes.Length - end - Header)
            {
                break;
            }

            var record = bytes.Slice(end + Header, size);
            if ((int)Checksum(record.Span) != BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(end + 4)..]))
            {
                break;
            }

            end += Header + size;
            if (size == 0)
            {
                whole = true;
            }
            else
            {
                records.Add(record);
            }
        }

        return records;
    }

    private void WriteBatches()
    {
        while (true)
        {
            Batch batch;
            lock (gate)
            {
                while (!next.HasWork && !closing)
                {
                    Monitor.Wait(gate);
                }

                if (!next.HasWork)
                {
                    return;
                }

                batch = next;
                next = new Batch();
                writing = batch.Done.Task;
                length += batch.Bytes.Length;
            }

            try
            {
                Write(batch);
                batch.Done.SetResult();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What is in memory is ahead of the disk now, so from here on every promise is refused.
                Batch unwritten;
                lock (gate)
                {
                    broken = e;
                    unwritten = next;
                    next = new Batch();
                }

                batch.Done.SetException(e);
                unwritten.Done.SetException(e);
                return;
            }
        }
    }

    private void Write(Batch batch)
    {
        if (batch.Snapshot is { } snapshot)
        {
            var before = present;
            present = Begin(directory, number + 1, snapshot);
            number++;
            before.Dispose();
            File.Delete(PathOf(directory, number - 1));
        }

        if (batch.Bytes.Length > 0)
        {
            present.Write(batch.Bytes.Written.Span);
            present.Flush(flushToDisk: true);
        }
    }

    private sealed class Batch
    {
        public BytesWriter Bytes { get; } = new();

        public ReadOnlyMemory<byte>? Snapshot { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasWork => Snapshot is not null || Bytes.Length > 0;
    }
}
