using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Menus;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Menus;

public sealed class WhenOptionsHaveSeveralDigits
{
    private static readonly Sound Greeting = new Sound.Speech("Kies.", Language.Dutch);
    private static readonly Sound Invalid = Catalogue.Say(Prompt.InvalidChoice, Language.Dutch);
    private static readonly string[] Worked = ["0", "1", "22", "333", "4444", "999999"];

    // the keys, each half a second after the one before, and what comes of them; with a last silence
    [Theory]
    [InlineData("0", "option 0", 0)]
    [InlineData("2", "invalid", 3)]
    [InlineData("22", "option 22", 0)]
    [Trait("Rule", "EXT-273")]
    [Trait("Rule", "EXT-274")]
    [Trait("Rule", "EXT-275")]
    public void The_worked_example_holds_for_choices(string keys, string result, int secondsAfterTheLastKey) => Works(Worked, keys, result, secondsAfterTheLastKey);

    [Theory]
    [InlineData("23", "invalid")]
    [InlineData("99999#", "invalid")]
    [InlineData("5", "invalid")]
    [Trait("Rule", "EXT-276")]
    [Trait("Rule", "EXT-277")]
    [Trait("Rule", "EXT-278")]
    public void The_worked_example_holds_for_keys_that_are_no_choice(string keys, string result) => Works(Worked, keys, result, 0);

    [Theory]
    [InlineData("2", 3)]
    [InlineData("2#", 0)]
    [Trait("Rule", "EXT-279")]
    [Trait("Rule", "EXT-265")]
    [Trait("Rule", "EXT-083")]
    public void An_option_that_others_begin_with_is_chosen_by_waiting_or_by_the_hash_key(string keys, int seconds) => Works([.. Worked, "2"], keys, "option 2", seconds);

    [Theory]
    [InlineData("999999", "option 999999", 0)]
    [InlineData("99999", "invalid", 3)]
    [InlineData("999998", "invalid", 0)]
    [Trait("Rule", "EXT-268")]
    [Trait("Rule", "EXT-262")]
    public void At_the_most_digits_it_is_decided_without_waiting(string keys, string result, int seconds) => Works(Worked, keys, result, seconds);

    [Theory]
    [InlineData("0", "option 0", 3)]
    [InlineData("00", "option 00", 3)]
    [InlineData("000", "option 000", 0)]
    [Trait("Rule", "EXT-244")]
    [Trait("Rule", "EXT-263")]
    public void Options_of_zeros_are_told_apart(string keys, string result, int seconds) => Works(["0", "00", "000"], keys, result, seconds, most: 3);

    [Theory]
    [InlineData("#", "option #")]
    [InlineData("*", "option *")]
    [InlineData("2*", "")]
    [InlineData("2*22", "option 22")]
    [InlineData("2**", "option *")]
    [Trait("Rule", "EXT-269")]
    [Trait("Rule", "EXT-270")]
    public void Star_and_hash_are_options_of_their_own_where_nothing_is_keyed(string keys, string result) => Works(["22", "*", "#"], keys, result, 0);

