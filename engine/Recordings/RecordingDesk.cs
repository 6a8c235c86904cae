using Microsoft.Extensions.Logging;
using Pbx.Domain.Recordings;
using Pbx.Engine.Messages;
using Pbx.Engine.Notifications;

namespace Pbx.Engine.Recordings;

/// <summary>
/// Puts the files of recordings in their place: when the network tells that one is ready, or, because it tells only once, when a look into the container finds it. A file that is empty
/// or not as long as it should be is kept with what is wrong, and reported: somebody has called and spoken.
/// </summary>
public sealed class RecordingDesk(IRecordings recordings, IRecordingFiles files, IMessageBus bus, TimeProvider time, ILogger<RecordingDesk> logger)
{
    private static readonly TimeSpan ShortestMessage = TimeSpan.FromSeconds(2); // VMR-053
    private static readonly TimeSpan KeepConversations = TimeSpan.FromDays(31); // VMR-126
    private static readonly TimeSpan KeepGreetings = TimeSpan.FromDays(1); // what is kept of them is a copy
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(6); // VMR-128
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(48); // the network keeps nothing longer than a day

    /// <summary>The network tells that the files of a recording are ready. What is told again, or of a recording that is not ours, changes nothing.</summary>
    /// <param name="network">The network's name for the recording.</param>
    /// <param name="locations">Where its files are, in their order.</param>
    /// <param name="length">How long all of it is, when the network says.</param>
    public async Task Ready(string network, IReadOnlyList<Uri> locations, TimeSpan? length, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(locations);
        if (await recordings.Begun(network, cancel) is not { } started)
        {
            return;
        }

        var names = locations.Select(files.NameOf).ToList();
        if (names.Count == 0 || names.Contains(null))
        {
            RecordingLog.Elsewhere(logger, started.Account.Value, started.Call);
            names = [.. await files.Find(network, started.At, cancel)];
        }

        if (names.Count > 0)
        {
            await File(started, [.. names.OfType<string>()], length, cancel);
        }
    }

    /// <summary>Looks for the files of every recording that still waits for them.</summary>
    /// <returns>How many were found.</returns>
    public async Task<int> Reconcile(CancellationToken cancel)
    {
        var found = 0;
        await foreach (var started in recordings.Waiting(cancel))
        {
            try
            {
                if (await files.Find(started.Network, started.At, cancel) is { Count: > 0 } names)
                {
                    await File(started, names, null, cancel);
                    found++;
                }
                else if (time.GetUtcNow() - started.At is var waited && waited > Overdue)
                {
                    RecordingLog.Missing(logger, started.Account.Value, started.Call, waited);
                    await (waited > GivenUp ? Lose(started, cancel) : Task.CompletedTask);
                }
            }
            catch (Exception trouble) when (!cancel.IsCancellationRequested)
            {
                RecordingLog.NotReconciled(logger, trouble, started.Account.Value, started.Call); // one must not hinder the others
            }
        }

        return found;
    }

    /// <summary>Deletes what is over for good, with its files.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ForgetOld(CancellationToken cancel)
    {
        var gone = 0;
        await foreach (var recording in recordings.Over(time.GetUtcNow(), cancel))
        {
            if (recording.File.Length > 0)
            {
                await files.Delete(recording.File, cancel);
            }

            await recordings.Remove(recording, cancel);
            gone++;
        }

        return gone;
    }

    private async Task File(StartedRecording started, IReadOnlyList<string> names, TimeSpan? reported, CancellationToken cancel)
    {
        var parts = new List<(string File, AudioMeasure Measure)>(names.Count);
        foreach (var name in names)
        {
            if (await files.Measure(name, cancel) is not { } measure)
            {
                return; // not there yet: the next look finds it
            }

            parts.Add((name, measure));
        }

        var length = parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + (part.Measure.Length ?? TimeSpan.Zero));
        var trouble = Trouble(parts, length, reported);
        if (trouble is null && started.Purpose is RecordingPurpose.Message && length < ShortestMessage)
        {
            await recordings.File(started, [], cancel);
            foreach (var (file, _) in parts)
            {
                await files.Delete(file, cancel);
            }

            return;
        }

        if (trouble is not null)
        {
            RecordingLog.Damaged(logger, started.Account.Value, started.Call, trouble);
        }

        List<Recording> entries = [.. parts.Select((part, i) => Entry(started, i, part.File, part.Measure, trouble))];
        foreach (var message in entries)
        {
            await NoticeDesk.Expect(bus, message, time.GetUtcNow(), cancel); // before it is filed: told too early is tried again, never told is lost
        }

        await recordings.File(started, entries, cancel);
    }

    private static string? Trouble(List<(string File, AudioMeasure Measure)> parts, TimeSpan length, TimeSpan? reported) => parts switch
    {
        _ when parts.Exists(part => part.Measure.Bytes == 0) => "The file is empty.",
        _ when parts.Exists(part => part.Measure.Length is null) => "The file is not readable as audio.",
        _ when parts.Exists(part => !part.Measure.IsWhole) => "The file is cut off.",
        _ when reported is { } said && (said - length).Duration() > Tolerance => FormattableString.Invariant($"The file has {length.TotalSeconds:0.0} s, and the network said {said.TotalSeconds:0.0} s."),
        _ => null,
    };

    private Task Lose(StartedRecording started, CancellationToken cancel) =>
        recordings.File(started, [Entry(started, 0, "", new AudioMeasure(0, null, IsWhole: false), "The network never delivered the file.")], cancel);

    private static Recording Entry(StartedRecording started, int part, string file, AudioMeasure measure, string? trouble) => new(
        started.NameOf(part),
        started.Account,
        started.Purpose,
        started.Call,
        started.Caller,
        started.CallerName,
        started.Dialled,
        started.Other,
        started.At,
        file,
        measure.Length ?? TimeSpan.Zero,
        measure.Bytes,
        trouble,
        Until: started.Purpose switch
        {
            RecordingPurpose.Conversation => started.At + KeepConversations,
            RecordingPurpose.Greeting => started.At + KeepGreetings,
            _ => null,
        });
}

internal static partial class RecordingLog
{
    [LoggerMessage(2101, LogLevel.Error, "{Account}, call {Call}: the file of a recording is damaged. {Trouble}")]
    public static partial void Damaged(ILogger logger, string account, string call, string trouble);

    [LoggerMessage(2102, LogLevel.Error, "{Account}, call {Call}: the file of a recording is missing after {Waited}")]
    public static partial void Missing(ILogger logger, string account, string call, TimeSpan waited);

    [LoggerMessage(2103, LogLevel.Warning, "{Account}, call {Call}: the network put the file of a recording where it does not belong")]
    public static partial void Elsewhere(ILogger logger, string account, string call);

    [LoggerMessage(2104, LogLevel.Error, "{Account}, call {Call}: looking for the file of a recording failed")]
    public static partial void NotReconciled(ILogger logger, Exception trouble, string account, string call);
}
