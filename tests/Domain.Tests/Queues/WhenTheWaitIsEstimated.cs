using Pbx.Domain.Calls;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenTheWaitIsEstimated
{
    private const string OneMinute = "De geschatte wachttijd is één minuut.";
    private const string Less = "De geschatte wachttijd is minder dan één minuut.";

    [Theory]
    [InlineData(100, 40, OneMinute)] // 300 s ÷ 3 – 40 s
    [InlineData(100, 130, Less)]
    [InlineData(100, 41, Less)]
    [InlineData(101, 40, "De geschatte wachttijd is 2 minuten.")]
    [InlineData(160, 40, "De geschatte wachttijd is 2 minuten.")]
    [InlineData(100, 100, Less)]
    [InlineData(null, 40, "De geschatte wachttijd is 2 minuten.")]
    [InlineData(null, 400, "De geschatte wachttijd is 2 minuten.")]
    [InlineData(1300, 40, "De geschatte wachttijd is 21 minuten.")]
    [Trait("Rule", "QUE-224")]
    [Trait("Rule", "QUE-226")]
    [Trait("Rule", "QUE-227")]
    public void It_is_the_average_less_what_the_caller_has_waited_and_two_minutes_where_there_is_none(int? average, int waited, string told) =>
        Assert.Equal([told], Told("", average, waited));

    [Fact]
    [Trait("Rule", "QUE-228")]
    [Trait("Rule", "QUE-222")]
    public void The_worked_example_is_told_as_it_is_written()
    {
        Assert.Equal([OneMinute], Told("", (60 + 90 + 150) / 3, 40));
        Assert.Equal([Less], Told("", (60 + 90 + 150) / 3, 130));
    }

    [Theory]
    [InlineData(""", "waitNotBelow": "00:01:00" """, 100, true)] // 60 s
    [InlineData(""", "waitNotBelow": "00:01:00" """, 99, false)]
    [InlineData(""", "waitNotAbove": "00:01:00" """, 100, true)]
    [InlineData(""", "waitNotAbove": "00:01:00" """, 101, false)]
    [InlineData(""", "waitNotBelow": "00:01:00", "waitNotAbove": "00:02:00" """, 150, true)]
    [Trait("Rule", "QUE-229")]
    [Trait("Rule", "QUE-230")]
    public void Estimates_that_are_too_small_or_too_large_are_not_told(string limits, int average, bool isTold) =>
        Assert.Equal(isTold ? 1 : 0, Told(limits, average, 40).Count);

    [Theory]
    [InlineData("en", "You are number 21 in the queue.", "The estimated waiting time is 21 minutes.", "The estimated waiting time is one minute.", "The estimated waiting time is less than one minute.")]
    [InlineData("nl", "U bent nummer 21 in de wachtrij.", "De geschatte wachttijd is 21 minuten.", "De geschatte wachttijd is één minuut.", "De geschatte wachttijd is minder dan één minuut.")]
    [InlineData("de", "Sie sind Nummer 21 in der Warteschlange.", "Die geschätzte Wartezeit beträgt 21 Minuten.", "Die geschätzte Wartezeit beträgt eine Minute.", "Die geschätzte Wartezeit beträgt weniger als eine Minute.")]
    [InlineData("es", "Usted ocupa el puesto 21 de la cola.", "El tiempo de espera estimado es de 21 minutos.", "El tiempo de espera estimado es de un minuto.", "El tiempo de espera estimado es de menos de un minuto.")]
    [InlineData("da", "Du er nummer 21 i køen.", "Den forventede ventetid er 21 minutter.", "Den forventede ventetid er et minut.", "Den forventede ventetid er under et minut.")]
    [InlineData("fi", "Olette jonossa numero 21.", "Arvioitu odotusaika on 21 minuuttia.", "Arvioitu odotusaika on yksi minuutti.", "Arvioitu odotusaika on alle minuutti.")]
    [InlineData("lv", "Jūsu numurs rindā ir 21.", "Paredzamais gaidīšanas laiks ir 21 minūte.", "Paredzamais gaidīšanas laiks ir viena minūte.", "Paredzamais gaidīšanas laiks ir mazāks par vienu minūti.")]
    [Trait("Rule", "QUE-203")]
    [Trait("Rule", "QUE-227")]
    public void Position_and_wait_are_told_in_the_language_of_the_queue(string language, params string[] told)
    {
        var colleague = """{ "number": "201", "name": "Anna", "type": "user", "language": "nl", "config": { "device": "web:anna" } }""";
        var account = Account(Announces, colleague, $$"""{ "number": "500", "name": "Own", "type": "queue", "language": "{{language}}", "config": { {{Announces}} } }""");
        IEnumerable<string> Heard(int average)
        {
            var story = account.CalledInside().Admit().Until(40);
            return story.See(21, average).Played();
        }

        Assert.Equal(told[..2], Heard(1300));
        Assert.Equal([told[0], told[2]], Heard(100));
        Assert.Equal([told[0], told[3]], Heard(50));
    }

    [Theory]
    [InlineData(11, "Paredzamais gaidīšanas laiks ir 11 minūtes.")]
    [InlineData(22, "Paredzamais gaidīšanas laiks ir 22 minūtes.")]
    [InlineData(31, "Paredzamais gaidīšanas laiks ir 31 minūte.")]
    [InlineData(111, "Paredzamais gaidīšanas laiks ir 111 minūtes.")]
    [Trait("Rule", "QUE-203")]
    public void Latvian_has_a_singular_for_numbers_that_end_in_one(int minutes, string told)
    {
        var account = Account("", $$"""{ "number": "500", "name": "Own", "type": "queue", "language": "lv", "config": { {{Announces}} } }""");
        Assert.Equal(told, account.Called().Admit().Until(40).See(1, (minutes * 60) + 40).Played().Last());
    }

    private const string Announces = """ "announcesPosition": true, "announcesWait": true, "interval": "00:00:40" """;

    private static List<string> Told(string limits, int? average, int waited)
    {
        var story = Waiting($$""" "announcesWait": true, "interval": "{{TimeSpan.FromSeconds(waited)}}" {{limits}} """).Until(waited);
        return [.. story.See(1, average).Played().Where(one => one != "Music")];
    }
}
