using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Engine.Configurations;

/// <summary>
/// The order in which a document had its extensions and links, where that is not the order of their numbers. Calls find them by number and do not care; who wrote the document finds it as it was.
/// </summary>
internal sealed record DocumentOrder(ValueList<ExtensionNumber> Extensions = default, ValueList<PlanOrder> Plans = default)
{
    /// <summary>The order of a document; nothing where all is in the order of numbers.</summary>
    public static DocumentOrder? Of(AccountDocument document)
    {
        var extensions = document.Extensions.Select(extension => extension.Number).ToList();
        var plans =
            from scheme in document.Schemes
            from plan in scheme.Plans
            let numbers = plan.Links.Select(link => link.Number).ToList()
            where !IsSorted(numbers.Select(number => number.Value))
            select new PlanOrder(scheme.Number, plan.Number, ValueList.From(numbers));
        var order = new DocumentOrder(IsSorted(extensions.Select(number => number.Value)) ? [] : ValueList.From(extensions), ValueList.From(plans));
        return order.Extensions.Count == 0 && order.Plans.Count == 0 ? null : order;
    }

    /// <summary>Extensions in their order.</summary>
    public ValueList<Extension> Arrange(IReadOnlyList<Extension> extensions)
    {
        var by = extensions.ToDictionary(extension => extension.Number);
        return ValueList.From(Extensions.Count == 0 ? extensions : Extensions.Select(number => by[number]));
    }

    /// <summary>The links of a plan in their order.</summary>
    public ValueList<Link> Arrange(int scheme, int plan, IReadOnlyList<Link> links)
    {
        var by = links.ToDictionary(link => link.Number);
        return ValueList.From(Plans.FirstOrDefault(one => one.Scheme == scheme && one.Plan == plan) is { } order ? order.Links.Select(number => by[number]) : links);
    }

    private static bool IsSorted(IEnumerable<string> words)
    {
        var last = "";
        foreach (var word in words)
        {
            if (string.CompareOrdinal(last, word) > 0)
            {
                return false;
            }

            last = word;
        }

        return true;
    }
}

/// <summary>The order of one plan's links.</summary>
internal sealed record PlanOrder(int Scheme, int Plan, ValueList<PhoneNumber> Links);

/// <summary>A piece of the list of an account's numbers.</summary>
internal sealed record NumbersPage(ValueList<PhoneNumber> Numbers)
{
    /// <summary>How many numbers a piece has: 40 KiB at the most.</summary>
    public const int Most = 2000;
}
