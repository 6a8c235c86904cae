namespace Pbx.Simulator.Network.Time;

/// <summary>Something that is due later. Cancelled under the network's lock, it never fires.</summary>
internal sealed class Alarm
{
    private readonly ITimer timer;
    private bool over;

    public Alarm(PhoneNetwork network, TimeSpan after, Action due)
    {
        timer = network.Clock.CreateTimer(
            _ => network.Do(() =>
            {
                if (!over)
                {
                    over = true;
                    due();
                }
            }),
            state: null,
            after,
            Timeout.InfiniteTimeSpan);
    }

    public void Cancel()
    {
        over = true;
        timer.Dispose();
    }
}
