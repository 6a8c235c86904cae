namespace Pbx.Engine.Machines;

/// <summary>
/// The machines that this process wrote or read last, so that the next event of a call need not read it again. Every write is checked against the store's tag, so a stale
/// one costs a try and nothing else. Two generations: when the younger is full it becomes the older one, and what was not used since is forgotten.
/// </summary>
internal sealed class RecentMachines<TMachine>(int most)
    where TMachine : class
{
    private readonly Lock gate = new();
    private Dictionary<MachineKey, (TMachine Machine, string Tag)> young = [];
    private Dictionary<MachineKey, (TMachine Machine, string Tag)> old = [];

    public (TMachine Machine, string Tag)? Find(MachineKey key)
    {
        lock (gate)
        {
            if (young.TryGetValue(key, out var found))
            {
                return found;
            }

            if (!old.Remove(key, out found))
            {
                return null;
            }

            Keep(key, found);
            return found;
        }
    }

    public void Remember(MachineKey key, TMachine machine, string tag)
    {
        lock (gate)
        {
            old.Remove(key);
            Keep(key, (machine, tag));
        }
    }

    public void Forget(MachineKey key)
    {
        lock (gate)
        {
            young.Remove(key);
            old.Remove(key);
        }
    }

    private void Keep(MachineKey key, (TMachine, string) found)
    {
        if (young.Count >= most)
        {
            old = young;
            young = [];
        }

        young[key] = found;
    }
}
