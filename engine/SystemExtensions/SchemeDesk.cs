using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.SystemExtensions;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;

namespace Pbx.Engine.SystemExtensions;

/// <summary>Shows callers the schemes that they may switch, and switches them: one save of the newest version each, by the user and by telephone (NPL-089, NPL-130).</summary>
public sealed class SchemeDesk(AccountSaving saving, AccountConfigurations configurations, ILogger<SchemeDesk> logger)
{
    private const int Tries = 5;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>What a user may switch, as it is saved now.</summary>
    public async Task<SwitchableSchemes> Show(AccountId account, ExtensionNumber user, CancellationToken cancel)
    {
        var settings = await saving.Settings(account, cancel) ?? throw new InvalidOperationException($"There is no account {account}.");
        return SchemeSwitch.Show(await configurations.Extension(account, user, cancel), settings, await saving.Schemes(account, cancel) ?? []);
    }

    /// <summary>
    /// Switches a scheme in the newest version that there is. Who else saves in between loses nothing: the wish is applied again to what was saved. The same command given again changes nothing more,
    /// whoever has saved since.
    /// </summary>
    /// <param name="call">The call in which it is wished.</param>
    /// <param name="op">The name of the command.</param>
    /// <exception cref="InvalidOperationException">Others saved in between each time.</exception>
    public async Task<SwitchResult> Switch(MachineKey call, OpId op, CallCommand.SwitchScheme wish, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var why = $"{Words(wish)} (call {call.Id}, {op})";
        var isSaved = await saving.HasSaved(call.Account, why, wish.At - ClocksDiffer, cancel);
        for (var i = 0; i < Tries; i++)
        {
            if (await saving.Load(call.Account, cancel) is not var (document, pointer))
            {
                return new SwitchResult(SwitchAnswer.Failed);
            }

            var (next, result) = SchemeSwitch.Apply(document, wish);
            if (isSaved || result.Answer != SwitchAnswer.Done || next == document)
            {
                return result;
            }

            var by = SchemeSwitch.By(next.Extensions.First(extension => extension.Number == wish.User));
            switch (await saving.Save(call.Account, next, pointer.Tag, new VersionNote(by, why, Channel.Telephone), cancel))
            {
                case Saving.Saved:
                    return result;
                case Saving.Refused refused:
                    Log.NotSwitched(logger, call, string.Join(' ', refused.Problems.Where(problem => !problem.IsWarning).Select(problem => $"{problem.Pointer}: {problem.Message}")));
                    return new SwitchResult(SwitchAnswer.Failed);
            }
        }

        throw new InvalidOperationException($"Account {call.Account} is being saved by others.");
    }

    private static string Words(CallCommand.SwitchScheme wish) => wish.Mode switch
    {
        SwitchMode.Temporary => $"By telephone: plan {wish.Plan} of scheme {wish.Scheme} until the next scheduled change",
        SwitchMode.Permanent => $"By telephone: plan {wish.Plan} of scheme {wish.Scheme} until it is switched off",
        _ => $"By telephone: the time configuration of scheme {wish.Scheme}",
    };
}

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "{Call}: a scheme was not switched: {Problems}")]
    public static partial void NotSwitched(ILogger logger, MachineKey call, string problems);
}
