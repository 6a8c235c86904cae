namespace Pbx.Simulator.Network.Calls;

/// <summary>The calls of the network; those that ended long ago are forgotten.</summary>
internal sealed class CallList
{
    private const int Kept = 1000;

    private readonly List<Conversation> calls = [];

    public IReadOnlyList<Conversation> All => calls;

    public void Add(Conversation call)
    {
        if (calls.Count >= Kept && calls.FindIndex(c => c.Stage == CallStage.Ended) is >= 0 and var oldest)
        {
            calls.RemoveAt(oldest);
        }

        calls.Add(call);
    }

    public Conversation? Find(string id) => calls.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase));

    public void Clear() => calls.Clear();
}
