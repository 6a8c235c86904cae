using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.CallFlows;

/// <summary>The reverse look-up: which numbers lead to an extension, when, and how.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAnExtensionIsLookedUp(PbxWorld world)
{
    [Fact]
    public async Task The_numbers_that_lead_there_are_told_with_times_and_ways()
    {
        var answer = await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/sample/extensions/201/reached-from");
        Assert.True(answer.Status == 200, answer.Body);
        var numbers = answer.Json["numbers"]!.AsArray();
        var main = numbers.Single(one => (string)one!["number"]! == "+31205550100")!;
        Assert.Equal(("100", "100", "key 1", "201"), ((string)main["entrance"]!, (string)main["path"]![0]!["from"]!, (string)main["path"]![0]!["when"]!, (string)main["path"]![0]!["to"]!));
        Assert.NotEmpty((string)main["times"]![0]!["when"]!);
        Assert.Contains(numbers, one => (string)one!["number"]! == "+31205550101" && one["path"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task An_extension_that_is_not_there_is_not_found() =>
        (await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/sample/extensions/999/reached-from")).IsProblem(404);
}
