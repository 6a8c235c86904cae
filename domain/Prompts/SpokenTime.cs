using System.Globalization;

namespace Pbx.Domain.Prompts;

/// <summary>Weekday and time as they stand behind “until” in each language, for speech synthesis; with the date when the weekday alone could mean an earlier day.</summary>
public static class SpokenTime
{
    private const int DaysOfOneName = 7;

    /// <summary>An instant, on the wall clock of its offset, as it is said on another instant.</summary>
    public static string Until(DateTimeOffset until, DateTimeOffset now, Language language)
    {
        var days = (until.Date - now.ToOffset(until.Offset).Date).Days;
        var weekday = Weekdays(language)[(int)until.DayOfWeek];
        var date = days < DaysOfOneName ? null : string.Format(CultureInfo.InvariantCulture, Date(language), until.Day, Months(language)[until.Month - 1]);
        return Words(weekday, date, until, language);
    }

    /// <summary>Date and time of something that has happened, on the wall clock of its offset.</summary>
    public static string Past(DateTimeOffset at, Language language)
    {
        var (day, month) = (at.Day, Months(language)[at.Month - 1]);
        return language switch
        {
            Language.English => string.Create(CultureInfo.InvariantCulture, $"on {day} {month} at {at.Hour:00}:{at.Minute:00}"),
            Language.Dutch => string.Create(CultureInfo.InvariantCulture, $"op {day} {month} om {at.Hour}:{at.Minute:00} uur"),
            Language.German => string.Create(CultureInfo.InvariantCulture, $"am {day}. {month} um {at.Hour}:{at.Minute:00} Uhr"),
            Language.Spanish => string.Create(CultureInfo.InvariantCulture, $"el {day} de {month} a {(at.Hour == 1 ? "la" : "las")} {at.Hour}:{at.Minute:00}"),
            Language.Danish => string.Create(CultureInfo.InvariantCulture, $"den {day}. {month} klokken {at.Hour}.{at.Minute:00}"),
            Language.Finnish => string.Create(CultureInfo.InvariantCulture, $"{day}. {month} kello {at.Hour}.{at.Minute:00}"),
            Language.Latvian => string.Create(CultureInfo.InvariantCulture, $"{day}. {LatvianMonths[at.Month - 1]} pulksten {at.Hour}.{at.Minute:00}"),
            _ => throw Unknown(language),
        };
    }

    // the locative; after “until” stands the dative
    private static readonly string[] LatvianMonths =
    [
        "janvārī", "februārī", "martā", "aprīlī", "maijā", "jūnijā", "jūlijā", "augustā", "septembrī", "oktobrī", "novembrī", "decembrī",
    ];

    private static string Words(string weekday, string? date, DateTimeOffset at, Language language)
    {
        var day = date is null ? weekday : $"{weekday}{(language is Language.German or Language.Latvian ? "," : "")} {date}";
        return language switch
        {
            Language.English => string.Create(CultureInfo.InvariantCulture, $"{day} at {at.Hour:00}:{at.Minute:00}"),
            Language.Dutch => string.Create(CultureInfo.InvariantCulture, $"{day} {at.Hour}:{at.Minute:00} uur"),
            Language.German => string.Create(CultureInfo.InvariantCulture, $"{day}, {at.Hour}:{at.Minute:00} Uhr"),
            Language.Spanish => string.Create(CultureInfo.InvariantCulture, $"el {day} a {(at.Hour == 1 ? "la" : "las")} {at.Hour}:{at.Minute:00}"),
            Language.Danish => string.Create(CultureInfo.InvariantCulture, $"{day} klokken {at.Hour}.{at.Minute:00}"),
            Language.Finnish => string.Create(CultureInfo.InvariantCulture, $"{day} kello {at.Hour}.{at.Minute:00}"),
            Language.Latvian => string.Create(CultureInfo.InvariantCulture, $"{day}, pulksten {at.Hour}.{at.Minute:00}"),
            _ => throw Unknown(language),
        };
    }

    private static string Date(Language language) => language switch
    {
        Language.English or Language.Dutch => "{0} {1}",
        Language.Spanish => "{0} de {1}",
        Language.Danish => "den {0}. {1}",
        Language.German or Language.Finnish or Language.Latvian => "{0}. {1}",
        _ => throw Unknown(language),
    };

    // from Sunday on, in the case that follows "until"
    private static string[] Weekdays(Language language) => language switch
    {
        Language.English => ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        Language.Dutch => ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
        Language.German => ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
        Language.Spanish => ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
        Language.Danish => ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
        Language.Finnish => ["sunnuntaihin", "maanantaihin", "tiistaihin", "keskiviikkoon", "torstaihin", "perjantaihin", "lauantaihin"],
        Language.Latvian => ["svētdienai", "pirmdienai", "otrdienai", "trešdienai", "ceturtdienai", "piektdienai", "sestdienai"],
        _ => throw Unknown(language),
    };

    private static string[] Months(Language language) => language switch
    {
        Language.English => ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        Language.Dutch => ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
        Language.German => ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        Language.Spanish => ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        Language.Danish => ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"],
        Language.Finnish =>
        [
            "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
        ],
        Language.Latvian =>
        [
            "janvārim", "februārim", "martam", "aprīlim", "maijam", "jūnijam", "jūlijam", "augustam", "septembrim", "oktobrim", "novembrim", "decembrim",
        ],
        _ => throw Unknown(language),
    };

    private static ArgumentOutOfRangeException Unknown(Language language) => new(nameof(language), language, "Not a language that the platform speaks.");
}
