using System.Globalization;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Notifications;

/// <summary>What people are told of a message that was left for them: caller, called number, time and length (EXT-188, EXT-189), in the language of the mailbox.</summary>
/// <param name="Box">Number and name of the mailbox.</param>
/// <param name="Caller">Who left it.</param>
/// <param name="CallerName">The caller's name, when it is known.</param>
/// <param name="Called">What was dialled.</param>
/// <param name="At">When it was left, on the account's clock.</param>
/// <param name="Length">How long it is.</param>
public sealed record MessageNotice(string Box, PhoneAddress Caller, string? CallerName, DialledNumber Called, DateTimeOffset At, TimeSpan Length, Language Language)
{
    /// <summary>The subject of a mail.</summary>
    public string Subject => $"{Of(Language).NewMessage}: {Box}, {Who}";

    /// <summary>The text of a mail.</summary>
    public string Body
    {
        get
        {
            var words = Of(Language);
            return $"{words.NewMessage}: {Box}\n{words.From}: {Who}\n{words.To}: {Called}\n{words.Time}: {When}\n{words.Length}: {Lasts}\n";
        }
    }

    /// <summary>The text of an SMS; there is no audio in it (EXT-189).</summary>
    public string Short => $"{Of(Language).NewMessage}: {Box}. {Who}, {When}, {Lasts}.";

    private string Who => (Caller.Number, CallerName) switch
    {
        ({ } number, { Length: > 0 } name) => $"{name} ({number})",
        ({ } number, _) => number.Value,
        (_, { Length: > 0 } name) => name,
        _ => Of(Language).Unknown,
    };

    private string When => At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Lasts => string.Create(CultureInfo.InvariantCulture, $"{(int)Length.TotalMinutes}:{Length.Seconds:00}");

    private static Words Of(Language language) => language switch
    {
        Language.English => new("New voice message", "From", "Called number", "Time", "Length", "unknown caller"),
        Language.Dutch => new("Nieuw voicemailbericht", "Van", "Gebeld nummer", "Tijd", "Lengte", "onbekende beller"),
        Language.German => new("Neue Sprachnachricht", "Von", "Gewählte Nummer", "Zeit", "Länge", "unbekannter Anrufer"),
        Language.Spanish => new("Nuevo mensaje de voz", "De", "Número marcado", "Hora", "Duración", "llamante desconocido"),
        Language.Danish => new("Ny talebesked", "Fra", "Kaldt nummer", "Tid", "Længde", "ukendt nummer"),
        Language.Finnish => new("Uusi ääniviesti", "Lähettäjä", "Soitettu numero", "Aika", "Kesto", "tuntematon soittaja"),
        Language.Latvian => new("Jauna balss ziņa", "No", "Zvanītais numurs", "Laiks", "Garums", "nezināms zvanītājs"),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a language that the platform speaks."),
    };

    private sealed record Words(string NewMessage, string From, string To, string Time, string Length, string Unknown);
}
