using System.Net.Http.Json;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Schedules;

/// <summary>An account of its own, so that what it does by time disturbs no other test: a menu, a user, an announcement and a company mailbox, each with a number.</summary>
internal static class ShopAccount
{
    public const string Name = "shop";
    public const string Path = $"api/v1/accounts/{Name}";
    public const string Administrator = "admin@shop.example";
    public const string Menu = "+31205550310";
    public const string Anna = "+31205550311";
    public const string Announcement = "+31205550312";

    /// <summary>Makes it anew, or brings it back to how it was made; returns its ETag.</summary>
    public static async Task<string> Make(PbxWorld world)
    {
        var there = await world.Api.Ask(HttpMethod.Get, $"{Path}/config", Administrator);
        using var document = JsonContent.Create(new
        {
            account = new
            {
                name = "Shop",
                country = "nl",
                language = "en",
                timeZone = "Europe/Amsterdam",
                extensionLength = 3,
                mainNumber = Menu,
                numbers = new[] { Menu, Anna, Announcement },
                tenants = new[] { Simulator.Rest.Identity.LocalUsers.TenantOf("shop.example").ToString() },
            },
            schemes = new[] { new { number = 1, name = "Shop", plans = new[] { new { number = 1, name = "Plan", links = new[] { new { number = Menu, extension = "100" }, new { number = Anna, extension = "201" }, new { number = Announcement, extension = "300" } } } } } },
            extensions = new object[]
            {
                new { number = "100", name = "Menu", type = "menu", config = new { greeting = "Press one.", options = new[] { new { key = "1", destination = "201" } } } },
                new { number = "201", name = "Anna", type = "user", config = new { device = "web:shop-anna", extendsWorkingHours = true, person = Simulator.Rest.Identity.LocalUsers.ObjectIdOf("anna@shop.example").ToString() } },
                new { number = "300", name = "Hours", type = "auto-answer", config = new { message = "Welcome to the shop." } },
                new { number = "999", name = "Company mailbox", type = "voicemail", config = new { greeting = "Good night.", takesMessages = false } },
            },
        });
        var made = await world.Api.Ask(HttpMethod.Put, $"{Path}/config", there.Status == 404 ? "partner@shop.example" : Administrator, document, ifMatch: there.Status == 404 ? "*" : there.Tag);
        Assert.True(made.Status == 200, made.Body);
        return made.Tag!;
    }

    /// <summary>A person of the shop who has no role at all.</summary>
    public static async Task<Answer> Send(PbxWorld world, string person, HttpMethod method, string part, object body)
    {
        using var content = JsonContent.Create(body);
        return await world.Api.Ask(method, $"{Path}/{part}", $"{person}@shop.example", content);
    }

    /// <summary>Asks with a body, as the account's administrator.</summary>
    public static async Task<Answer> Send(PbxWorld world, HttpMethod method, string part, object? body = null, string? ifMatch = null)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        return await world.Api.Ask(method, $"{Path}/{part}", Administrator, content, ifMatch);
    }

    /// <summary>Anybody calls, hears the first sentence, and hangs up.</summary>
    public static async Task<string> Hears(PbxWorld world, string number)
    {
        var caller = await world.Dial(number);
        await world.Advance(0.5);
        var heard = await caller.HeardWords();
        await caller.HangsUp();
        return heard[0];
    }
}
