using System.Collections.Frozen;
using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.SystemExtensions;

/// <summary>The system extensions of each country (CFT-285 to CFT-300), and which numbers they and the emergency numbers take from an account's own (EXT-007, EXT-008).</summary>
public static class SystemNumbers
{
    // The Netherlands; Germany and the United Kingdom; Spain; Latvia, Denmark and Finland.
    private static readonly (SystemFunction Function, string Nl, string DeGb, string Es, string LvDkFi, string Name, string Rule)[] Table =
    [
        (SystemFunction.LogInStatus, "900", "8800", "1900", "900", "log-in status of this phone", "CFT-285"),
        (SystemFunction.LogIn, "901", "8801", "1901", "901", "log in", "CFT-286"),
        (SystemFunction.LogOut, "902", "8802", "1902", "902", "log out", "CFT-287"),
        (SystemFunction.QueueLogIn, "903", "8803", "1903", "903", "log in to a queue", "CFT-288"),
        (SystemFunction.QueueLogOut, "904", "8804", "1904", "904", "log out of a queue", "CFT-289"),
        (SystemFunction.RecordAudio, "905", "8805", "1905", "905", "record audio", "CFT-290"),
        (SystemFunction.ListenIn, "906", "8806", "1906", "906", "listen in", "CFT-291"),
        (SystemFunction.ChangePin, "907", "8807", "1907", "907", "change PIN", "CFT-292"),
        (SystemFunction.Pickup, "908", "8808", "1908", "908", "pickup", "CFT-293"),
        (SystemFunction.MoveHere, "909", "8809", "1909", "909", "move active call to this device", "CFT-294"),
        (SystemFunction.Forwarding, "910", "8810", "1910", "910", "forwarding dialogue", "CFT-295"),
        (SystemFunction.TimeConfiguration, "915", "8815", "1915", "915", "change numbering plan", "CFT-296"),
        (SystemFunction.VoicemailManagement, "920", "8880", "1980", "920", "voicemail management", "CFT-297"),
        (SystemFunction.ParkRetrieve, "930", "8830", "1930", "930", "retrieve parked call", "CFT-298"),
        (SystemFunction.CallAnalysis, "940", "8840", "1940", "940", "call-analysis assistant", "CFT-299"),
        (SystemFunction.PersonalVoicemail, "1233", "8888", "1988", "999", "personal voicemail", "CFT-300"),
    ];

    private static readonly FrozenDictionary<Country, SystemExtension[]> OfCountry = Enum.GetValues<Country>().ToFrozenDictionary(
        country => country,
        country => Table.Select(row => new SystemExtension(row.Function, CodeIn(country, row.Nl, row.DeGb, row.Es, row.LvDkFi), row.Name, row.Rule)).ToArray());

    /// <summary>All of a country, in the order of the specification.</summary>
    public static IReadOnlyList<SystemExtension> Of(Country country) => OfCountry[country];

    /// <summary>The one that somebody dialled, with what may follow it; nothing for any other string.</summary>
    public static SystemExtension? Find(Country country, DialledNumber dialled)
    {
        foreach (var system in OfCountry[country])
        {
            if (dialled.Value == system.Code)
            {
                return system;
            }
        }

        return Parked(country, dialled.Value) ?? PickedUp(country, dialled.Value);
    }

    /// <summary>The function of a code, in whatever country; nothing for any other number. No code means two things.</summary>
    public static SystemFunction? FunctionOf(ExtensionNumber code)
    {
        foreach (var row in Table)
        {
            if (code.Value == row.Nl || code.Value == row.DeGb || code.Value == row.Es || code.Value == row.LvDkFi)
            {
                return row.Function;
            }
        }

        return null;
    }

    /// <summary>Why no extension of an account may have a number, in words for its administrator; nothing when one may.</summary>
    public static string? Reserves(Country country, ExtensionNumber number)
    {
        foreach (var system in OfCountry[country])
        {
            if (number.Value == system.Code)
            {
                return $"{number} is the system extension “{system.Name}”, which no extension can take.";
            }
        }

        return IsEmergency(country, number.Value) ? $"{number} is an emergency number, which no extension can take."
            : Parked(country, number.Value) is { } retrieve ? $"{number} is “{retrieve.Name}” ({retrieve.Code}) with a line behind it, which no extension can take."
            : null;
    }

    private static string CodeIn(Country country, string nl, string deGb, string es, string lvDkFi) => country switch
    {
        Country.Netherlands => nl,
        Country.Germany or Country.UnitedKingdom => deGb,
        Country.Spain => es,
        Country.Latvia or Country.Denmark or Country.Finland => lvDkFi,
        _ => throw new ArgumentOutOfRangeException(nameof(country), country, "Not a country that accounts are in."),
    };

    // the queue log-in code with a line behind it means the same as the code to retrieve (CFT-121)
    private static SystemExtension? Parked(Country country, string dialled)
    {
        var all = OfCountry[country];
        var retrieve = all.First(system => system.Function == SystemFunction.ParkRetrieve);
        return IsLine(dialled, retrieve.Code) || IsLine(dialled, all.First(system => system.Function == SystemFunction.QueueLogIn).Code) ? retrieve : null;
    }

    private static bool IsLine(string dialled, string code) =>
        dialled.StartsWith(code, StringComparison.Ordinal)
        && dialled.Length - code.Length is 1 or 2
        && int.TryParse(dialled.AsSpan(code.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
        && line > 0;

    private static SystemExtension? PickedUp(Country country, string dialled)
    {
        var pickup = OfCountry[country].First(system => system.Function == SystemFunction.Pickup);
        return dialled.StartsWith(pickup.Code, StringComparison.Ordinal) && ExtensionNumber.TryParse(dialled[pickup.Code.Length..], out _) ? pickup : null;
    }

    /// <summary>Whether digits are an emergency number: the European one everywhere, and what each country has kept beside it (RCH-338).</summary>
    public static bool IsEmergency(Country country, string number) => number == "112" || country switch
    {
        Country.UnitedKingdom => number == "999",
        Country.Germany => number == "110",
        Country.Latvia => number is "110" or "113",
        _ => false,
    };
}
