using Pbx.Domain.Calls;
using Pbx.Domain.Menus;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Menus;

public sealed class WhenACallerDialsByName
{
    private const string Menu = """
        { "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "forward": { "destination": "300", "timeout": "00:05:00" }, "options": [{ "key": "1", "action": "dial-by-name", "prefix": "Name" }] } }
        """;

    private static readonly string Either = Menu.Replace("\"greeting\"", "\"dialByNameOrder\": \"either\", \"greeting\"", StringComparison.Ordinal);
    private static readonly string Spell = Catalogue.Text(Prompt.SpellName, Language.Dutch);
    private static readonly string Nobody = Catalogue.Text(Prompt.NoSuchName, Language.Dutch);

    [Fact]
    [Trait("Rule", "EXT-253")]
    [Trait("Rule", "EXT-291")]
    [Trait("Rule", "EXT-295")]
    public void The_caller_is_asked_to_spell_a_name() => Dial(Menu).Press("1").Then(
        new CallCommand.CollectDigits([new Sound.Speech(Spell, Language.Dutch)], 30, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#"));

    [Fact]
    [Trait("Rule", "EXT-296")]
    [Trait("Rule", "EXT-299")]
    public void The_only_name_is_spoken_in_the_language_of_the_menu_and_one_connects()
    {
        var story = Dial(Menu.Replace("\"type\"", "\"language\": \"de\", \"type\"", StringComparison.Ordinal), User("210", "Anna de Vries")).Press("1").Press("874"); // Vri
        story.Then(new CallCommand.CollectDigits([Catalogue.Say(Prompt.ConnectOrStartAgain, Language.German, "Anna de Vries")], 1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)));
        Assert.Equal("Main Name +31612345678", story.Press("1").One<CallCommand.RingPhone>().Display);
    }

    [Fact]
    [Trait("Rule", "EXT-296")]
    public void The_star_key_starts_again()
    {
        var story = Dial(Menu, User("210", "Anna Jansen"), User("211", "Bo Smit")).Press("1").Press("526").Press("*");
        Assert.Equal([Spell], story.Spoken);
        Assert.Equal("211", At(story.Press("764").Press("1"))); // Smi, 7648
    }

    [Theory]
    [InlineData("526", "Jansen Anna, Jansen Bo")]
    [InlineData("5267362", "Jansen Anna, Jansen Bo")] // Bo is 2 6, Anna is 2 6 6 2
    [InlineData("52673626", "Jansen Anna, Jansen Bo")]
    [InlineData("526736266", "Jansen Anna")]
    [Trait("Rule", "EXT-297")]
    [Trait("Rule", "EXT-293")]
    public void Several_names_are_told_with_the_digit_that_chooses_each(string keys, string names)
    {
        var story = Dial(Menu, User("210", "Anna Jansen"), User("211", "Bo Jansen")).Press("1").Press(keys);
        var found = Assert.IsType<MenuState.Picking>(Assert.IsType<Phase.InExtension>(story.Phase).State.State).Found;
        Assert.Equal(names.Split(", ").Select(name => string.Join(' ', name.Split(' ').Reverse())), found.Select(name => name.Name));
        if (found.Count > 1)
        {
            Assert.Equal(["Toets 1 voor Anna Jansen.", "Toets 2 voor Bo Jansen."], story.Spoken);
            Assert.Equal("211", At(story.Press("2")));
        }
    }

    [Fact]
    [Trait("Rule", "EXT-293")]
    [Trait("Rule", "EXT-234")]
    public void The_first_name_finds_somebody_only_where_either_order_counts()
    {
        Assert.Equal([Nobody, Spell], Dial(Menu, User("210", "Wim Jansen")).Press("1").Press("946").Spoken);
        Assert.Equal("210", At(Dial(Either, User("210", "Wim Jansen")).Press("1").Press("946").Press("1")));
        Assert.Equal("210", At(Dial(Either, User("210", "Wim Jansen")).Press("1").Press("526").Press("1")));
    }

    [Fact]
    [Trait("Rule", "EXT-292")]
    [Trait("Rule", "EXT-048")]
    public void Who_is_not_listed_and_what_is_no_person_or_group_is_not_found()
    {
        string[] extensions = [Menu, User("210", "Zoe Zeeman").Replace("\"type\"", "\"listInDirectory\": false, \"type\"", StringComparison.Ordinal), """{ "number": "220", "name": "Zeeman", "type": "auto-answer", "config": { "message": "Hier." } }"""];
        Assert.Equal([Nobody, Spell], Dial(extensions).Press("1").Press("933").Spoken);
    }

    [Theory]
    [InlineData("group")]
    [InlineData("hunt-group")]
    [Trait("Rule", "EXT-292")]
    [Trait("Rule", "EXT-048")]
    public void A_group_is_found_by_its_name_and_keyed_by_its_number(string type)
    {
        var extension = new Domain.Extensions.Extension(Domain.Extensions.ExtensionNumber.Parse("220"), "Verkoop team", Domain.Extensions.ExtensionTypes.Find(type)!, Domain.Extensions.ExtensionTypes.Find(type)!.Sample);
        Assert.Equal("8375667" + "8326", Assert.Single(Domain.Names.ListedName.In([extension])).Keys);
        Assert.True(extension.IsKeyed);
    }

    [Fact]
    [Trait("Rule", "EXT-297")]
    public void Of_more_than_nine_more_letters_are_asked_for_and_go_on_where_the_first_ended()
    {
        var many = Enumerable.Range(0, 10).Select(i => User($"{210 + i}", $"Anna Janse{"abcdefghij"[i]}"));
        var story = Dial([Menu, .. many]).Press("1").Press("526");
        Assert.Equal([Catalogue.Text(Prompt.MoreLetters, Language.Dutch)], story.Spoken);
        Assert.Equal(["Toets 1 voor Anna Jansed.", "Toets 2 voor Anna Jansee.", "Toets 3 voor Anna Jansef."], story.Press("733").Spoken);
        Assert.Equal("214", At(story.Press("2")));
    }

    [Fact]
    [Trait("Rule", "EXT-297")]
    public void Nine_are_told()
    {
        var many = Enumerable.Range(0, 9).Select(i => User($"{210 + i}", "Anna Jansen"));
        Assert.Equal("218", At(Dial([Menu, .. many]).Press("1").Press("526").Press("9")));
    }

    [Theory]
    [InlineData("52", "210")] // the full name
    [InlineData("5", null)]
    [InlineData("53", null)] // shorter than the name that it begins
    [InlineData("534", "211")]
    [Trait("Rule", "EXT-295")]
    public void Fewer_than_three_keys_find_a_name_that_is_no_longer(string keys, string? extension)
    {
        var story = Dial(Menu, User("210", "Ja"), User("211", "Leif")).Press("1").Press(keys);
        Assert.Equal(extension, extension is null ? null : At(story.Press("1")));
        Assert.Equal(extension is null, story.Rule == "EXT-298");
    }

    [Fact]
    [Trait("Rule", "EXT-298")]
    public void After_three_attempts_the_caller_is_back_in_the_menu()
    {
        var story = Dial(Menu).Press("1").Press("999").After(TimeSpan.FromSeconds(10)).PressNothing().After(TimeSpan.FromSeconds(10));
        Assert.Equal([Spell], story.Spoken);
        Assert.Equal([Nobody, "Kies."], story.Press("999").Spoken);
        Assert.Equal([Spell], story.After(TimeSpan.FromSeconds(10)).Press("1").Spoken);
    }

    [Theory]
    [InlineData("*", "Kies.")]
    [InlineData("52**", "Kies.")]
    [InlineData("52*", null)]
    [Trait("Rule", "EXT-298")]
    public void The_star_key_with_nothing_keyed_leads_back_to_the_menu(string keys, string? said) => Assert.Equal([said ?? Spell], Dial(Menu).Press("1").Press(keys).Spoken);

    [Fact]
    [Trait("Rule", "EXT-298")]
    public void A_key_that_is_none_of_the_names_and_silence_are_attempts_too()
    {
        var story = Dial(Menu, User("210", "Anna Jansen")).Press("1").Press("526").Press("7").After(TimeSpan.FromSeconds(5));
        Assert.Equal("Anna Jansen", Assert.IsType<MenuState.Picking>(Assert.IsType<Phase.InExtension>(story.PressNothing().Phase).State.State).Found[0].Name);
        Assert.Equal(["Kies."], story.PressNothing().Spoken);
    }

    [Fact]
    [Trait("Rule", "EXT-286")]
    [Trait("Rule", "EXT-284")]
    public void Spelling_does_not_begin_the_time_of_the_menu_anew() =>
        Assert.Equal("300", At(Dial(Menu, User("210", "Anna Jansen")).After(TimeSpan.FromMinutes(4)).Press("1").Press("526").After(TimeSpan.FromMinutes(1)).When(new CallEvent.TimeReached())));

    [Fact]
    [Trait("Rule", "EXT-272")]
    public void Keys_ahead_begin_the_name() => Assert.Equal("210", At(Dial(Menu, User("210", "Anna Jansen")).Press("152").Press("6").Press("1")));

    [Fact]
    [Trait("Rule", "EXT-295")]
    [Trait("Rule", "EXT-272")]
    public void A_name_that_was_keyed_ahead_is_looked_up_when_the_caller_falls_silent() =>
        Assert.Equal("210", At(Dial(Menu, User("210", "Anna Jansen")).Press("1526").PressNothing().Press("1")));

    [Fact]
    [Trait("Rule", "EXT-297")]
    [Trait("Rule", "EXT-298")]
    public void Who_is_asked_for_more_letters_and_keys_none_is_back_in_the_menu_after_three_attempts()
    {
        var many = Enumerable.Range(210, 10).Select(number => User($"{number}", $"Jansen {number}"));
        var story = Dial([Menu, .. many]).Press("1526").PressNothing().PressNothing();
        Assert.IsType<MenuState.Spelling>(Assert.IsType<Phase.InExtension>(story.Phase).State.State);
        Assert.Equal(["Kies."], story.PressNothing().Spoken);
    }

    private static string User(string number, string name) => $$"""{ "number": "{{number}}", "name": "{{name}}", "type": "user", "config": { "device": "web:{{number}}" } }""";

    private static CallStory Dial(params string[] extensions) => CallStory.Of(extensions).Dial("+31205550100");

    private static string? At(CallStory story) => Assert.IsType<Phase.InExtension>(story.Phase).Arrival.Number?.Value;
}
