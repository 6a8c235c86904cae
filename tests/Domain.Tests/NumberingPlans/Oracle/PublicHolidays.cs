namespace Pbx.Domain.Tests.NumberingPlans.Oracle;

/// <summary>The public holidays of the countries that accounts are in: dates that move with Easter, with a weekday, or not at all.</summary>
internal static class PublicHolidays
{
    public static IReadOnlyList<(string Name, DateOnly Date)> Of(string country, int year) => country switch
    {
        "nl" => Netherlands(year),
        "gb" => UnitedKingdom(year),
        "de" => Germany(year),
        "es" => Spain(year),
        "dk" => Denmark(year),
        "fi" => Finland(year),
        "lv" => Latvia(year),
        _ => throw new ArgumentOutOfRangeException(nameof(country), country, "No holidays are known."),
    };

    /// <summary>Easter Sunday, by the rule of the Gregorian calendar.</summary>
    public static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = (year / 100, year % 100);
        var moon = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - moon - (ofCentury % 4)) % 7;
        var correction = (golden + (11 * moon) + (22 * weekday)) / 451;
        var days = moon + weekday - (7 * correction) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }

    private static List<(string Name, DateOnly Date)> Netherlands(int year)
    {
        var king = new DateOnly(year, 4, 27);
        return
        [
            ("Nieuwjaarsdag", new(year, 1, 1)), ("Eerste paasdag", Easter(year)), ("Tweede paasdag", Easter(year).AddDays(1)),
            ("Koningsdag", king.DayOfWeek == DayOfWeek.Sunday ? king.AddDays(-1) : king), ("Bevrijdingsdag", new(year, 5, 5)), ("Hemelvaartsdag", Easter(year).AddDays(39)),
            ("Eerste pinksterdag", Easter(year).AddDays(49)), ("Tweede pinksterdag", Easter(year).AddDays(50)), ("Eerste kerstdag", new(year, 12, 25)), ("Tweede kerstdag", new(year, 12, 26)),
        ];
    }

    private static List<(string Name, DateOnly Date)> UnitedKingdom(int year)
    {
        var christmas = new DateOnly(year, 12, 25);
        return
        [
            ("New Year's Day", Weekday(new(year, 1, 1))), ("Good Friday", Easter(year).AddDays(-2)), ("Easter Monday", Easter(year).AddDays(1)),
            ("Early May bank holiday", OnOrAfter(new(year, 5, 1), DayOfWeek.Monday)), ("Spring bank holiday", OnOrAfter(new(year, 5, 25), DayOfWeek.Monday)),
            ("Summer bank holiday", OnOrAfter(new(year, 8, 25), DayOfWeek.Monday)),
            ("Christmas Day", christmas.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? new(year, 12, 27) : christmas),
            ("Boxing Day", christmas.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday ? new(year, 12, 28) : new(year, 12, 26)),
        ];
    }

    private static List<(string Name, DateOnly Date)> Germany(int year) =>
    [
        ("Neujahr", new(year, 1, 1)), ("Karfreitag", Easter(year).AddDays(-2)), ("Ostermontag", Easter(year).AddDays(1)), ("Tag der Arbeit", new(year, 5, 1)),
        ("Christi Himmelfahrt", Easter(year).AddDays(39)), ("Pfingstmontag", Easter(year).AddDays(50)), ("Tag der Deutschen Einheit", new(year, 10, 3)),
        ("Erster Weihnachtstag", new(year, 12, 25)), ("Zweiter Weihnachtstag", new(year, 12, 26)),
    ];

    private static List<(string Name, DateOnly Date)> Spain(int year) =>
    [
        ("Año Nuevo", new(year, 1, 1)), ("Epifanía", new(year, 1, 6)), ("Viernes Santo", Easter(year).AddDays(-2)), ("Fiesta del Trabajo", new(year, 5, 1)), ("Asunción", new(year, 8, 15)),
        ("Fiesta Nacional", new(year, 10, 12)), ("Todos los Santos", new(year, 11, 1)), ("Constitución", new(year, 12, 6)), ("Inmaculada", new(year, 12, 8)), ("Navidad", new(year, 12, 25)),
    ];

    private static List<(string Name, DateOnly Date)> Denmark(int year) =>
    [
        ("Nytårsdag", new(year, 1, 1)), ("Skærtorsdag", Easter(year).AddDays(-3)), ("Langfredag", Easter(year).AddDays(-2)), ("Påskedag", Easter(year)), ("2. påskedag", Easter(year).AddDays(1)),
        ("Kristi himmelfartsdag", Easter(year).AddDays(39)), ("Pinsedag", Easter(year).AddDays(49)), ("2. pinsedag", Easter(year).AddDays(50)), ("Grundlovsdag", new(year, 6, 5)),
        ("Juledag", new(year, 12, 25)), ("2. juledag", new(year, 12, 26)),
    ];

    private static List<(string Name, DateOnly Date)> Finland(int year) =>
    [
        ("Uudenvuodenpäivä", new(year, 1, 1)), ("Loppiainen", new(year, 1, 6)), ("Pitkäperjantai", Easter(year).AddDays(-2)), ("Pääsiäispäivä", Easter(year)),
        ("2. pääsiäispäivä", Easter(year).AddDays(1)), ("Vappu", new(year, 5, 1)), ("Helatorstai", Easter(year).AddDays(39)), ("Helluntaipäivä", Easter(year).AddDays(49)),
        ("Juhannuspäivä", OnOrAfter(new(year, 6, 20), DayOfWeek.Saturday)), ("Pyhäinpäivä", OnOrAfter(new(year, 10, 31), DayOfWeek.Saturday)), ("Itsenäisyyspäivä", new(year, 12, 6)),
        ("Joulupäivä", new(year, 12, 25)), ("Tapaninpäivä", new(year, 12, 26)),
    ];

    private static List<(string Name, DateOnly Date)> Latvia(int year) =>
    [
        ("Jaungada diena", new(year, 1, 1)), ("Lielā Piektdiena", Easter(year).AddDays(-2)), ("Lieldienas", Easter(year)), ("Otrās Lieldienas", Easter(year).AddDays(1)),
        ("Darba svētki", new(year, 5, 1)), ("Neatkarības atjaunošana", Weekday(new(year, 5, 4))), ("Mātes diena", OnOrAfter(new(year, 5, 8), DayOfWeek.Sunday)), ("Līgo diena", new(year, 6, 23)),
        ("Jāņu diena", new(year, 6, 24)), ("Proklamēšanas diena", Weekday(new(year, 11, 18))), ("Ziemassvētku vakars", new(year, 12, 24)), ("Pirmie Ziemassvētki", new(year, 12, 25)),
        ("Otrie Ziemassvētki", new(year, 12, 26)), ("Vecgada diena", new(year, 12, 31)),
    ];

    private static DateOnly Weekday(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? OnOrAfter(date, DayOfWeek.Monday) : date;

    private static DateOnly OnOrAfter(DateOnly date, DayOfWeek day) => date.AddDays(((int)day - (int)date.DayOfWeek + 7) % 7);
}
