using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Communication.CallAutomation;
using Azure.Core;

namespace Pbx.Local.Tests.CallAutomation;

public sealed class WhenARequestIsSigned : IDisposable
{
    private readonly FakeCallAutomation acs = new();

    public void Dispose() => acs.Dispose();

    [Fact]
    public void The_expected_signature_is_that_of_a_worked_example() =>
        Assert.Equal( // openssl dgst -sha256 -mac HMAC over the three lines, with the key of the fake.
            ("bJn4K5EgU4GZ/YF3tQcGZZ3i2ZozzRPhz1f1ltHx0F4=", "imSnKFkH3qI9QLAI1a+B7JEF8Z+WpXiGqXmeJ03LVco="),
            Signature("POST", "/calling/callConnections:answer?api-version=2026-03-12", "Tue, 01 Sep 2026 08:15:00 GMT", "localhost:7080", """{"incomingCallContext":"context"}"""u8));

    [Theory]
    [InlineData("https://acs-one.communication.azure.com", "acs-one.communication.azure.com")]
    [InlineData("http://localhost:7080", "localhost:7080")]
    [InlineData("https://localhost:443", "localhost")]
    public async Task A_request_with_a_body_is_signed_for_its_host(string endpoint, string host)
    {
        acs.Answer(204);
        await acs.Client(endpoint).RejectCallAsync(new("a+b/ü"));

        SignedFor(host);
    }

    [Fact]
    public async Task A_request_without_a_body_is_signed_for_the_empty_body()
    {
        acs.Answer(204);
        await acs.Call().HangUpAsync(false);

        SignedFor("acs-one.communication.azure.com");
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", acs.Request.Headers["x-ms-content-sha256"]);
    }

    [Fact]
    public async Task A_path_is_signed_as_it_is_sent()
    {
        acs.Answer(200, "{}");
        await acs.Call().GetParticipantAsync(new Azure.Communication.PhoneNumberIdentifier("+1425"));

        SignedFor("acs-one.communication.azure.com");
    }

    [Fact]
    public async Task The_date_is_the_time_of_sending()
    {
        acs.Answer(204);
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await acs.Call().HangUpAsync(false);

        var date = DateTimeOffset.ParseExact(acs.Request.Headers["x-ms-date"], "r", CultureInfo.InvariantCulture);
        Assert.InRange(date, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(acs.Request.Headers["Date"], acs.Request.Headers["x-ms-date"]);
    }

    [Fact]
    public async Task With_an_entra_identity_a_bearer_token_of_the_service_is_shown()
    {
        acs.Answer(204);
        var credential = new OneToken();
        await new CallAutomationClient(new Uri(FakeCallAutomation.Endpoint), credential, acs.Options()).GetCallConnection("1").HangUpAsync(false);

        Assert.Equal("Bearer token-1", acs.Request.Headers["Authorization"]);
        Assert.Equal(["https://communication.azure.com//.default"], credential.Scopes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("endpoint=https://a.example.test/")]
    [InlineData("accesskey=c2VjcmV0")]
    [InlineData("endpoint=nowhere;accesskey=c2VjcmV0")]
    [InlineData("endpoint=https://a.example.test/;accesskey=not base 64!")]
    [InlineData("endpoint=https://a.example.test/;accesskey=")]
    public void A_connection_string_with_a_fault_is_refused_without_repeating_the_key(string connectionString)
    {
        var refused = Assert.ThrowsAny<ArgumentException>(() => new CallAutomationClient(connectionString));

        Assert.DoesNotContain("c2VjcmV0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parts_of_a_connection_string_come_in_any_order_and_case()
    {
        acs.Answer(204);
        await new CallAutomationClient($"AccessKey={FakeCallAutomation.AccessKey}; Endpoint=https://b.example.test", acs.Options()).GetCallConnection("1").HangUpAsync(false);

        SignedFor("b.example.test");
    }

    private static (string BodyHash, string Signature) Signature(string method, string pathAndQuery, string date, string host, ReadOnlySpan<byte> body)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        using var key = new HMACSHA256(Convert.FromBase64String(FakeCallAutomation.AccessKey));
        return (hash, Convert.ToBase64String(key.ComputeHash(Encoding.ASCII.GetBytes(string.Join('\n', method, pathAndQuery, $"{date};{host};{hash}")))));
    }

    private void SignedFor(string host)
    {
        var request = acs.Request;
        var (hash, signature) = Signature(request.Method, request.Uri.PathAndQuery, request.Headers["x-ms-date"], host, request.Body);
        Assert.Equal(hash, request.Headers["x-ms-content-sha256"]);
        Assert.Equal($"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}", request.Headers["Authorization"]);
    }

    private sealed class OneToken : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new("token-1", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
