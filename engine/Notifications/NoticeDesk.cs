using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Notifications;
using Pbx.Domain.Recordings;
using Pbx.Domain.Time;
using Pbx.Domain.Voicemail;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Recordings;

namespace Pbx.Engine.Notifications;

/// <summary>
/// Tells people of the messages in their mailboxes. What is due stands in the queue from before the message is filed, so a process that dies loses none; who was told is written down after each, and
/// the services know a repeated mail or SMS by its id, so nobody is told twice. What cannot be sent is tried again for 24 hours, at growing intervals (VMR-070).
/// </summary>
public sealed class NoticeDesk(IMachineStore store, IMessageBus bus, IRecordings recordings, IRecordingFiles files, AccountSaving saving, IMails mails, ITexts texts, TimeProvider time, ILogger<NoticeDesk> logger)
{
    private const string Kind = "notice";
    private const int LargestMail = 10 * 1024 * 1024; // VMR-067
    private const int Overhead = 64 * 1024; // text and headers
    private static readonly TimeSpan Filed = TimeSpan.FromSeconds(5); // the entry is written right after
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(24);

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, NoticeDeskJson.Default),
    };

    private readonly StoredValue<Told> told = new(store, Json.Of<Told>(Options), new Told());

    /// <summary>A message is about to be filed: whoever is to be told will be. Called again for the same message, nothing more happens.</summary>
    public static Task Expect(IMessageBus bus, Recording message, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(message);
        return message.Purpose is RecordingPurpose.Message { Box: var box }
            ? bus.Notice(new NoticeDue(message.Account, box.Value, message.Id, 0), now + Filed, $"notice|{message.Account}|{box}|{message.Id}|0", cancel)
            : Task.CompletedTask;
    }

    /// <summary>Tells whoever has not been told yet.</summary>
    public async Task Tell(NoticeDue due, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(due);
        if (!ExtensionNumber.TryParse(due.Box, out var number))
        {
            return;
        }

        var message = await recordings.Find(due.Account, Shelf.Box(number), due.Message, cancel);
        if (message is null)
        {
            await Later(due, due.Attempt > 10, cancel); // not filed yet, or gone
            return;
        }

        var wanted = await saving.Extensions(due.Account, [number], cancel);
        if (message.Deleted is not null || !wanted.TryGetValue(number, out var box) || await saving.Settings(due.Account, cancel) is not { } account)
        {
            return;
        }

        var members = (await saving.Extensions(due.Account, BoxNotices.Needs(box, account), cancel)).Values.ToList();
        var notices = BoxNotices.Of(box, account, members);
        var hasFailed = false;
        var notice = Notice(message, box, account);
        var row = new MachineKey(due.Account, Kind, Hash($"{due.Box}|{due.Message}"));
        var done = await told.Read(row, cancel);
        var (file, isTooLarge) = notices is { WithFile: true, Mails.Count: > 0 } ? await File(message, cancel) : (null, false);
        foreach (var (name, send) in Sends(notices, notice, file, message, row))
        {
            if (done.Knows(name))
            {
                continue;
            }

            try
            {
                var isAccepted = await send(cancel);
                done = await told.Change(row, one => one.With(name, isAccepted), cancel);
                if (!isAccepted)
                {
                    NoticeLog.Refused(logger, due.Account.Value, due.Box, name[..4]);
                }
            }
            catch (NotSentException trouble)
            {
                hasFailed = true;
                NoticeLog.NotSent(logger, due.Account.Value, due.Box, trouble.Message);
            }
        }

        if (hasFailed)
        {
            var isOver = time.GetUtcNow() >= message.At + GivenUp;
            if (isOver)
            {
                NoticeLog.GivenUp(logger, due.Account.Value, due.Box);
            }

            await Later(due, isOver, cancel);
        }
        else if (notices is { Removes: true, Mails.Count: > 0 } && file is not null && !isTooLarge && notices.Mails.All(mail => done.Accepted.Contains($"mail {mail}")))
        {
            await recordings.Change(due.Account, Shelf.Box(number), due.Message, one => one.DeletedAt(time.GetUtcNow()), cancel); // VMR-068
        }
    }

    private IEnumerable<(string Name, Func<CancellationToken, Task<bool>> Send)> Sends(BoxNotices notices, MessageNotice notice, MailFile? file, Recording message, MachineKey row)
    {
        foreach (var to in notices.Mails)
        {
            yield return ($"mail {to}", cancel => mails.Send(new Mail(IdOf(row, $"mail {to}"), to, notice.Subject, notice.Body, file), cancel));
        }

        foreach (var to in notices.Texts)
        {
            yield return ($"text {to}", cancel => texts.Send(new Text(IdOf(row, $"text {to}"), to, notice.Short, message.At), cancel));
        }
    }

    private Task Later(NoticeDue due, bool isOver, CancellationToken cancel)
    {
        if (isOver)
        {
            return Task.CompletedTask;
        }

        var next = due with { Attempt = due.Attempt + 1 };
        var wait = TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(due.Attempt, 10)));
        return bus.Notice(next, time.GetUtcNow() + wait, $"notice|{due.Account}|{due.Box}|{due.Message}|{next.Attempt}", cancel);
    }

    private async Task<(MailFile? File, bool IsTooLarge)> File(Recording message, CancellationToken cancel)
    {
        if (Base64Length(message.Bytes) + Overhead > LargestMail)
        {
            return (null, true);
        }

        if (message.File.Length == 0 || await files.Open(message.File, cancel) is not { } audio)
        {
            return (null, false);
        }

        await using (audio)
        {
            using var content = new MemoryStream();
            await audio.CopyToAsync(content, cancel);
            return (new MailFile("message.wav", "audio/wav", content.ToArray()), false);
        }
    }

    private static MessageNotice Notice(Recording message, Extension box, AccountSettings account) => new(
        $"{box.Name} ({box.Number})", message.Caller, message.CallerName, message.Dialled, Zones.On(message.At, Zones.Of(account.TimeZone)), message.Length, box.Language ?? account.Language);

    private static long Base64Length(long bytes) => (bytes + 2) / 3 * 4;

    private static Guid IdOf(MachineKey row, string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{row}|{name}")).AsSpan(0, 16));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>Who was told of a message, and who never will be.</summary>
internal sealed record Told(ValueList<string> Accepted = default, ValueList<string> Refused = default)
{
    public bool Knows(string name) => Accepted.Contains(name) || Refused.Contains(name);

    public Told With(string name, bool isAccepted) => Knows(name) ? this : isAccepted ? this with { Accepted = Accepted.Add(name) } : this with { Refused = Refused.Add(name) };
}

[JsonSerializable(typeof(Told))]
internal sealed partial class NoticeDeskJson : JsonSerializerContext;

internal static partial class NoticeLog
{
    [LoggerMessage(2121, LogLevel.Warning, "{Account}, mailbox {Box}: a {What} of a message was refused for good")]
    public static partial void Refused(ILogger logger, string account, string box, string what);

    [LoggerMessage(2122, LogLevel.Warning, "{Account}, mailbox {Box}: nobody could be told of a message: {Trouble}")]
    public static partial void NotSent(ILogger logger, string account, string box, string trouble);

    [LoggerMessage(2123, LogLevel.Error, "{Account}, mailbox {Box}: telling of a message was given up after 24 hours; the message stays")]
    public static partial void GivenUp(ILogger logger, string account, string box);
}
