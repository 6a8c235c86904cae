using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Tests.Numbers;

public sealed class WhenNumbersAreRead
{
    [Theory]
    [InlineData("+31205550100", true)]
    [InlineData("+1234567", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+123456", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("+0205550100", false)]
    [InlineData("0205550100", false)]
    [InlineData("+31 205550100", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_international_form_is_a_public_number(string? text, bool isOne) => Assert.Equal(isOne, PhoneNumber.TryParse(text, out _));

    [Theory]
    [InlineData("10", true)]
    [InlineData("99999", true)]
    [InlineData("1", false)]
    [InlineData("100000", false)]
    [InlineData("01", false)]
    [InlineData("1a", false)]
    [Trait("Rule", "EXT-001")]
    [Trait("Rule", "EXT-004")]
    public void An_extension_has_two_to_five_digits_and_does_not_begin_with_zero(string text, bool isOne) => Assert.Equal(isOne, ExtensionNumber.TryParse(text, out _));

    [Theory]
    [InlineData("+31612345678", true)]
    [InlineData("anonymous", true)]
    [InlineData("web:anna", true)]
    [InlineData("teams:11111111-1111-1111-1111-111111111111", true)]
    [InlineData("web:", false)]
    [InlineData("sip:anna", false)]
    public void A_phone_has_one_of_five_kinds_of_address(string text, bool isOne) => Assert.Equal(isOne, PhoneAddress.TryParse(text, out _));

    [Theory]
    [InlineData("7.0", true)]
    [InlineData("12.34", true)]
    [InlineData("7", false)]
    [InlineData(".1", false)]
    [InlineData("-1.0", false)]
    [InlineData("7.0 ", false)]
    [InlineData("99999999999.0", false)]
    public void The_name_of_a_command_is_read_only_as_it_is_written(string text, bool isOne)
    {
        Assert.Equal(isOne, OpId.TryParse(text, out var op));
        Assert.True(!isOne || op.ToString() == text);
    }

    [Fact]
    public void A_number_in_a_log_hides_most_of_itself() => Assert.Equal("+3120…", PhoneNumber.Parse("+31205550100").Masked);
}
