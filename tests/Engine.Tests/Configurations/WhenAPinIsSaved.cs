using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Secrets;
using Pbx.Engine.Configurations;

namespace Pbx.Engine.Tests.Configurations;

/// <summary>What a save makes of a PIN, for any type of extension that has one.</summary>
public sealed class WhenAPinIsSaved
{
    private static readonly ExtensionType Safe = ExtensionType.Of<Box, Door, Door>(DomainJson.Default);
    private static readonly ExtensionType Locker = ExtensionType.Of<Box, Door, Door>(DomainJson.Default);
    private readonly Extension stored = KeptPins.Settle(With(new Pin.Digits("2580")), null);

    [Fact]
    [Trait("Rule", "VMR-023")]
    public void Digits_become_a_hash_with_a_salt_of_its_own()
    {
        var hash = Assert.IsType<Pin.Hashed>(PinOf(stored));
        Assert.True(PinHash.Verify(hash, "2580"));
        Assert.NotEqual(hash, PinOf(KeptPins.Settle(With(new Pin.Digits("2580")), null)));
    }

    [Fact]
    public void Left_out_or_said_to_be_set_it_is_kept()
    {
        Assert.Equal(PinOf(stored), PinOf(KeptPins.Settle(With(null), stored)));
        Assert.Equal(PinOf(stored), PinOf(KeptPins.Settle(With(new Pin.Kept()), stored)));
        Assert.Equal(PinOf(stored), PinOf(KeptPins.Settle(stored, null))); // what was loaded is saved again
        Assert.Empty(KeptPins.Check(With(new Pin.Kept()), stored));
        Assert.True(KeptPins.Needs(With(null)) && KeptPins.Needs(With(new Pin.Kept())) && !KeptPins.Needs(With(new Pin.Removed())));
    }

    [Fact]
    public void New_digits_replace_it_and_none_removes_it()
    {
        Assert.True(PinHash.Verify((Pin.Hashed)PinOf(KeptPins.Settle(With(new Pin.Digits("9413")), stored))!, "9413"));
        Assert.Null(PinOf(KeptPins.Settle(With(new Pin.Removed()), stored)));
    }

    [Fact]
    public void Another_number_or_another_type_does_not_inherit_it()
    {
        Assert.Null(PinOf(KeptPins.Settle(With(null, number: "202"), stored)));
        Assert.Null(PinOf(KeptPins.Settle(With(null, type: Locker), stored)));
        Assert.Equal("/config/pin", Assert.Single(KeptPins.Check(With(new Pin.Kept(), number: "202"), stored)).Pointer);
        Assert.Equal("/config/pin", Assert.Single(KeptPins.Check(With(new Pin.Kept()), null)).Pointer);
        Assert.Empty(KeptPins.Check(With(null), null));
    }

    private static Extension With(Pin? pin, string number = "201", ExtensionType? type = null) => new(ExtensionNumber.Parse(number), "Safe", type ?? Safe, new Door(pin));

    private static Pin? PinOf(Extension extension) => ((Door)extension.Config).Pin;

    private sealed record Door(Pin? Pin) : IHasPin
    {
        public object WithPin(Pin? pin) => this with { Pin = pin };
    }

    private sealed class Box : IExtensionType<Door, Door>
    {
        public static string Key => "safe";

        public static bool Answers => false;

        public static Door Sample { get; } = new((Pin?)null);

        public static Move<Door> Enter(Door config, Arrival arrival, IDirectory directory, Moment at) => new Move<Door>.Stay(config, []);

        public static Move<Door> Step(Door state, CallEvent evt, Door config, Arrival arrival, IDirectory directory, Moment at) => new Move<Door>.Stay(state, []);

        public static DateTimeOffset? Due(Door state) => null;

        public static IEnumerable<Way> Ways(Door config) => [];

        public static IEnumerable<Problem> Check(Door config, IDialPlan plan) => [];
    }
}
