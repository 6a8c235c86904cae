namespace Pbx.Domain.Tests.QueueStatistics;

/// <summary>
/// A queue with calls that come at random, conversations of random length, and agents who answer at once (M/M/c), by Erlang's formula: what a floor with patient callers has to come to in the long run.
/// </summary>
/// <param name="Agents">c.</param>
/// <param name="PerSecond">Calls that come in a second: λ.</param>
/// <param name="Talk">The mean conversation in seconds: 1 ÷ μ.</param>
internal sealed record ErlangC(int Agents, double PerSecond, double Talk)
{
    /// <summary>In erlangs; below the number of agents, or else the queue grows for ever.</summary>
    public double Load => PerSecond * Talk;

    /// <summary>The share of calls that wait.</summary>
    public double Waits
    {
        get
        {
            var blocked = 1.0; // Erlang's B, agent by agent: no factorials
            for (var agent = 1; agent <= Agents; agent++)
            {
                blocked = Load * blocked / (agent + (Load * blocked));
            }

            return Agents * blocked / (Agents - (Load * (1 - blocked)));
        }
    }

    /// <summary>The mean wait of all calls, in seconds.</summary>
    public double MeanWait => Waits / Freed;

    // how many agents more become free in a second than calls come, while calls wait
    private double Freed => (Agents / Talk) - PerSecond;

    /// <summary>The share of calls that wait at most so many seconds.</summary>
    public double Within(double seconds) => 1 - (Waits * Math.Exp(-Freed * seconds));
}
