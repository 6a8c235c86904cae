namespace Pbx.Simulator.Network.Weather;

/// <summary>
/// What the network does to webhooks, as probabilities from 0 to 1: sent twice, swapped with the next one of the call (and
/// sent before the response of the request that caused it), delayed by up to five seconds, lost.
/// </summary>
public sealed record Climate(double Duplicate, double Reorder, double Delay, double Drop, long Seed)
{
    public static readonly Climate Fair = new(0, 0, 0, 0, 0);

    /// <summary>How likely it is that the event about the file of a recording never comes. Nothing else of Event Grid is ever lost.</summary>
    public double DropRecordingFiles { get; init; }
}

/// <summary>What happens to one webhook.</summary>
public sealed record Forecast(bool Twice, bool Swapped, bool BeforeTheResponse, TimeSpan Delay, bool Lost)
{
    public static readonly Forecast Clear = new(Twice: false, Swapped: false, BeforeTheResponse: false, TimeSpan.Zero, Lost: false);
}

/// <summary>Draws a forecast for each webhook. The same seed and the same order of webhooks give the same weather.</summary>
public sealed class Forecasts
{
    private Chance chance = new(0);
    private Chance recordings = new(0); // draws of its own, so that a seed means the same for webhooks with and without recordings

    public Climate Climate { get; private set; } = Climate.Fair;

    internal void Becomes(Climate climate)
    {
        Climate = climate;
        chance = new Chance(unchecked((ulong)climate.Seed));
        recordings = new Chance(unchecked((ulong)climate.Seed));
    }

    /// <summary>For the next event about the file of a recording.</summary>
    internal Forecast NextRecordingFile()
    {
        var (twice, delayed, delay, lost) = (recordings.Next(), recordings.Next(), recordings.Next(), recordings.Next());
        return Forecast.Clear with { Twice = twice < Climate.Duplicate, Delay = DelayOf(delayed, delay), Lost = lost < Climate.DropRecordingFiles };
    }

    /// <summary>For the next webhook. Draws the same number of times whatever comes out.</summary>
    internal Forecast Next()
    {
        var (twice, swapped, early, delayed, delay, lost) = (chance.Next(), chance.Next(), chance.Next(), chance.Next(), chance.Next(), chance.Next());
        return new Forecast(
            twice < Climate.Duplicate,
            swapped < Climate.Reorder,
            early < Climate.Reorder,
            DelayOf(delayed, delay),
            lost < Climate.Drop);
    }

    private TimeSpan DelayOf(double delayed, double delay) =>
        delayed < Climate.Delay ? TimeSpan.FromMilliseconds(Math.Ceiling(delay * 5000)) : TimeSpan.Zero;
}
