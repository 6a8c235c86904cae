using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Sounds;

/// <summary>Serves the tones to the telephone network, which fetches what it plays.</summary>
public static class Tones
{
    private static readonly Lazy<byte[]> Ringback = new(ToneFile.Ringback);
    private static readonly Lazy<byte[]> Busy = new(ToneFile.Busy);
    private static readonly Lazy<byte[]> Beep = new(ToneFile.Beep);
    private static readonly Lazy<byte[]> Music = new(ToneFile.Music);

    /// <summary>A tone by its name: <c>ringback.wav</c>, <c>busy.wav</c>, <c>beep.wav</c> or <c>music.wav</c>.</summary>
    [Function("Tone")]
    [Requires(Caller.Anyone)]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tones/{file}")] HttpRequest request, string file)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tone = file switch
        {
            "ringback.wav" => Ringback,
            "busy.wav" => Busy,
            "beep.wav" => Beep,
            "music.wav" => Music,
            _ => null,
        };
        if (tone is null)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(tone.Value, "audio/wav");
    }
}
