namespace Pbx.EndToEnd.World;

/// <summary>What the sample account lets callers hear, and the platform's own sentences in its language.</summary>
public static class Spoken
{
    public const string Menu =
        "Welcome to Sample Bicycles. For Anna in sales, press 1. For our workshop across the road, press 2. For our opening hours, press 3. To hear this again, press star.";

    public const string OpeningHours = "We are open from Monday to Saturday, from nine in the morning to half past five. Thank you for calling.";

    public const string BeingTransferred = "You are being transferred.";

    public const string InvalidChoice = "That is not a valid choice.";

    public const string Goodbye = "Thank you for calling. Goodbye.";

    public const string NotAvailable = "The person you are calling is not available at the moment. Please try again later.";

    public const string NotInService = "The number you have dialled is not in service.";

    public const string Ringback = "ringback.wav";

    public const string Busy = "busy.wav";

    public const string Anna = "8:acs:anna";
}
