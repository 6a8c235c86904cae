namespace Pbx.Domain.Prompts;

/// <summary>What the platform says, in every language that it speaks (EXT-078).</summary>
public static class Catalogue
{
    /// <summary>A sentence in a language, as a sound.</summary>
    public static Sound Say(Prompt prompt, Language language) => new Sound.Speech(Text(prompt, language), language);

    /// <summary>A sentence in a language, as text.</summary>
    public static string Text(Prompt prompt, Language language) => language switch
    {
        Language.English => English(prompt),
        Language.Dutch => Dutch(prompt),
        Language.German => German(prompt),
        Language.Spanish => Spanish(prompt),
        Language.Danish => Danish(prompt),
        Language.Finnish => Finnish(prompt),
        Language.Latvian => Latvian(prompt),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a language that the platform speaks."),
    };

    private static string English(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Welcome. Please make your choice.",
        Prompt.InvalidChoice => "That is not a valid choice.",
        Prompt.BeingTransferred => "You are being transferred.",
        Prompt.NotAvailable => "The person you are calling is not available at the moment. Please try again later.",
        Prompt.NotInService => "The number you have dialled is not in service.",
        Prompt.CannotBeCompleted => "Your call cannot be completed.",
        Prompt.Goodbye => "Thank you for calling. Goodbye.",
        Prompt.PleaseHold => "One moment please, we are connecting you.",
        _ => throw Unknown(prompt),
    };

    private static string Dutch(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Welkom. Maak uw keuze.",
        Prompt.InvalidChoice => "Dit is geen geldige keuze.",
        Prompt.BeingTransferred => "U wordt doorverbonden.",
        Prompt.NotAvailable => "Degene die u belt is op dit moment niet bereikbaar. Probeer het later nog eens.",
        Prompt.NotInService => "Het nummer dat u hebt gekozen is niet in gebruik.",
        Prompt.CannotBeCompleted => "Uw gesprek kan niet tot stand worden gebracht.",
        Prompt.Goodbye => "Bedankt voor het bellen. Tot ziens.",
        Prompt.PleaseHold => "Een ogenblik geduld, wij verbinden u door.",
        _ => throw Unknown(prompt),
    };

    private static string German(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Willkommen. Bitte treffen Sie Ihre Wahl.",
        Prompt.InvalidChoice => "Das ist keine gültige Auswahl.",
        Prompt.BeingTransferred => "Sie werden verbunden.",
        Prompt.NotAvailable => "Ihr Gesprächspartner ist zurzeit nicht erreichbar. Bitte versuchen Sie es später noch einmal.",
        Prompt.NotInService => "Die gewählte Rufnummer ist nicht vergeben.",
        Prompt.CannotBeCompleted => "Ihr Anruf kann nicht vermittelt werden.",
        Prompt.Goodbye => "Vielen Dank für Ihren Anruf. Auf Wiederhören.",
        Prompt.PleaseHold => "Einen Moment bitte, Sie werden verbunden.",
        _ => throw Unknown(prompt),
    };

    private static string Spanish(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Bienvenido. Por favor, elija una opción.",
        Prompt.InvalidChoice => "Esa opción no es válida.",
        Prompt.BeingTransferred => "Le estamos transfiriendo.",
        Prompt.NotAvailable => "La persona a la que llama no está disponible en este momento. Inténtelo de nuevo más tarde.",
        Prompt.NotInService => "El número marcado no está en servicio.",
        Prompt.CannotBeCompleted => "Su llamada no se puede completar.",
        Prompt.Goodbye => "Gracias por su llamada. Adiós.",
        Prompt.PleaseHold => "Un momento, por favor, le estamos conectando.",
        _ => throw Unknown(prompt),
    };

    private static string Danish(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Velkommen. Foretag venligst dit valg.",
        Prompt.InvalidChoice => "Det er ikke et gyldigt valg.",
        Prompt.BeingTransferred => "Du bliver stillet om.",
        Prompt.NotAvailable => "Den person, du ringer til, kan ikke træffes i øjeblikket. Prøv igen senere.",
        Prompt.NotInService => "Det nummer, du har kaldt, er ikke i brug.",
        Prompt.CannotBeCompleted => "Dit opkald kan ikke gennemføres.",
        Prompt.Goodbye => "Tak for dit opkald. Farvel.",
        Prompt.PleaseHold => "Et øjeblik, du bliver stillet igennem.",
        _ => throw Unknown(prompt),
    };

    private static string Finnish(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Tervetuloa. Tehkää valintanne.",
        Prompt.InvalidChoice => "Valinta ei kelpaa.",
        Prompt.BeingTransferred => "Puhelunne yhdistetään.",
        Prompt.NotAvailable => "Tavoittelemanne henkilö ei ole juuri nyt tavoitettavissa. Yrittäkää myöhemmin uudelleen.",
        Prompt.NotInService => "Valitsemanne numero ei ole käytössä.",
        Prompt.CannotBeCompleted => "Puheluanne ei voida yhdistää.",
        Prompt.Goodbye => "Kiitos soitosta. Kuulemiin.",
        Prompt.PleaseHold => "Hetkinen, puhelunne yhdistetään.",
        _ => throw Unknown(prompt),
    };

    private static string Latvian(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Laipni lūdzam. Lūdzu, izdariet izvēli.",
        Prompt.InvalidChoice => "Šī izvēle nav derīga.",
        Prompt.BeingTransferred => "Jūs tiekat savienots.",
        Prompt.NotAvailable => "Persona, kurai zvanāt, pašlaik nav sasniedzama. Lūdzu, mēģiniet vēlāk.",
        Prompt.NotInService => "Izvēlētais numurs netiek apkalpots.",
        Prompt.CannotBeCompleted => "Jūsu zvanu nevar savienot.",
        Prompt.Goodbye => "Paldies par zvanu. Uz redzēšanos.",
        Prompt.PleaseHold => "Lūdzu, uzgaidiet, jūs savieno.",
        _ => throw Unknown(prompt),
    };

    private static ArgumentOutOfRangeException Unknown(Prompt prompt) => new(nameof(prompt), prompt, "Not in the catalogue.");
}
