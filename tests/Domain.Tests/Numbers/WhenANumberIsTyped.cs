using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Tests.Numbers;

public sealed class WhenANumberIsTyped
{
    [Theory]
    [InlineData(Country.Netherlands, "020 555 01 00", "+31205550100")]
    [InlineData(Country.Netherlands, "(020) 555-0100", "+31205550100")]
    [InlineData(Country.Netherlands, "+31 (0)20 5550100", "+31205550100")]
    [InlineData(Country.Netherlands, "0031 20.555.0100", "+31205550100")]
    [InlineData(Country.Netherlands, "06-12345678", "+31612345678")]
    [InlineData(Country.Netherlands, "0800 1234", "+318001234")]
    [InlineData(Country.Netherlands, "+49 30 123456", "+4930123456")]
    [InlineData(Country.UnitedKingdom, "020 7946 0123", "+442079460123")]
    [InlineData(Country.UnitedKingdom, "07700 900123", "+447700900123")]
    [InlineData(Country.UnitedKingdom, "0800 1111", "+448001111")]
    [InlineData(Country.Germany, "030/123456", "+4930123456")]
    [InlineData(Country.Germany, "0151 23456789", "+4915123456789")]
    [InlineData(Country.Spain, "912 345 678", "+34912345678")]
    [InlineData(Country.Spain, "0034 612 34 56 78", "+34612345678")]
    [InlineData(Country.Denmark, "32 12 34 56", "+4532123456")]
    [InlineData(Country.Finland, "09 123 4567", "+35891234567")]
    [InlineData(Country.Finland, "040 1234567", "+358401234567")]
    [InlineData(Country.Latvia, "67 123 456", "+37167123456")]
    [InlineData(Country.Latvia, "+371 2 1234567", "+37121234567")]
    [Trait("Rule", "EXT-060")]
    public void National_and_international_forms_are_read_alike(Country country, string typed, string number)
    {
        Assert.Equal(number, NationalPlan.Of(country).Read(typed)?.Value);
        Assert.Equal(number, NationalPlan.Of(country).Read(number)?.Value); // what is stored is read as it is
    }

    [Theory]
    [InlineData(Country.Netherlands, "")]
    [InlineData(Country.Netherlands, "0")]
    [InlineData(Country.Netherlands, "20 555 0100")] // without its 0
    [InlineData(Country.Netherlands, "020 555 010")] // a digit is missing
    [InlineData(Country.Netherlands, "020 555 01000")]
    [InlineData(Country.Netherlands, "+31 020 555 0100")]
    [InlineData(Country.Netherlands, "+0205550100")]
    [InlineData(Country.Netherlands, "020 555 0l00")]
    [InlineData(Country.Netherlands, "++31205550100")]
    [InlineData(Country.Netherlands, "+1234567890123456")]
    [InlineData(Country.Spain, "0912 345 678")]
    [InlineData(Country.Denmark, "32 12 34 5")]
    [InlineData(Country.Latvia, "067 123 456")]
    [InlineData(Country.Germany, "112")]
    [Trait("Rule", "EXT-060")]
    public void What_is_no_number_of_the_country_is_not_read(Country country, string typed) => Assert.Null(NationalPlan.Of(country).Read(typed));

