using Pbx.Domain.Names;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Names;

public sealed class WhenANameIsSpelled
{
    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")]
    [InlineData("Anna", "2662")]
    [InlineData("DE VRIES", "3387437")]
    [InlineData("Smith-Jones", "7648456637")]
    [InlineData("é ö ø å", "3662")]
    [InlineData("Æble", "232" + "53")]
    [InlineData("Weiß", "934" + "77")]
    [InlineData("Ķēniņš Šķēle Łukasz Ångström", "536467" + "75353" + "585279" + "26478766")]
    [InlineData("O’Brien", "6274" + "36")]
    [InlineData("Team 24", "832624")]
    [InlineData("Жук", "")]
    [Trait("Rule", "EXT-291")]
    [Trait("Rule", "EXT-294")]
    public void Letters_are_their_keys_without_case_spaces_hyphens_and_accents(string name, string keys) => Assert.Equal(keys, Spelling.Of(name));

    [Theory]
    [InlineData("Anna de Vries", "de Vries Anna", "Vries Anna de")]
    [InlineData("Vries, Anna de", "Vries Anna de")]
    [InlineData("Anna", "Anna")]
    [Trait("Rule", "EXT-293")]
    public void The_last_name_of_a_person_may_begin_at_any_word_but_the_first(string name, params string[] lastFirst)
    {
        var names = ListedName.In([TestAccount.Read<Domain.Extensions.Extension>($$"""{ "number": "210", "name": "{{name}}", "type": "user", "config": {} }""")]);
        Assert.Equal(lastFirst.Select(Spelling.Of).Order(StringComparer.Ordinal), names.Where(one => !one.IsFirstNameFirst).Select(one => one.Keys));
    }
}
