using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.CallAutomation;

/// <summary>Sends requests to the service; any status but the one expected is a <see cref="RequestFailedException"/> with the code of the body.</summary>
internal sealed class CallingRequests(HttpPipeline pipeline, Uri endpoint, string apiVersion)
{
    public Task<Response> Get(string path, CancellationToken cancel) => Send(Request(RequestMethod.Get, path), 200, cancel);

    public Task<Response> Delete(string path, CancellationToken cancel) => Send(Request(RequestMethod.Delete, path), 204, cancel);

    public Task<Response> Post(string path, JsonBody? body, int expected, CancellationToken cancel) =>
        Send(Request(RequestMethod.Post, path, body), expected, cancel);

    /// <summary>
    /// Posts so that the service does it once, whatever the pipeline retries: the headers are set before its policies run, so a policy
    /// per call may replace the id and every try sends the same one.
    /// </summary>
    public Task<Response> PostRepeatable(string path, JsonBody? body, int expected, CancellationToken cancel)
    {
        var message = Request(RequestMethod.Post, path, body);
        message.Request.Headers.SetValue("Repeatability-Request-ID", Guid.NewGuid().ToString());
        message.Request.Headers.SetValue("Repeatability-First-Sent", DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture));
        return Send(message, expected, cancel);
    }

    /// <summary>Follows the link to a next page; only on the host of the service, since the request is signed.</summary>
    public Task<Response> GetLink(string link, CancellationToken cancel)
    {
        var uri = new Uri(endpoint, link);
        if (Uri.Compare(uri, endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw new RequestFailedException($"The service named a next page on another host: {uri.Authority}.");
        }

        var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.SetValue("Accept", "application/json");
        return Send(message, 200, cancel);
    }

    private HttpMessage Request(RequestMethod method, string path, JsonBody? body = null)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(endpoint);
        request.Uri.AppendPath(path, escape: false);
        request.Uri.AppendQuery("api-version", apiVersion, escapeValue: false);
        request.Headers.SetValue("Accept", "application/json");
        if (body is not null)
        {
            request.Headers.SetValue("Content-Type", "application/json");
            request.Content = body;
        }

        return message;
    }

    private async Task<Response> Send(HttpMessage message, int expected, CancellationToken cancel)
    {
        using (message)
        {
            await pipeline.SendAsync(message, cancel);
            return message.Response.Status == expected ? message.Response : throw new RequestFailedException(message.Response);
        }
    }
}