    [Fact]
    [Trait("Rule", "EXT-270")]
    [Trait("Rule", "EXT-271")]
    public void After_the_star_key_nothing_is_played_again_and_the_time_for_the_first_key_runs()
    {
        var story = Menu(Worked).Press("2");
        story.Then(new CallCommand.CollectDigits([], 1, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)));
        story.Press("*").Then(new CallCommand.CollectDigits([], 1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)));
        Assert.Equal(["Kies."], story.PressNothing().Spoken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [Trait("Rule", "EXT-264")]
    [Trait("Rule", "EXT-266")]
    [Trait("Rule", "EXT-267")]
    public void A_slow_reading_of_the_rules_agrees_for_random_options_and_keys(int most)
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var options = Options(random, most);
            var keys = Keys(random, options);
            var oracle = new MatchingOracle(options, most, TimedCaller.Length(Greeting), TimedCaller.Length(Invalid));
            var expected = oracle.Expect(keys);
            var told = Told(new TimedCaller(Menu(options, most)).Run(keys, TimeSpan.FromMinutes(5)), options);
            Assert.True(
                expected.SequenceEqual(told),
                $"Seed {seed}, options {string.Join(' ', options)}, at most {most}, keys {string.Join(' ', keys.Select(key => $"{key.Key}@{key.At.TotalSeconds}"))}: {string.Join(", ", told)} instead of {string.Join(", ", expected)}.");
        }
    }

    [Theory]
    [Trait("Rule", "EXT-089")]
    [InlineData(999, "invalid")]
    [InlineData(1000, "option 1")]
    [InlineData(1001, "option 1")]
    public void After_an_invalid_entry_keys_do_not_count_for_a_second(int after, string last)
    {
        (TimeSpan, char)[] keys = [(TimeSpan.FromMilliseconds(7001), '5'), (TimeSpan.FromMilliseconds(7001 + after), '1')];
        Assert.Equal(last, Told(new TimedCaller(Menu(Worked)).Run(keys, TimeSpan.FromSeconds(9)), Worked)[^1].What);
    }

    [Fact]
    [Trait("Rule", "EXT-272")]
    [Trait("Rule", "EXT-080")]
    public void Keys_ahead_are_carried_into_the_next_menu_and_the_rest_of_them_into_the_one_behind_it()
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "greeting": "B.", "maximumDigits": 2, "options": [{ "key": "22", "action": "transfer-with-announcement", "destination": "120" }] } }""",
            """{ "number": "120", "name": "C", "type": "menu", "config": { "greeting": "C.", "maximumDigits": 2, "options": [{ "key": "33", "destination": "300" }] } }""").Dial("+31205550100");
        story.Press("1223").EndSound();
        Assert.Empty(story.Spoken); // the key stopped the greeting of C
        Assert.Equal("120", Assert.IsType<Phase.InExtension>(story.Phase).Arrival.Number?.Value);
        Assert.Equal("300", Assert.IsType<Phase.InExtension>(story.Press("3").Phase).Arrival.Number?.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-272")]
    public void A_key_ahead_that_is_no_choice_in_the_next_menu_is_invalid_there()
    {
        var story = CallStory.Of("""{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "greeting": "B.", "options": [{ "key": "2", "destination": "300" }] } }""").Dial("+31205550100");
        Assert.Equal([Catalogue.Text(Prompt.InvalidChoice, Language.Dutch), "B."], story.Press("19").Spoken);
    }

    [Theory]
    [InlineData("5122")]
    [InlineData("*22")]
    [InlineData("**22")]
    [Trait("Rule", "EXT-255")]
    [Trait("Rule", "EXT-256")]
    public void A_key_ahead_of_a_message_stops_it_and_one_ahead_of_the_menu_again_counts(string keys)
    {
        var story = CallStory.Of("""
            { "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "maximumDigits": 2, "options": [
              { "key": "5", "action": "play-message", "message": "Tekst." }, { "key": "*", "action": "repeat" }, { "key": "2", "destination": "201" }, { "key": "22", "destination": "300" }] } }
            """).Dial("+31205550100");
        Assert.Equal("300", Assert.IsType<Phase.InExtension>(story.Press(keys).Phase).Arrival.Number?.Value);
    }

    private static void Works(string[] options, string keys, string result, int seconds, int most = 6)
    {
        var timed = keys.Select((key, i) => (TimeSpan.FromMilliseconds(2001 + (500 * i)), key)).ToList();
        var last = timed[^1].Item1;
        var story = new TimedCaller(Menu(options, most)).Run(timed, last + TimeSpan.FromSeconds(seconds));
        var told = Told(story, options);
        Assert.Equal(result.Length == 0 ? [] : [(last + TimeSpan.FromSeconds(seconds), result)], told);
    }

    private static CallStory Menu(IReadOnlyList<string> options, int most = 6) => CallStory.Of(
        [
            JsonSerializer.Serialize(new { number = "100", name = "Menu", type = "menu", config = new { greeting = "Kies.", maximumDigits = most, options = options.Select((key, i) => new { key, destination = $"{500 + i}" }) } }),
            .. options.Select((key, i) => $$"""{ "number": "{{500 + i}}", "name": "Option", "type": "auto-answer", "config": { "message": "Option." } }"""),
        ]).Dial("+31205550100");

    private static List<(TimeSpan At, string What)> Told(CallStory story, IReadOnlyList<string> options) =>
    [
        .. story.Call!.Trail.Steps
            .Where(step => step.Extension?.Value == "100")
            .Select(step => (step.At - CallStory.Start, step.Rule switch
            {
                "EXT-251" => $"option {options[int.Parse(step.What[^4..^1], System.Globalization.CultureInfo.InvariantCulture) - 500]}",
                "EXT-282" => "invalid",
                "EXT-281" => "silence",
                "EXT-283" => "last",
                _ => "",
            }))
            .Where(one => one.Item2.Length > 0),
    ];

    // few digits, so that options begin alike
    private static List<string> Options(Random random, int most)
    {
        var options = new HashSet<string>(StringComparer.Ordinal);
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            options.Add(string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => "123"[random.Next(3)])));
        }

        if (random.Next(3) == 0)
        {
            options.Add(random.Next(2) == 0 ? "*" : "#");
        }

        return [.. options];
    }

    // at odd instants, so that none coincides with the end of a timer; sometimes two at once
    private static List<(TimeSpan At, char Key)> Keys(Random random, List<string> options)
    {
        var keys = new List<(TimeSpan, char)>();
        var at = 101 + (10 * random.Next(800));
        for (var i = random.Next(12); i > 0; i--)
        {
            foreach (var key in random.Next(3) == 0 ? options[random.Next(options.Count)] : "1231231239*#"[random.Next(12)].ToString())
            {
                keys.Add((TimeSpan.FromMilliseconds(at), key));
                at += random.Next(5) == 0 ? 0 : random.Next(4) == 0 ? 10 * random.Next(30, 900) : 10 * random.Next(1, 150);
            }
        }

        return keys;
    }
}
