using System.Net.Http.Headers;
using System.Text;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Access;

/// <summary>An answer with all that its receiver can see of it, except the date.</summary>
internal sealed record Bare(int Status, string Headers, string Body)
{
    /// <summary>Asks with a token; a body is sent where the verb has one.</summary>
    public static async Task<Bare> Of(PbxWorld world, HttpMethod method, string path, string? token, string? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Delete)
        {
            request.Content = new StringContent(body ?? "{}", Encoding.UTF8, "application/json");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await world.Local.Http.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal);
        return new Bare((int)answer.StatusCode, string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")), await answer.Content.ReadAsStringAsync());
    }
}
