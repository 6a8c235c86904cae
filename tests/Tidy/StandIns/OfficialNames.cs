using System.Reflection;
using System.Text.RegularExpressions;

namespace Pbx.Tidy.StandIns;

/// <summary>
/// The names of the official packages, from tests/Data/azure/api-names.md, and what a stand-in shows beyond them. The list says
/// nothing about parameters; it keeps a stand-in from growing members that the real package does not have.
/// </summary>
public sealed partial class OfficialNames
{
    // The list describes the Functions packages together, in one section.
    private const string FunctionsHeading = "Azure Functions isolated worker";

    // Public in every .NET program without being a promise of the package: what the compiler writes for value types and
    // records, what tells equal from unequal, and what frees resources.
    private static readonly HashSet<string> EveryTypeHas =
        new(["ToString", "Equals", "GetHashCode", "GetEnumerator", "CompareTo", "Dispose", "DisposeAsync", "Deconstruct", "PrintMembers", "EqualityContract", "value__"], StringComparer.Ordinal);

    private readonly Dictionary<string, HashSet<string>> words = new(StringComparer.Ordinal);

    /// <summary>Reads the list: below each heading of the second rank, every word of it.</summary>
    public OfficialNames(string list)
    {
        foreach (var section in SectionStart().Split(WrittenOut(list)).Skip(1))
        {
            var heading = NumberOfHeading().Replace(section.Split('\n')[0], "").Trim();
            words[heading] = Word().Matches(section).Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>The public types and members of a stand-in that the official package does not have, as the list tells it.</summary>
    public IEnumerable<string> Unknown(string package, IEnumerable<Type> types)
    {
        var heading = package.StartsWith("Microsoft.Azure.Functions.Worker", StringComparison.Ordinal) ? FunctionsHeading : package;
        if (!words.TryGetValue(heading, out var known))
        {
            return [$"The list has no heading {heading}."];
        }

        return types
            .Where(type => type.IsVisible)
            .SelectMany(type => Shown(type).Select(member => (type, member)))
            .Where(shown => !IsKnown(known, shown.member))
            .Select(shown => shown.member == Bare(shown.type) ? $"{package}: {shown.type.FullName}" : $"{package}: {shown.type.FullName}.{shown.member}")
            .Distinct(StringComparer.Ordinal);
    }

    // The list shortens: `Zero … Nine`, and `PlayStarted / Stopped` for PlayStarted and PlayStopped.
    private static string WrittenOut(string list) =>
        Slashes().Replace(
            list.Replace("Zero … Nine", "Zero One Two Three Four Five Six Seven Eight Nine", StringComparison.Ordinal),
            names => names.Value + string.Concat(names.Groups["other"].Captures.Select(other => $" {names.Groups["stem"].Value}{other.Value}")));

    // The list gives each service method in its async form and says that the other is its twin; it gives an attribute by either name.
    private static bool IsKnown(HashSet<string> known, string name) =>
        known.Contains(name)
        || known.Contains(name + "Async")
        || (name.EndsWith("Attribute", StringComparison.Ordinal) && known.Contains(name[..^"Attribute".Length]));

    private static IEnumerable<string> Shown(Type type)
    {
        yield return Bare(type);
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            yield break;
        }

        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var foreign = FromElsewhere(type);
        foreach (var member in type.GetMembers(Declared))
        {
            var (shows, accessors) = member switch
            {
                MethodInfo method => (!method.IsSpecialName && IsShown(method), new[] { method }),
                PropertyInfo property => (property.GetAccessors(nonPublic: true).Any(IsShown), property.GetAccessors(nonPublic: true)),
                EventInfo happening => (happening.AddMethod is { } add && IsShown(add), happening.AddMethod is { } adder ? [adder] : []),
                FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly, []),
                _ => (false, []),
            };
            if (shows && !EveryTypeHas.Contains(member.Name) && !member.Name.Contains('<', StringComparison.Ordinal) && !accessors.Any(foreign.Contains))
            {
                yield return member is PropertyInfo { Name: "Item" } ? "indexer" : member.Name;
            }
        }
    }

    // Members that a base type or an interface from elsewhere asks for: their names are that type's.
    private static HashSet<MethodInfo> FromElsewhere(Type type)
    {
        var methods = new HashSet<MethodInfo>();
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        methods.UnionWith(type.GetMethods(Declared).Where(method => method.GetBaseDefinition().DeclaringType != type));
        if (!type.IsInterface)
        {
            foreach (var contract in type.GetInterfaces().Where(contract => contract.Assembly != type.Assembly))
            {
                methods.UnionWith(type.GetInterfaceMap(contract).TargetMethods);
            }
        }

        return methods;
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Bare(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"^\d+\.\s*")]
    private static partial Regex NumberOfHeading();

    [GeneratedRegex(@"\b(?<stem>\w+)[A-Z][a-z]+( / (?<other>[A-Z][a-z]+))+", RegexOptions.ExplicitCapture)]
    private static partial Regex Slashes();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
