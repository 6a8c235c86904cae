using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>Finds the functions of an app and everything that is wrong with them.</summary>
internal static partial class FunctionSearch
{
    /// <summary>All functions in the given types.</summary>
    /// <exception cref="InvalidOperationException">Some cannot be served: the message names every problem, one a line.</exception>
    public static IReadOnlyList<FoundFunction> In(IEnumerable<Type> types, IServiceCollection services, IConfiguration settings)
    {
        List<string> problems = [];
        List<FoundFunction> found = [];
        foreach (var type in types.Where(t => t is { IsClass: true } && !t.Name.StartsWith('<')))
        {
            foreach (var method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            {
                if (method.IsDefined(typeof(FunctionAttribute), inherit: false) && Read(method, type, problems) is { } function)
                {
                    found.Add(function);
                }
            }
        }

        problems.AddRange(Duplicates(found));
        foreach (var function in found)
        {
            problems.AddRange(function.BindArguments());
            problems.AddRange(function.Trigger.Check(function, settings));
        }

        foreach (var kind in found.GroupBy(f => f.Trigger.GetType()))
        {
            problems.AddRange(kind.First().Trigger.CheckTogether([.. kind]));
        }

        problems.AddRange(Unmakeable(found, services));
        return problems.Count == 0
            ? found
            : throw new InvalidOperationException($"The functions of this app cannot be served:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(p => $"  - {p}"))}");
    }

    private static FoundFunction? Read(MethodInfo method, Type type, List<string> problems)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()?.Name ?? "";
        var where = $"{type.Name}.{method.Name}";
        var before = problems.Count;
        if (!Name().IsMatch(name))
        {
            problems.Add($"{where}: '{name}' is no function name; it starts with a letter and has at most 127 letters, digits, hyphens and underscores.");
        }

        if (!method.IsPublic || !type.IsVisible)
        {
            problems.Add($"{name}: {where} is not public.");
        }

        if (type.ContainsGenericParameters || method.IsGenericMethodDefinition)
        {
            problems.Add($"{name}: {where} is generic.");
        }

        if (type.IsAbstract && !method.IsStatic)
        {
            problems.Add($"{name}: {type.Name} is abstract.");
        }

        if (method.GetParameters().Any(p => p.ParameterType.IsByRef))
        {
            problems.Add($"{name}: {where} has a parameter by reference.");
        }

        var triggers = method.GetParameters()
            .SelectMany(p => p.GetCustomAttributes(inherit: false).OfType<ITriggerAttribute>().Select(t => (Parameter: p, Trigger: t)))
            .ToArray();
        if (triggers.Length != 1)
        {
            problems.Add($"{name}: {where} has {(triggers.Length == 0 ? "no trigger" : "more than one trigger")}.");
        }

        return problems.Count == before ? new FoundFunction(name, method, triggers[0].Trigger, triggers[0].Parameter) : null;
    }

    private static IEnumerable<string> Duplicates(IEnumerable<FoundFunction> found) => found
        .GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
        .Where(g => g.Count() > 1)
        .Select(g => $"{g.Key}: the name is used by {string.Join(" and ", g.Select(f => $"{f.Method.DeclaringType?.Name}.{f.Method.Name}"))}.");

    // Only what is certain: a class with one constructor whose parameter no registration can fill.
    private static IEnumerable<string> Unmakeable(IReadOnlyList<FoundFunction> found, IServiceCollection services)
    {
        var registered = services.Where(s => !s.IsKeyedService).Select(s => s.ServiceType).ToHashSet();
        foreach (var type in found.Where(f => !f.Method.IsStatic).Select(f => f.Method.DeclaringType).OfType<Type>().Distinct())
        {
            if (registered.Contains(type) || type.GetConstructors() is not [var constructor])
            {
                continue;
            }

            foreach (var needed in constructor.GetParameters().Where(p => !p.HasDefaultValue && !IsGiven(p, registered)))
            {
                yield return $"{type.Name}: its constructor needs {needed.ParameterType}, which is not registered.";
            }
        }
    }

    private static bool IsGiven(ParameterInfo parameter, HashSet<Type> registered)
    {
        var type = parameter.ParameterType;
        return parameter.IsDefined(typeof(FromKeyedServicesAttribute))
            || parameter.IsDefined(typeof(ServiceKeyAttribute))
            || registered.Contains(type)
            || type == typeof(IServiceProvider)
            || type == typeof(IServiceScopeFactory)
            || type == typeof(IServiceProviderIsService)
            || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IEnumerable<>) || registered.Contains(type.GetGenericTypeDefinition())));
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
