using System.Net.Http.Json;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Calls;

[Collection(OnePbx.Name)]
public sealed class WhenAnotherAccountIsCalled(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "EXT-065")]
    [Trait("Rule", "EXT-078")]
    public async Task It_speaks_its_own_language_and_a_mobile_shows_the_dialled_number_when_the_carrier_refuses_the_callers()
    {
        await Save();
        var mobile = await world.PhoneAt("+31687654321");
        var caller = await world.Dial("+31205550200");
        await world.Advance(1);
        var greeting = Assert.Single(await caller.Heard());
        Assert.Equal(("Welkom. Maak uw keuze.", "nl-NL"), (greeting.What, greeting.Locale));
        await caller.Presses("1");

        Assert.Equal((null, "4:+31205550200"), await mobile.Display());
        await mobile.Answers();
        await world.Advance(5);
        await mobile.HangsUp();
        var record = await caller.Record("fiets");
        Assert.Equal([$"{caller.Number} incoming", "+31687654321 caller-id-refused", "+31687654321 answered"], record.Legs);
        Assert.Contains("EXT-065", record.Rules);
    }

    private async Task Save()
    {
        using var document = JsonContent.Create(new
        {
            account = new
            {
                name = "Fietsen",
                country = "nl",
                language = "nl",
                timeZone = "Europe/Amsterdam",
                extensionLength = 3,
                mainNumber = "+31205550200",
                numbers = new[] { "+31205550200" },
                tenants = new[] { "87ca7790-ff83-4e0e-bccd-8469e79c99f8" },
            },
            schemes = new[] { new { number = 1, name = "Fietsen", plans = new[] { new { number = 1, name = "Plan", links = new[] { new { number = "+31205550200", extension = "100" } } } } } },
            extensions = new object[]
            {
                new { number = "100", name = "Keuze", type = "menu", config = new { options = new[] { new { key = "1", action = "transfer", destination = "200" } } } },
                new { number = "200", name = "Chris", type = "user", config = new { device = "+31687654321", ringFor = "00:00:20" } },
            },
        });
        var saved = await world.Api.Ask(HttpMethod.Put, "api/v1/accounts/fiets/config", "partner@sample.example", document, ifMatch: "*");
        Assert.True(saved.Status == 200, saved.Body);
    }
}
