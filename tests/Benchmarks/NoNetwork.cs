using System.Net;
using System.Text;

namespace Pbx.Benchmarks;

/// <summary>Stands where the telephone network would, and takes every command at once: requests are made, signed and written, and go nowhere.</summary>
internal sealed class NoNetwork : HttpMessageHandler
{
    private static readonly byte[] Taken = Encoding.UTF8.GetBytes($$"""{"callConnectionId":"{{Webhooks.Connection}}","serverCallId":"server","callConnectionState":"connecting","invitationId":"invitation-1","operationContext":""}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        var isHangUp = request.Method == HttpMethod.Delete || request.RequestUri?.AbsolutePath.EndsWith(":terminate", StringComparison.Ordinal) == true;
        var isAnswer = request.RequestUri?.AbsolutePath.EndsWith(":answer", StringComparison.Ordinal) == true;
        var answer = new HttpResponseMessage(isAnswer ? HttpStatusCode.OK : isHangUp ? HttpStatusCode.NoContent : HttpStatusCode.Accepted) { Content = new ByteArrayContent(Taken), RequestMessage = request };
        answer.Content.Headers.ContentType = new("application/json");
        return answer;
    }
}
