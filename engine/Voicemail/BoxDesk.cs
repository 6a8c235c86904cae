using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Machines;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;
using Pbx.Engine.Audio;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Recordings;
using Pbx.Engine.Secrets;

namespace Pbx.Engine.Voicemail;

/// <summary>What people who look after a mailbox by telephone see and do: messages are found, become old and are deleted, and greeting, PIN and language are saved. Whatever is done twice is done once.</summary>
public sealed class BoxDesk(IRecordings recordings, IRecordingFiles files, AudioIntake audio, AccountSaving saving, AccountConfigurations configurations, PinDesk pins, ILogger<BoxDesk> logger)
{
    private const int Tries = 5;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestGreeting = TimeSpan.FromSeconds(1);

    /// <summary>The mailbox of user groups that has a code, or nothing.</summary>
    public async Task<ExtensionNumber?> Find(AccountId account, string code, CancellationToken cancel) =>
        (await saving.Load(account, cancel))?.Document.Extensions.FirstOrDefault(extension => extension.Config is GroupMailboxConfig config && config.Code == code)?.Number;

    /// <summary>What is in a mailbox now, and the message that is wanted; nothing when there is no such mailbox.</summary>
    public async Task<BoxView?> Look(AccountId account, CallCommand.LookIntoBox look, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (await Find(account, look.Box, cancel) is not { } box)
        {
            return null;
        }

        var (fresh, old, next) = (0, 0, (Recording?)null);
        await foreach (var message in recordings.List(account, Shelf.Box(look.Box), cancel))
        {
            if (message.Deleted is not null || message.File.Length == 0)
            {
                continue; // without a file there is nothing to hear
            }

            var part = message.Heard is null ? BoxPart.New : BoxPart.Old;
            (fresh, old) = part == BoxPart.New ? (fresh + 1, old) : (fresh, old + 1);
            var isLater = look.After is null || string.CompareOrdinal(message.Id, look.After) < 0;
            next = part == look.Part && isLater ? message : next; // the newest is first in the list: the last one that fits is the oldest
        }

        return new BoxView(box.Kind, box.Language, fresh, old, next is null ? null : new BoxMessage(next.Id, next.File, next.At, next.Caller, next.CallerName, next.Length));
    }

    /// <summary>A message becomes old (EXT-202).</summary>
    public async Task MarkHeard(AccountId account, CallCommand.MarkHeard heard, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(heard);
        if (await Find(account, heard.Box, cancel) is { } box)
        {
            await recordings.Change(account, Shelf.Box(heard.Box), heard.Message, message => message.HeardAt(heard.At, box), cancel);
        }
    }

    /// <summary>A message is deleted (EXT-196).</summary>
    public async Task Delete(AccountId account, CallCommand.DeleteMessage delete, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(delete);
        await recordings.Change(account, Shelf.Box(delete.Box), delete.Message, message => message.DeletedAt(delete.At), cancel);
    }

    /// <summary>Keeps a copy of a recorded greeting with the account's audio, once its file is there.</summary>
    public async Task<Outcome.Greeting> Fetch(AccountId account, Call state, OpId recording, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Trail.Recordings.FirstOrDefault(one => one.Op == recording) is not { Network: { } network } started
            || await files.Find(network, started.Since, cancel) is not [var file, ..]
            || await files.Measure(file, cancel) is not { IsWhole: true } measure
            || await files.Open(file, cancel) is not { } content)
        {
            return new Outcome.Greeting(null);
        }

        await using (content)
        {
            return measure.Length >= ShortestGreeting && await audio.Take(account, "Greeting, recorded by telephone", content, cancel) is Intake.Taken taken
                ? new Outcome.Greeting(taken.Audio.File)
                : new Outcome.Greeting(null, IsLost: true);
        }
    }

    /// <summary>
    /// Changes a mailbox in the newest version of the account. Who else saves in between loses nothing: the change is made again on what was saved. The same command given again changes nothing more.
    /// </summary>
    /// <param name="call">The call in which it is wished.</param>
    /// <param name="op">The name of the command.</param>
    /// <exception cref="InvalidOperationException">Others saved in between each time.</exception>
    public async Task<bool> Change(MachineKey call, OpId op, CallCommand.ChangeBox wish, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var why = $"By telephone: {wish.Change.Words} for mailbox {wish.Box} (call {call.Id}, {op})";
        if (await saving.HasSaved(call.Account, why, wish.At - ClocksDiffer, cancel))
        {
            return true;
        }

        var pin = wish.Change is BoxChange.NewPin ? await pins.NewPin(call, cancel) : null;
        for (var i = 0; i < Tries; i++)
        {
            if (await saving.Load(call.Account, cancel) is not var (document, pointer) || BoxEdits.Apply(document, wish.Box, wish.Change, pin) is not { } next)
            {
                return false;
            }

            var by = document.Extensions.First(extension => extension.Number == wish.Box);
            switch (await saving.Save(call.Account, next, pointer.Tag, new VersionNote($"{by.Number} ({by.Name})", why, Channel.Telephone), cancel))
            {
                case Saving.Saved:
                    return true;
                case Saving.Refused refused:
                    Log.NotChanged(logger, call, string.Join(' ', refused.Problems.Where(problem => !problem.IsWarning).Select(problem => $"{problem.Pointer}: {problem.Message}")));
                    return false;
            }
        }

        throw new InvalidOperationException($"Account {call.Account} is being saved by others.");
    }

    private async Task<Box?> Find(AccountId account, ExtensionNumber number, CancellationToken cancel) =>
        await configurations.Extension(account, number, cancel) is { } extension && await saving.Settings(account, cancel) is { } settings ? Box.Of(extension, settings.Language) : null;
}

internal static partial class Log
{
    [LoggerMessage(2111, LogLevel.Warning, "{Call}: a mailbox was not changed: {Problems}")]
    public static partial void NotChanged(ILogger logger, MachineKey call, string problems);
}
