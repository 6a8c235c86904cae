using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;

namespace Pbx.Domain.CallRules;

/// <summary>Where the number classes of an account are used.</summary>
public static class NumberClassUses
{
    /// <summary>Every condition that names a class, as reasons not to delete it (EXT-405, RCH-360).</summary>
    public static IEnumerable<Problem> Of(AccountDocument document, string name)
    {
        ArgumentNullException.ThrowIfNull(document);
        foreach (var (rules, pointer, of) in RuleLists.In(document))
        {
            for (var i = 0; i < rules.Count; i++)
            {
                foreach (var use in In(rules[i].When?.Caller?.Classes ?? [], "caller", name).Concat(In(rules[i].When?.Called?.Classes ?? [], "called", name)))
                {
                    yield return new Problem($"{pointer}/{i}/when/{use}", $"{of}: rule “{rules[i].Name}” uses it.");
                }
            }
        }
    }

    private static IEnumerable<string> In(ValueList<string> classes, string condition, string name)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i] == name)
            {
                yield return $"{condition}/classes/{i}";
            }
        }
    }
}
