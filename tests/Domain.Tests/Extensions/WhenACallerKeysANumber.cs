using System.Text.Json;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Extensions;

public sealed class WhenACallerKeysANumber
{
    private const string Switched =
        """{ "number": "202", "name": "Hidden", "type": "user", "config": {}, "listInDirectory": false, "dialByExtension": false }""";

    private const string Opened =
        """{ "number": "300", "name": "Closed", "type": "auto-answer", "config": {}, "dialByExtension": true }""";

    [Fact]
    [Trait("Rule", "EXT-048")]
    public void Everybody_is_in_the_directory_and_users_and_groups_are_reached_by_keys_where_nothing_is_set()
    {
        var all = TestAccount.With().Document.Extensions;
        Assert.All(all, one => Assert.True(one.IsListed));
        Assert.Equal(["201", "202"], all.Where(one => one.IsKeyed).Select(one => one.Number.Value));
        Assert.Equal(["user", "group", "hunt-group"], ExtensionTypes.All.Where(type => type.IsKeyed).Select(type => type.Key));
    }

    [Fact]
    [Trait("Rule", "EXT-048")]
    public void Both_switches_are_set_by_themselves_and_are_kept_as_they_were_written()
    {
        var (hidden, opened) = (TestAccount.Read<Extension>(Switched), TestAccount.Read<Extension>(Opened));
        Assert.Equal((false, false, true, true), (hidden.IsListed, hidden.IsKeyed, opened.IsListed, opened.IsKeyed));
        var written = JsonSerializer.Serialize(hidden, Json.Of<Extension>(Json.State));
        Assert.Equal(hidden, JsonSerializer.Deserialize(written, Json.Of<Extension>(Json.State)));
        Assert.DoesNotContain("listInDirectory", JsonSerializer.Serialize(opened, Json.Of<Extension>(Json.State)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("201", true)]
    [InlineData("300", true)] // its switch is on
    [InlineData("202", false)] // its switch is off
    [InlineData("100", false)] // a menu, with nothing set
    [InlineData("299", false)] // does not exist
    [InlineData("20", false)]
    [InlineData("2011", false)]
    [InlineData("", false)]
    [Trait("Rule", "EXT-301")]
    public void Only_extensions_with_the_switch_on_are_reached(string keys, bool isReached) => Assert.Equal(isReached, Find(keys) is not null);

    [Theory]
    [InlineData("915")] // changes the numbering plan
    [InlineData("112")]
    [InlineData("*21")]
    [InlineData("2*1")]
    [InlineData("+31205550100")]
    [InlineData("0205550100")]
    [Trait("Rule", "EXT-302")]
    public void System_extensions_star_codes_and_public_numbers_never_are(string keys)
    {
        var everything = (ExtensionNumber number) => TestAccount.Read<Extension>(Opened) with { Number = number };
        Assert.Null(KeyedNumber.Find(keys, TestAccount.With().Account, everything));
        Assert.NotNull(KeyedNumber.Find("201", TestAccount.With().Account, everything));
    }

    private static Extension? Find(string keys)
    {
        var account = TestAccount.With(Switched, Opened);
        return KeyedNumber.Find(keys, account.Account, number => account.Latest.Find(number)?.Extension);
    }
}
