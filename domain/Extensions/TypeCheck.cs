namespace Pbx.Domain.Extensions;

/// <summary>Whether an extension that a setting names is of the type that it takes.</summary>
internal static class TypeCheck
{
    /// <summary>What is wrong, in words; nothing: it is of the type, or its list could not be read.</summary>
    /// <param name="what">What it should be, such as “user”.</param>
    public static string? Wrong(ExtensionNumber number, string key, string what, IDialPlan plan) => plan.TypeOf(number) switch
    {
        null => $"There is no extension {number}.",
        "" => null,
        var type => type == key ? null : $"Extension {number} is no {what}.",
    };
}