    [Theory]
    [InlineData(Country.Netherlands, "0612345678", true)]
    [InlineData(Country.Netherlands, "0660000000", false)] // a pager
    [InlineData(Country.Netherlands, "0205550100", false)]
    [InlineData(Country.UnitedKingdom, "07700900123", true)]
    [InlineData(Country.UnitedKingdom, "07000900123", false)] // a personal number
    [InlineData(Country.UnitedKingdom, "07624123456", true)] // the Isle of Man
    [InlineData(Country.UnitedKingdom, "07600123456", false)] // a pager
    [InlineData(Country.Germany, "016012345678", true)]
    [InlineData(Country.Germany, "016412345678", false)] // a pager
    [InlineData(Country.Germany, "030123456", false)]
    [InlineData(Country.Spain, "612345678", true)]
    [InlineData(Country.Spain, "712345678", true)]
    [InlineData(Country.Spain, "701234567", false)] // a personal number
    [InlineData(Country.Denmark, "20123456", true)]
    [InlineData(Country.Denmark, "33123456", false)]
    [InlineData(Country.Finland, "0501234567", true)]
    [InlineData(Country.Finland, "091234567", false)]
    [InlineData(Country.Latvia, "21234567", true)]
    [InlineData(Country.Latvia, "67123456", false)]
    [Trait("Rule", "EXT-322")]
    public void Mobile_numbers_are_told_from_others(Country country, string typed, bool isMobile)
    {
        var plan = NationalPlan.Of(country);
        Assert.Equal(isMobile, plan.IsMobile(plan.National(plan.Read(typed)!.Value)!));
    }

    [Theory]
    [InlineData(Country.Netherlands, "020", "20")]
    [InlineData(Country.Netherlands, "20", "20")]
    [InlineData(Country.Netherlands, "0118", "118")]
    [InlineData(Country.Netherlands, "088", "88")]
    [InlineData(Country.Netherlands, "0800", "800")]
    [InlineData(Country.Netherlands, "02", null)]
    [InlineData(Country.Netherlands, "0205", null)]
    [InlineData(Country.Netherlands, "019", null)]
    [InlineData(Country.UnitedKingdom, "020", "20")]
    [InlineData(Country.UnitedKingdom, "0113", "113")]
    [InlineData(Country.UnitedKingdom, "01524", "1524")]
    [InlineData(Country.UnitedKingdom, "015242", "15242")] // an area within an area
    [InlineData(Country.Germany, "030", "30")]
    [InlineData(Country.Germany, "037421", "37421")]
    [InlineData(Country.Germany, "03742", null)]
    [InlineData(Country.Spain, "91", "91")]
    [InlineData(Country.Spain, "971", "971")]
    [InlineData(Country.Spain, "091", null)]
    [InlineData(Country.Finland, "09", "9")]
    [InlineData(Country.Finland, "013", "13")]
    [InlineData(Country.Denmark, "33", null)]
    [InlineData(Country.Latvia, "67", null)]
    [Trait("Rule", "EXT-323")]
    public void Area_codes_are_read_with_and_without_the_national_zero(Country country, string typed, string? code) => Assert.Equal(code, NationalPlan.Of(country).ReadAreaCode(typed));

    [Fact]
    [Trait("Rule", "EXT-320")]
    public void No_area_code_begins_with_another_one_but_for_few_areas_within_areas()
    {
        foreach (var country in Enum.GetValues<Country>())
        {
            var codes = NationalPlan.Of(country).AreaCodes;
            Assert.Equal(country is not (Country.Denmark or Country.Latvia), codes.Count > 0);
            Assert.Equal(NationalPlan.Of(country).HasAreaCodes, codes.Count > 0);
            var within = codes.Where(code => Enumerable.Range(1, code.Length - 1).Any(length => codes.Contains(code[..length]))).ToList();
            Assert.Equal(country switch { Country.UnitedKingdom => 12, Country.Germany => 1, _ => 0 }, within.Count); // 015242 and such; 02129 beside 0212
            Assert.All(codes, code => Assert.False(NationalPlan.Of(country).IsMobile(code.PadRight(9, '1')), code));
        }
    }

    [Theory]
    [InlineData("020", "+3120")]
    [InlineData("0", "+31")]
    [InlineData("+31 20", "+3120")]
    [InlineData("0049", "+49")]
    [InlineData("+1", "+1")]
    [InlineData("20", null)]
    [InlineData("+", null)]
    [InlineData("00", null)]
    [InlineData("", null)]
    [Trait("Rule", "EXT-331")]
    public void Beginnings_of_numbers_may_be_of_any_length(string typed, string? beginning) => Assert.Equal(beginning, NationalPlan.Of(Country.Netherlands).ReadBeginning(typed));
}
