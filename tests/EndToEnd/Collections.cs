// Worlds are started one after the other: each is several processes, and a machine may have two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Pbx.EndToEnd;

/// <summary>Tests that share one PBX with the sample account.</summary>
[CollectionDefinition(Name)]
public sealed class OnePbx : ICollectionFixture<World.PbxWorld>
{
    public const string Name = "One PBX";
}
