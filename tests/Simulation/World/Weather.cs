namespace Pbx.Simulation.World;

/// <summary>How bad it is: drawn once per seed, from calm to storm.</summary>
/// <param name="Crash">At each await: the process is gone.</param>
/// <param name="Fail">At each call of a port: it fails, before or after it took effect.</param>
/// <param name="Lose">Of each event of the network: it never comes.</param>
/// <param name="Repeat">Of each event: it comes up to ten times.</param>
/// <param name="Late">Of each event: it comes seconds later, behind others.</param>
/// <param name="Conflict">Of each commit: somebody else seems to have been faster.</param>
/// <param name="Processes">How many processes share the work.</param>
public sealed record Weather(double Crash, double Fail, double Lose, double Repeat, double Late, double Conflict, int Processes)
{
    /// <summary>Nothing goes wrong.</summary>
    public static Weather Calm { get; } = new(0, 0, 0, 0, 0, 0, 1);

    /// <summary>Whether nothing goes wrong.</summary>
    public bool IsCalm => this with { Processes = 1 } == Calm;

    /// <summary>Weather for a seed: a fifth of them calm, the others with some faults on and some off.</summary>
    public static Weather Draw(Prng prng)
    {
        ArgumentNullException.ThrowIfNull(prng);
        if (prng.Chance(0.2))
        {
            return Calm with { Processes = 1 + prng.Below(2) };
        }

        return new Weather(
            prng.Chance(0.5) ? prng.Fraction() * 0.02 : 0,
            prng.Chance(0.5) ? prng.Fraction() * 0.05 : 0,
            prng.Chance(0.5) ? prng.Fraction() * 0.2 : 0,
            prng.Chance(0.5) ? prng.Fraction() * 0.5 : 0,
            prng.Chance(0.5) ? prng.Fraction() * 0.3 : 0,
            prng.Chance(0.5) ? prng.Fraction() * 0.2 : 0,
            1 + prng.Below(3));
    }
}
