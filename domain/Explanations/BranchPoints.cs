using System.Text;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Explanations;

/// <summary>Finds what would follow if something else happened, by taking that step with the machine itself. What leads to the same is told once.</summary>
internal static class BranchPoints
{
    /// <summary>The branch point at an event; nothing for one that does not depend on what is assumed.</summary>
    public static BranchPoint? Of(Call before, CallEvent evt, IConfiguration account, Moment at, Func<OpId, CallCommand?> asked)
    {
        if (Circumstances.Word(evt) is not { } happened)
        {
            return null;
        }

        var groups = new List<(string Same, Branch Branch, List<string> Words)>();
        foreach (var other in Circumstances.Others(evt, asked))
        {
            var word = Circumstances.Word(other) ?? "";
            var decision = CallMachine.Step(before, other, account, at);
            var same = Same(before, decision);
            var known = groups.FindIndex(group => group.Same == same);
            if (known >= 0)
            {
                groups[known].Words.Add(word);
            }
            else
            {
                groups.Add((same, Follow(before, decision), [word]));
            }
        }

        return groups.Count == 0 ? null : new BranchPoint(happened, ValueList.From(groups.Select(group => group.Branch with { Happens = ValueList.From(group.Words) })));
    }

    private static Branch Follow(Call before, Decision decision)
    {
        var (step, inside) = (First(before, decision.Next), decision.Next.Phase as Phase.InExtension);
        return new Branch(
            [],
            step?.What ?? "Nothing is decided yet.",
            step?.Why ?? "The extension goes on as it was.",
            step?.Rule,
            inside?.At.ToString(),
            (decision.Next.Phase as Phase.Talking)?.Phone,
            Reason(decision.Next.Phase));
    }

    private static LoggedStep? First(Call before, Call next) => next.Trail.Steps.Count > before.Trail.Steps.Count ? next.Trail.Steps[before.Trail.Steps.Count] : null;

    private static EndReason? Reason(Phase phase) => phase switch
    {
        Phase.Ending ending => ending.Reason,
        Phase.HangingUp hangingUp => hangingUp.Reason,
        Phase.Ended ended => ended.Reason,
        _ => null,
    };

    // Two decisions lead to the same when the call is in the same place then, by the same rules, and people hear and do the same; names of commands and what was pressed tell them apart no more.
    private static string Same(Call before, Decision decision)
    {
        var same = new StringBuilder();
        same.Append(decision.Next.Phase.GetType().Name).Append(' ').Append((decision.Next.Phase as Phase.InExtension)?.At).Append(' ').Append(Reason(decision.Next.Phase));
        same.Append((decision.Next.Phase as Phase.InExtension)?.State.State.GetType().Name);
        for (var i = before.Trail.Steps.Count; i < decision.Next.Trail.Steps.Count; i++)
        {
            same.Append('|').Append(decision.Next.Trail.Steps[i].What).Append(decision.Next.Trail.Steps[i].Rule);
        }

        foreach (var command in decision.Commands.AsSpan())
        {
            same.Append('|').Append(command.GetType().Name);
            foreach (var sound in SoundsOf(command).AsSpan())
            {
                same.Append(' ').Append(sound);
            }
        }

        return same.ToString();
    }

    private static ValueList<Prompts.Sound> SoundsOf(CallCommand command) => command switch
    {
        CallCommand.Play play => play.Sounds,
        CallCommand.CollectDigits collect => collect.Prompt,
        _ => [],
    };
}
