using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Pbx.Benchmarks;

/// <summary>An identity provider with one RSA key of 2048 bits: its OpenID configuration over HTTP, and tokens as the network sends them.</summary>
internal sealed class Tokens : IAsyncDisposable
{
    public const string Audience = "bench-resource";
    public const string Issuer = "https://acscallautomation.communication.azure.test";

    private readonly RSA key = RSA.Create(2048);
    private readonly WebApplication server;

    private Tokens(WebApplication server) => this.server = server;

    public string Metadata { get; private set; } = "";

    public static async Task<Tokens> Open()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var tokens = new Tokens(builder.Build());
        tokens.server.Run(tokens.Answer);
        await tokens.server.StartAsync();
        var address = tokens.server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First();
        tokens.Metadata = $"{address?.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/openid";
        return tokens;
    }

    /// <summary>A token that is good for an hour, for the webhooks of the network and of Event Grid alike.</summary>
    public string Issue(DateTimeOffset now)
    {
        var head = Part("""{"alg":"RS256","kid":"bench-key","typ":"JWT"}""");
        var from = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var to = (now.ToUnixTimeSeconds() + 3600).ToString(CultureInfo.InvariantCulture);
        var body = Part($$"""{"data":"bench","iss":"{{Issuer}}","aud":"{{Audience}}","iat":{{from}},"nbf":{{from}},"exp":{{to}},"roles":["AzureEventGridSecureWebhookSubscriber"]}""");
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{body}.{Base64Url.EncodeToString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private Task Answer(HttpContext context)
    {
        var open = key.ExportParameters(includePrivateParameters: false);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(context.Request.Path == "/openid"
            ? $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Metadata}}/keys"}"""
            : $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"bench-key","alg":"RS256","n":"{{Base64Url.EncodeToString(open.Modulus)}}","e":"{{Base64Url.EncodeToString(open.Exponent)}}"}]}""");
    }
}
