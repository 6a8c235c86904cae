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
        Prompt.Closed => "We are closed at the moment. Please call again during our opening hours.",
        Prompt.NotInService => "The number you have dialled is not in service.",
        Prompt.CannotBeCompleted => "Your call cannot be completed.",
        Prompt.Goodbye => "Thank you for calling. Goodbye.",
        Prompt.PleaseHold => "One moment please, we are connecting you.",
        Prompt.LeaveAMessage => "Nobody can take your call at the moment. Please leave a message after the tone.",
        Prompt.MessageSaved => "Your message has been saved. Goodbye.",
        Prompt.MailboxFull => "This mailbox is full. Please call again later.",
        Prompt.CannotTakeMessage => "Your message cannot be recorded at the moment. Please call again later.",
        Prompt.BeingRecorded => "This call is being recorded.",
        _ => throw Unknown(prompt),
    };

    private static string Dutch(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Welkom. Maak uw keuze.",
        Prompt.InvalidChoice => "Dit is geen geldige keuze.",
        Prompt.BeingTransferred => "U wordt doorverbonden.",
        Prompt.NotAvailable => "Degene die u belt is op dit moment niet bereikbaar. Probeer het later nog eens.",
        Prompt.Closed => "Wij zijn op dit moment gesloten. Belt u terug tijdens onze openingstijden.",
        Prompt.NotInService => "Het nummer dat u hebt gekozen is niet in gebruik.",
        Prompt.CannotBeCompleted => "Uw gesprek kan niet tot stand worden gebracht.",
        Prompt.Goodbye => "Bedankt voor het bellen. Tot ziens.",
        Prompt.PleaseHold => "Een ogenblik geduld, wij verbinden u door.",
        Prompt.LeaveAMessage => "Op dit moment kan niemand uw gesprek aannemen. Spreek na de toon een bericht in.",
        Prompt.MessageSaved => "Uw bericht is opgeslagen. Tot ziens.",
        Prompt.MailboxFull => "Deze voicemailbox is vol. Belt u later nog eens.",
        Prompt.CannotTakeMessage => "Uw bericht kan op dit moment niet worden opgenomen. Belt u later nog eens.",
        Prompt.BeingRecorded => "Dit gesprek wordt opgenomen.",
        _ => throw Unknown(prompt),
    };

    private static string German(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Willkommen. Bitte treffen Sie Ihre Wahl.",
        Prompt.InvalidChoice => "Das ist keine gültige Auswahl.",
        Prompt.BeingTransferred => "Sie werden verbunden.",
        Prompt.NotAvailable => "Ihr Gesprächspartner ist zurzeit nicht erreichbar. Bitte versuchen Sie es später noch einmal.",
        Prompt.Closed => "Wir haben zurzeit geschlossen. Bitte rufen Sie während unserer Öffnungszeiten wieder an.",
        Prompt.NotInService => "Die gewählte Rufnummer ist nicht vergeben.",
        Prompt.CannotBeCompleted => "Ihr Anruf kann nicht vermittelt werden.",
        Prompt.Goodbye => "Vielen Dank für Ihren Anruf. Auf Wiederhören.",
        Prompt.PleaseHold => "Einen Moment bitte, Sie werden verbunden.",
        Prompt.LeaveAMessage => "Zurzeit kann niemand Ihren Anruf entgegennehmen. Bitte sprechen Sie nach dem Ton eine Nachricht.",
        Prompt.MessageSaved => "Ihre Nachricht wurde gespeichert. Auf Wiederhören.",
        Prompt.MailboxFull => "Diese Mailbox ist voll. Bitte rufen Sie später noch einmal an.",
        Prompt.CannotTakeMessage => "Ihre Nachricht kann im Moment nicht aufgezeichnet werden. Bitte rufen Sie später noch einmal an.",
        Prompt.BeingRecorded => "Dieses Gespräch wird aufgezeichnet.",
        _ => throw Unknown(prompt),
    };

    private static string Spanish(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Bienvenido. Por favor, elija una opción.",
        Prompt.InvalidChoice => "Esa opción no es válida.",
        Prompt.BeingTransferred => "Le estamos transfiriendo.",
        Prompt.NotAvailable => "La persona a la que llama no está disponible en este momento. Inténtelo de nuevo más tarde.",
        Prompt.Closed => "En este momento estamos cerrados. Llame de nuevo durante nuestro horario de atención.",
        Prompt.NotInService => "El número marcado no está en servicio.",
        Prompt.CannotBeCompleted => "Su llamada no se puede completar.",
        Prompt.Goodbye => "Gracias por su llamada. Adiós.",
        Prompt.PleaseHold => "Un momento, por favor, le estamos conectando.",
        Prompt.LeaveAMessage => "En este momento nadie puede atender su llamada. Deje un mensaje después de la señal.",
        Prompt.MessageSaved => "Su mensaje se ha guardado. Adiós.",
        Prompt.MailboxFull => "Este buzón de voz está lleno. Vuelva a llamar más tarde.",
        Prompt.CannotTakeMessage => "En este momento no se puede grabar su mensaje. Vuelva a llamar más tarde.",
        Prompt.BeingRecorded => "Esta llamada se está grabando.",
        _ => throw Unknown(prompt),
    };

    private static string Danish(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Velkommen. Foretag venligst dit valg.",
        Prompt.InvalidChoice => "Det er ikke et gyldigt valg.",
        Prompt.BeingTransferred => "Du bliver stillet om.",
        Prompt.NotAvailable => "Den person, du ringer til, kan ikke træffes i øjeblikket. Prøv igen senere.",
        Prompt.Closed => "Vi har lukket i øjeblikket. Ring venligst igen i vores åbningstid.",
        Prompt.NotInService => "Det nummer, du har kaldt, er ikke i brug.",
        Prompt.CannotBeCompleted => "Dit opkald kan ikke gennemføres.",
        Prompt.Goodbye => "Tak for dit opkald. Farvel.",
        Prompt.PleaseHold => "Et øjeblik, du bliver stillet igennem.",
        Prompt.LeaveAMessage => "Ingen kan besvare dit opkald i øjeblikket. Læg venligst en besked efter tonen.",
        Prompt.MessageSaved => "Din besked er gemt. Farvel.",
        Prompt.MailboxFull => "Denne telefonsvarer er fuld. Ring venligst igen senere.",
        Prompt.CannotTakeMessage => "Din besked kan ikke optages i øjeblikket. Ring venligst igen senere.",
        Prompt.BeingRecorded => "Denne samtale bliver optaget.",
        _ => throw Unknown(prompt),
    };

    private static string Finnish(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Tervetuloa. Tehkää valintanne.",
        Prompt.InvalidChoice => "Valinta ei kelpaa.",
        Prompt.BeingTransferred => "Puhelunne yhdistetään.",
        Prompt.NotAvailable => "Tavoittelemanne henkilö ei ole juuri nyt tavoitettavissa. Yrittäkää myöhemmin uudelleen.",
        Prompt.Closed => "Palvelumme on tällä hetkellä suljettu. Soittakaa uudelleen aukioloaikoinamme.",
        Prompt.NotInService => "Valitsemanne numero ei ole käytössä.",
        Prompt.CannotBeCompleted => "Puheluanne ei voida yhdistää.",
        Prompt.Goodbye => "Kiitos soitosta. Kuulemiin.",
        Prompt.PleaseHold => "Hetkinen, puhelunne yhdistetään.",
        Prompt.LeaveAMessage => "Kukaan ei voi juuri nyt vastata puheluunne. Jättäkää viesti äänimerkin jälkeen.",
        Prompt.MessageSaved => "Viestinne on tallennettu. Kuulemiin.",
        Prompt.MailboxFull => "Tämä vastaaja on täynnä. Soittakaa myöhemmin uudelleen.",
        Prompt.CannotTakeMessage => "Viestiänne ei voida juuri nyt tallentaa. Soittakaa myöhemmin uudelleen.",
        Prompt.BeingRecorded => "Tämä puhelu nauhoitetaan.",
        _ => throw Unknown(prompt),
    };

    private static string Latvian(Prompt prompt) => prompt switch
    {
        Prompt.StandardGreeting => "Laipni lūdzam. Lūdzu, izdariet izvēli.",
        Prompt.InvalidChoice => "Šī izvēle nav derīga.",
        Prompt.BeingTransferred => "Jūs tiekat savienots.",
        Prompt.NotAvailable => "Persona, kurai zvanāt, pašlaik nav sasniedzama. Lūdzu, mēģiniet vēlāk.",
        Prompt.Closed => "Pašlaik mēs esam slēgti. Lūdzu, zvaniet vēlreiz mūsu darba laikā.",
        Prompt.NotInService => "Izvēlētais numurs netiek apkalpots.",
        Prompt.CannotBeCompleted => "Jūsu zvanu nevar savienot.",
        Prompt.Goodbye => "Paldies par zvanu. Uz redzēšanos.",
        Prompt.PleaseHold => "Lūdzu, uzgaidiet, jūs savieno.",
        Prompt.LeaveAMessage => "Pašlaik neviens nevar atbildēt uz jūsu zvanu. Lūdzu, atstājiet ziņu pēc signāla.",
        Prompt.MessageSaved => "Jūsu ziņa ir saglabāta. Uz redzēšanos.",
        Prompt.MailboxFull => "Šī balss pastkaste ir pilna. Lūdzu, zvaniet vēlāk.",
        Prompt.CannotTakeMessage => "Jūsu ziņu pašlaik nevar ierakstīt. Lūdzu, zvaniet vēlāk.",
        Prompt.BeingRecorded => "Šī saruna tiek ierakstīta.",
        _ => throw Unknown(prompt),
    };

    private static ArgumentOutOfRangeException Unknown(Prompt prompt) => new(nameof(prompt), prompt, "Not in the catalogue.");
}
