using Pbx.Domain.Extensions;
using Pbx.Domain.HuntGroups;
using Pbx.Engine.HuntGroups;
using Pbx.Engine.Tests.Calls;

namespace Pbx.Engine.Tests.HuntGroups;

public sealed class WhenOffersAreRemembered
{
    private static readonly ExtensionNumber Group = ExtensionNumber.Parse("4000");
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Rule", "EXT-161")]
    [Trait("Rule", "EXT-162")]
    public async Task Each_member_has_the_latest_one_in_whatever_process_it_was()
    {
        var test = new TestDesk();
        await Note(test, "2001", 1);
        await Note(test, "2002", 2);
        await Note(test, "2001", 3);
        await Note(test, "2002", 0); // told again, late
        var offers = await new OfferDesk(test.Machines).Show(TestDesk.Account, Group, default);
        Assert.Equal([new LastOffer(ExtensionNumber.Parse("2001"), At.AddMinutes(3)), new LastOffer(ExtensionNumber.Parse("2002"), At.AddMinutes(2))], offers.OrderBy(offer => offer.Member.Value));
        Assert.Empty(await new OfferDesk(test.Machines).Show(TestDesk.Account, ExtensionNumber.Parse("4001"), default));
    }

    [Fact]
    [Trait("Rule", "EXT-162")]
    public async Task Who_left_long_ago_is_forgotten()
    {
        var test = new TestDesk();
        for (var i = 0; i <= HuntGroupConfig.MostMembers; i++)
        {
            await Note(test, $"{2000 + i}", i);
        }

        var offers = await new OfferDesk(test.Machines).Show(TestDesk.Account, Group, default);
        Assert.Equal(HuntGroupConfig.MostMembers, offers.Count);
        Assert.DoesNotContain(offers, offer => offer.Member.Value == "2000");
    }

    private static Task Note(TestDesk test, string member, int minute) =>
        new OfferDesk(test.Machines).Note(TestDesk.Account, Group, new LastOffer(ExtensionNumber.Parse(member), At.AddMinutes(minute)), default);
}
