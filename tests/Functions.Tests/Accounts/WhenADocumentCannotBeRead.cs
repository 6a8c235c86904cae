using Pbx.Functions.Accounts;

namespace Pbx.Functions.Tests.Accounts;

public sealed class WhenADocumentCannotBeRead
{
    [Theory]
    [InlineData("$", "")]
    [InlineData(null, "")]
    [InlineData("$.account.name", "/account/name")]
    [InlineData("$.extensions[3].config.options[0].key", "/extensions/3/config/options/0/key")]
    [InlineData("$['a/b'].c", "/a~1b/c")]
    public void The_place_is_named_by_a_pointer(string? path, string pointer) => Assert.Equal(pointer, JsonPath.ToPointer(path));
}
