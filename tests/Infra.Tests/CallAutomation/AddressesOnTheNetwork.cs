using Pbx.Domain.Numbers;
using Pbx.Infra.CallAutomation;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class AddressesOnTheNetwork
{
    [Theory]
    [InlineData("4:+31612345678", "+31612345678")]
    [InlineData("8:acs:5f3b_0001", "web:5f3b_0001")]
    [InlineData("8:acs:res_tenant_user", "web:res_tenant_user")]
    [InlineData("8:orgid:oid", "teams:oid")]
    [InlineData("4:anonymous", "anonymous")]
    [InlineData("4:112", "raw:4:112")]
    [InlineData("4:+0123456789", "raw:4:+0123456789")]
    [InlineData("8:dod:oid", "raw:8:dod:oid")]
    [InlineData("8:teamsvisitor:v", "raw:8:teamsvisitor:v")]
    [InlineData("28:orgid:oid", "raw:28:orgid:oid")]
    [InlineData("8:acs:", "raw:8:acs:")]
    [InlineData("whoever", "raw:whoever")]
    public void Go_there_and_back(string rawId, string address)
    {
        Assert.Equal(PhoneAddress.Parse(address), AcsAddress.Read(rawId));
        Assert.Equal(rawId, AcsAddress.Write(PhoneAddress.Parse(address)).RawId);
    }

    [Theory]
    [InlineData("4:+31612345678_a1b2", "+31612345678")]
    [InlineData("4:+31612345678_a_b", "+31612345678")]
    [InlineData("4:anonymous_a1", "anonymous")]
    [InlineData("4:Anonymous", "anonymous")]
    public void Are_the_same_for_every_leg_with_the_number(string rawId, string address) => Assert.Equal(PhoneAddress.Parse(address), AcsAddress.Read(rawId));

    [Theory]
    [InlineData("8:acs:")]
    [InlineData("8:orgid:")]
    [InlineData("4:")]
    [InlineData("x")]
    public void Can_be_read_whatever_their_length(string start)
    {
        for (var length = 1; length < 600; length += 7)
        {
            Assert.True(PhoneAddress.TryParse(AcsAddress.Read(start + new string('1', length)).Value, out _));
        }
    }
}
