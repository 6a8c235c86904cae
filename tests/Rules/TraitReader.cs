using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Pbx.Rules;

/// <summary>
/// Finds the tests that carry <c>[Trait("Rule", id)]</c> in built test assemblies. It reads metadata only: nothing is loaded
/// or run, and no dependency has to be found. A test that a class inherits (a contract suite) counts for the class that runs it.
/// </summary>
public static class TraitReader
{
    /// <summary>Every test with at least one rule, of all assemblies together: a base class may stand in another assembly.</summary>
    public static IReadOnlyList<RuleTest> Read(IEnumerable<string> assemblies)
    {
        var types = new Dictionary<string, TestType>(StringComparer.Ordinal);
        foreach (var path in assemblies)
        {
            using var image = new PEReader(File.OpenRead(path));
            var reader = image.GetMetadataReader();
            foreach (var handle in reader.TypeDefinitions)
            {
                var type = Describe(reader, handle);
                types.TryAdd(type.Name, type);
            }
        }

        return [.. types.Values.Where(type => !type.IsAbstract).SelectMany(type => Tests(type, types)).OrderBy(test => test.Class, StringComparer.Ordinal)];
    }

    private static IEnumerable<RuleTest> Tests(TestType type, Dictionary<string, TestType> types)
    {
        var line = new List<TestType>();
        for (var at = type; at is not null; at = at.Base is { } name ? types.GetValueOrDefault(name) : null)
        {
            line.Add(at);
        }

        var ofClass = line.SelectMany(ancestor => ancestor.Rules).ToList();
        return line
            .SelectMany(ancestor => ancestor.Tests)
            .GroupBy(test => test.Method, test => test.Rules, StringComparer.Ordinal)
            .Select(test => new RuleTest(type.Name, test.Key, [.. test.SelectMany(rules => rules).Concat(ofClass).Distinct(StringComparer.Ordinal)]))
            .Where(test => test.Rules.Count > 0);
    }

    private static TestType Describe(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var tests = type.GetMethods()
            .Select(reader.GetMethodDefinition)
            .Where(method => method.GetCustomAttributes().Any(attribute => IsTestMark(AttributeName(reader, attribute))))
            .Select(method => (reader.GetString(method.Name), Rules(reader, method.GetCustomAttributes())))
            .ToList();
        return new TestType(
            NameOf(reader, handle),
            type.Attributes.HasFlag(TypeAttributes.Abstract),
            type.BaseType.IsNil ? null : NameOf(reader, type.BaseType),
            Rules(reader, type.GetCustomAttributes()),
            tests);
    }

    // FactAttribute, TheoryAttribute and attributes derived from them, which keep the ending.
    private static bool IsTestMark(string attribute) =>
        attribute.EndsWith("FactAttribute", StringComparison.Ordinal) || attribute.EndsWith("TheoryAttribute", StringComparison.Ordinal);

    private static List<string> Rules(MetadataReader reader, CustomAttributeHandleCollection attributes)
    {
        var rules = new List<string>();
        foreach (var handle in attributes)
        {
            if (AttributeName(reader, handle) != "Xunit.TraitAttribute")
            {
                continue;
            }

            var blob = reader.GetBlobReader(reader.GetCustomAttribute(handle).Value);
            blob.ReadUInt16(); // the prolog, always 1 (ECMA-335, II.23.3)
            var (name, value) = (blob.ReadSerializedString(), blob.ReadSerializedString());
            if (name == "Rule" && value is not null)
            {
                rules.Add(value);
            }
        }

        return rules;
    }

    private static string AttributeName(MetadataReader reader, CustomAttributeHandle handle)
    {
        var constructor = reader.GetCustomAttribute(handle).Constructor;
        return constructor.Kind == HandleKind.MemberReference
            ? NameOf(reader, reader.GetMemberReference((MemberReferenceHandle)constructor).Parent)
            : NameOf(reader, reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType());
    }

    private static string NameOf(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                var outer = definition.GetDeclaringType();
                return outer.IsNil
                    ? Join(reader.GetString(definition.Namespace), reader.GetString(definition.Name))
                    : Join(NameOf(reader, outer), reader.GetString(definition.Name));
            case HandleKind.TypeReference:
                var reference = reader.GetTypeReference((TypeReferenceHandle)handle);
                return reference.ResolutionScope.Kind == HandleKind.TypeReference
                    ? Join(NameOf(reader, reference.ResolutionScope), reader.GetString(reference.Name))
                    : Join(reader.GetString(reference.Namespace), reader.GetString(reference.Name));
            case HandleKind.TypeSpecification:
                // The base class Contract<Store> is written as: generic instance, class, Contract`1, … (ECMA-335, II.23.2.14).
                var signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                {
                    return "";
                }

                signature.ReadCompressedInteger();
                return NameOf(reader, signature.ReadTypeHandle());
            default:
                return "";
        }
    }

    private static string Join(string outer, string name) => outer.Length == 0 ? name : $"{outer}.{name}";

    private sealed record TestType(
        string Name, bool IsAbstract, string? Base, IReadOnlyList<string> Rules, IReadOnlyList<(string Method, List<string> Rules)> Tests);
}
