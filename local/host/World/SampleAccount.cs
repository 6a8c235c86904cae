using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pbx.Local.Host.Azurite;

namespace Pbx.Local.Host.World;

/// <summary>The account to try things with: local/host/sample.json, loaded through the product's own API where it is not there yet.</summary>
internal static class SampleAccount
{
    private const string Route = "api/v1/accounts/sample/config";
    private const string SimulatorAsWritten = "http://localhost:7080"; // where the sample's bot is; other worlds have other ports
    private const string Partner = "partner@sample.example";

    /// <summary>Loads it; an account that is there stays as it is.</summary>
    /// <exception cref="InvalidOperationException">The API refused it; the message has the answer.</exception>
    public static async Task Load(HttpClient functions, HttpClient simulator, Action<string>? tell, CancellationToken cancel)
    {
        var file = Path.Combine(RepositoryRoot.Path, "local", "host", "sample.json");
        if (!File.Exists(file))
        {
            return;
        }

        var token = await simulator.GetFromJsonAsync<JsonObject>($"sim/token?user={Partner}", cancel);
        var bearer = new AuthenticationHeaderValue("Bearer", token?["access_token"]?.GetValue<string>());
        using var ask = new HttpRequestMessage(HttpMethod.Get, Route) { Headers = { Authorization = bearer } };
        using var there = await functions.SendAsync(ask, cancel);
        if (there.StatusCode == HttpStatusCode.OK)
        {
            tell?.Invoke("The sample account is there and stays as it is.");
            return;
        }

        using var put = new HttpRequestMessage(HttpMethod.Put, Route)
        {
            Headers = { Authorization = bearer },
            Content = new StringContent((await File.ReadAllTextAsync(file, cancel)).Replace(SimulatorAsWritten, simulator.BaseAddress?.GetLeftPart(UriPartial.Authority) ?? SimulatorAsWritten, StringComparison.Ordinal)),
        };
        put.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        put.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await functions.SendAsync(put, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"The sample account was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
        }

        tell?.Invoke("The sample account is loaded.");
    }
}
