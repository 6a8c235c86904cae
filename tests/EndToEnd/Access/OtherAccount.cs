using System.Net.Http.Json;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Access;

/// <summary>An account of another tenant than the sample's, with real things in it.</summary>
internal sealed record OtherAccount(string Document, string Tag, string Call)
{
    public const string Name = "other";
    public const string Administrator = "admin@other.example";
    private const string Number = "+31205550300";

    /// <summary>The account, made the first time.</summary>
    public static async Task<OtherAccount> Of(PbxWorld world)
    {
        if ((await world.Api.Ask(HttpMethod.Get, $"api/v1/accounts/{Name}/config", Administrator)).Status == 404)
        {
            await Make(world);
            await world.Dial(Number);
            await world.Advance(30); // the message is over, and so is the call
        }

        var saved = await world.Api.Ask(HttpMethod.Get, $"api/v1/accounts/{Name}/config", Administrator);
        var calls = await world.Api.Ask(HttpMethod.Get, $"api/v1/accounts/{Name}/calls", Administrator);
        return new OtherAccount(saved.Body, saved.Tag!, (string)calls.Json["calls"]![0]!["id"]!);
    }

    /// <summary>A real id of this account for a parameter of a route; what nothing is known of gets the id of a call.</summary>
    public string Id(string parameter) => parameter switch
    {
        "account" => Name,
        "version" or "scheme" or "plan" => "1",
        "extension" or "mailbox" => "100",
        "number" => Number,
        _ => Call,
    };

    private static async Task Make(PbxWorld world)
    {
        using var document = JsonContent.Create(new
        {
            account = new
            {
                name = "Secret Unlimited",
                country = "nl",
                language = "en",
                timeZone = "Europe/Amsterdam",
                extensionLength = 3,
                mainNumber = Number,
                numbers = new[] { Number },
                tenants = new[] { Simulator.Rest.Identity.LocalUsers.TenantOf("other.example").ToString() },
            },
            schemes = new[] { new { number = 1, name = "Others", plans = new[] { new { number = 1, name = "Plan", links = new[] { new { number = Number, extension = "100" } } } } } },
            extensions = new object[] { new { number = "100", name = "Secret hours", type = "auto-answer", config = new { message = "A secret message of the others." } } },
        });
        var made = await world.Api.Ask(HttpMethod.Put, $"api/v1/accounts/{Name}/config", "partner@other.example", document, ifMatch: "*");
        Assert.True(made.Status == 200, made.Body);
    }
}
