namespace Pbx.Rules;

/// <summary>A test method, as a class runs it, and the rules that it checks. Nested classes are joined with a dot.</summary>
public sealed record RuleTest(string Class, string Method, IReadOnlyList<string> Rules);
