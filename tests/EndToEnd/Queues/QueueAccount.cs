using System.Text.Json;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.Queues;

/// <summary>An account with a queue 500 and the users 201 to 203, each with a phone.</summary>
internal static class QueueAccount
{
    private static readonly string[] Users = ["201", "202", "203"];

    /// <summary>Somebody of another tenant who may change such accounts.</summary>
    public const string Partner = "partner@sample.example";

    /// <summary>Makes it; its number leads to the queue.</summary>
    /// <param name="queue">The configuration of the queue.</param>
    /// <param name="more">Further extensions.</param>
    /// <param name="persons">Who signs in as the user of an extension.</param>
    public static async Task<Phone[]> Make(PbxWorld world, string account, string number, object queue, IEnumerable<object>? more = null, IReadOnlyDictionary<string, Guid>? persons = null, object[]? userGroups = null)
    {
        var document = JsonSerializer.Serialize(new
        {
            account = new
            {
                name = "Desk",
                country = "nl",
                language = "en",
                timeZone = "Europe/Amsterdam",
                extensionLength = 3,
                mainNumber = number,
                numbers = new[] { number },
                tenants = new[] { LocalUsers.TenantOf("sample.example").ToString() },
                userGroups = userGroups ?? [],
            },
            schemes = new[] { new { number = 1, name = "Desk", plans = new[] { new { number = 1, name = "Day", links = new[] { new { number, extension = "500" } } } } } },
            extensions = Users.Select(user => (object)new { number = user, name = $"Agent {user}", type = "user", config = User(account, user) })
                .Append(new { number = "500", name = "Desk", type = "queue", config = queue })
                .Concat(more ?? []),
        });
        var saved = await world.Api.Put(document, "*", path: $"api/v1/accounts/{account}/config", user: Partner);
        Assert.True(saved.Status == 200, saved.Body);
        return await Task.WhenAll(Users.Select(user => world.PhoneAt($"8:acs:{account}-{user}")));

        object User(string name, string user) => persons?.TryGetValue(user, out var person) is true ? new { device = $"web:{name}-{user}", person } : new { device = $"web:{name}-{user}" };
    }
}
