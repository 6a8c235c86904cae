using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Explanations;

/// <summary>Finds what is wrong with assumptions for an account, with the assumptions as the root of the pointers.</summary>
public static class AssumptionCheck
{
    /// <summary>All problems.</summary>
    public static IEnumerable<Problem> Check(Assumptions assume, DocumentConfiguration account)
    {
        ArgumentNullException.ThrowIfNull(assume);
        ArgumentNullException.ThrowIfNull(account);
        return
        [
            .. Phones(assume.Phones, account),
            .. Mailboxes(assume.FullMailboxes, account),
            .. Lasts("/speaksFor", assume.SpeaksFor, Assumptions.LongestSpeech, "A caller speaks for an hour at most."),
            .. Lasts("/talksFor", assume.TalksFor, Assumptions.LongestTalk, "Two talk for four hours at most."),
            .. Lasts("/hangsUpAfter", assume.HangsUpAfter, Assumptions.LongestTalk, "A caller hangs up within four hours."),
            .. Once("/queues", [.. assume.Queues.Select(queue => queue.Extension)], account),
            .. Once("/limits", [.. assume.Limits.Select(limit => limit.Extension)], account),
        ];
    }

    private static IEnumerable<Problem> Phones(ValueList<PhoneAssumption> phones, DocumentConfiguration account)
    {
        var seen = new HashSet<PhoneName>();
        for (var i = 0; i < phones.Count; i++)
        {
            var one = phones[i];
            if (!seen.Add(one.Phone))
            {
                yield return new Problem($"/phones/{i}/phone", $"{one.Phone} is listed twice.");
            }

            if (one.Phone.Extension is { } number && account.Find(number) is null)
            {
                yield return new Problem($"/phones/{i}/phone", $"There is no extension {number}.");
            }

            foreach (var problem in Lasts($"/phones/{i}/after", one.After, PhoneAssumption.Longest, "A phone is answered or declined within an hour."))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> Mailboxes(ValueList<ExtensionNumber> boxes, DocumentConfiguration account)
    {
        for (var i = 0; i < boxes.Count; i++)
        {
            if (account.Find(boxes[i]) is not { Extension.Type.Key: var type } || type != Mailbox.Key)
            {
                yield return new Problem($"/fullMailboxes/{i}", $"There is no mailbox {boxes[i]}.");
            }
        }
    }

    private static IEnumerable<Problem> Once(string at, ExtensionNumber[] numbers, DocumentConfiguration account)
    {
        var seen = new HashSet<ExtensionNumber>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!seen.Add(numbers[i]))
            {
                yield return new Problem($"{at}/{i}/extension", $"Extension {numbers[i]} is listed twice.");
            }

            if (account.Find(numbers[i]) is null)
            {
                yield return new Problem($"{at}/{i}/extension", $"There is no extension {numbers[i]}.");
            }
        }
    }

    private static IEnumerable<Problem> Lasts(string at, TimeSpan? time, TimeSpan most, string rule) =>
        time < TimeSpan.Zero || time > most ? [new Problem(at, rule)] : [];
}
