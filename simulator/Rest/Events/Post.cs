using System.Net.Http.Headers;
using System.Text;

namespace Pbx.Simulator.Rest.Events;

/// <summary>Posts JSON to the application.</summary>
internal sealed class Post : IDisposable
{
    /// <summary>Stands for no answer at all.</summary>
    public const int NoAnswer = 0;

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>The status and the text of the answer; <see cref="NoAnswer"/> when there was none.</summary>
    public async Task<(int Status, string Text)> Send(Uri to, string json, string? bearer, IEnumerable<(string Name, string Value)> headers, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await client.SendAsync(request, cancel);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return (NoAnswer, e.Message);
        }
    }

    public void Dispose() => client.Dispose();
}
