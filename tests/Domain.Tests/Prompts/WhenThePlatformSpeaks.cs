using Pbx.Domain.Prompts;

namespace Pbx.Domain.Tests.Prompts;

public sealed class WhenThePlatformSpeaks
{
    [Fact]
    [Trait("Rule", "EXT-078")]
    public void Every_sentence_is_there_in_every_language_and_no_two_languages_say_the_same()
    {
        foreach (var prompt in Enum.GetValues<Prompt>())
        {
            var texts = Enum.GetValues<Language>().Select(language => Catalogue.Text(prompt, language)).ToList();
            Assert.All(texts, text => Assert.InRange(text.Length, 5, SpokenText.Longest));
            Assert.Equal(7, texts.Distinct().Count());
        }
    }

    [Fact]
    public void Every_language_has_a_locale() =>
        Assert.Equal(["en-GB", "nl-NL", "de-DE", "es-ES", "da-DK", "fi-FI", "lv-LV"], Enum.GetValues<Language>().Select(language => language.Locale()));
}
