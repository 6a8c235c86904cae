using System.Text.Json.Serialization;

namespace Pbx.Domain.Prompts;

/// <summary>The languages that the platform speaks (EXT-078).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Language>))]
public enum Language
{
    /// <summary>English.</summary>
    [JsonStringEnumMemberName("en")]
    English,

    /// <summary>Dutch.</summary>
    [JsonStringEnumMemberName("nl")]
    Dutch,

    /// <summary>German.</summary>
    [JsonStringEnumMemberName("de")]
    German,

    /// <summary>Spanish.</summary>
    [JsonStringEnumMemberName("es")]
    Spanish,

    /// <summary>Danish.</summary>
    [JsonStringEnumMemberName("da")]
    Danish,

    /// <summary>Finnish.</summary>
    [JsonStringEnumMemberName("fi")]
    Finnish,

    /// <summary>Latvian.</summary>
    [JsonStringEnumMemberName("lv")]
    Latvian,
}

/// <summary>How a language is named to speech synthesis.</summary>
public static class LanguageLocale
{
    /// <summary>The locale, such as <c>nl-NL</c>.</summary>
    public static string Locale(this Language language) => language switch
    {
        Language.English => "en-GB",
        Language.Dutch => "nl-NL",
        Language.German => "de-DE",
        Language.Spanish => "es-ES",
        Language.Danish => "da-DK",
        Language.Finnish => "fi-FI",
        Language.Latvian => "lv-LV",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a language that the platform speaks."),
    };
}
