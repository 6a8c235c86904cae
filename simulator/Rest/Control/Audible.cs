using Microsoft.AspNetCore.Http;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Rest.Control;

/// <summary>Sound as a WAV file of which any part can be asked for.</summary>
internal static class Audible
{
    /// <summary>Everything that one party heard, from the first ring to now or to the end.</summary>
    public static IResult Heard(PhoneNetwork network, Party? party)
    {
        var heard = network.Read(n => party is null ? null : Rendered(party, n.Now));
        return heard is null ? Problems.NotFound("Nothing was heard there yet.") : File(heard);
    }

    public static IResult File(Rendering sound) => Results.Stream(new WavStream(sound), "audio/wav", enableRangeProcessing: true);

    private static Rendering? Rendered(Party party, DateTimeOffset now) => party.Hearing.Until(now) is [var first, ..] and [.., var last]
        ? new Rendering([party.Ear.Until(last.To)], [new Interval(first.From, last.To)])
        : null;
}
