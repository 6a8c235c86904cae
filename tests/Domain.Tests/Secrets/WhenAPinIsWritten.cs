using System.Text.Json;
using Pbx.Domain.Documents;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Tests.Secrets;

public sealed class WhenAPinIsWritten
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, PinHash.SaltBytes).Select(i => (byte)i)];

    [Theory]
    [Trait("Rule", "VMR-020")]
    [Trait("Rule", "VMR-021")]
    [Trait("Rule", "VMR-022")]
    [InlineData("0000")]
    [InlineData("1111")]
    [InlineData("1234")]
    [InlineData("4321")]
    [InlineData("0123")]
    [InlineData("9876")]
    [InlineData("6789")]
    [InlineData("3210")]
    [InlineData("123")]
    [InlineData("12345")]
    [InlineData("12a5")]
    [InlineData("")]
    public void A_weak_one_is_refused_with_the_rule(string digits) =>
        Assert.Equal(new Problem("", Pin.Rule), Assert.Single(Pin.Check(new Pin.Digits(digits))));

    [Theory]
    [Trait("Rule", "VMR-021")]
    [InlineData("1357")]
    [InlineData("1235")]
    [InlineData("1224")]
    [InlineData("1112")]
    [InlineData("1232")]
    [InlineData("7890")] // 0 does not follow 9
    [InlineData("2580")]
    public void Any_other_is_taken(string digits) => Assert.Empty(Pin.Check(new Pin.Digits(digits)));

    [Fact]
    public void A_document_says_what_becomes_of_it()
    {
        Assert.Equal(new Pin.Digits("2580"), Read("\"2580\""));
        Assert.Equal(new Pin.Kept(), Read("\"set\""));
        Assert.Equal(new Pin.Removed(), Read("\"none\""));
        Assert.Null(Read("null"));
        foreach (var other in (string[])["\"258\"", "\"25800\"", "2580", "\"pbkdf2-sha256$1$AA==$AA==\"", "true", "{}"])
        {
            Assert.Equal(Pin.Rule, Assert.Throws<JsonException>(() => Read(other)).Message);
        }
    }

    [Fact]
    [Trait("Rule", "VMR-023")]
    public void It_is_never_shown()
    {
        foreach (var pin in (Pin[])[new Pin.Digits("2580"), PinHash.Of(new Pin.Digits("2580"), Salt)])
        {
            Assert.DoesNotContain("2580", pin.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("pbkdf2", pin.ToString(), StringComparison.Ordinal);
            Assert.Contains(JsonSerializer.Serialize(pin, Json.Of<Pin>(Json.Documents)), (string[])["\"set\"", "\"new\""]);
        }
    }

    [Fact]
    [Trait("Rule", "VMR-023")]
    public void It_is_stored_as_a_salted_hash_and_in_no_other_way()
    {
        var hash = PinHash.Of(new Pin.Digits("2580"), Salt);
        var stored = JsonSerializer.Serialize<Pin>(hash, Json.Of<Pin>(Json.State));
        Assert.DoesNotContain("2580", stored, StringComparison.Ordinal);
        Assert.Equal(hash, JsonSerializer.Deserialize(stored, Json.Of<Pin>(Json.State)));
        foreach (var other in (Pin[])[new Pin.Digits("2580"), new Pin.Kept(), new Pin.Removed()])
        {
            Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(other, Json.Of<Pin>(Json.State)));
        }
    }

    [Fact]
    [Trait("Rule", "VMR-023")]
    public void The_right_digits_are_told_from_all_others_and_a_salt_makes_another_hash()
    {
        var hash = PinHash.Of(new Pin.Digits("2580"), Salt);
        Assert.True(PinHash.Verify(hash, "2580"));
        Assert.False(PinHash.Verify(hash, "2581"));
        Assert.False(PinHash.Verify(hash, ""));
        Assert.NotEqual(hash, PinHash.Of(new Pin.Digits("2580"), [.. Salt.Select(b => (byte)(b + 1))]));
        Assert.Throws<FormatException>(() => PinHash.Verify(new Pin.Hashed("2580"), "2580"));
    }

    private static Pin? Read(string json) => JsonSerializer.Deserialize(json, Json.Of<Pin>(Json.Documents));
}
