using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Pbx.Local.Tests.JwtBearer;

public sealed class WhenATokenIsForged : IAsyncLifetime, IDisposable
{
    private static readonly TestKey Rsa = TestKey.Rsa("rsa-1");
    private static readonly TestKey Ec = TestKey.Ec("ec-1");
    private static readonly TestKey Stolen = TestKey.Rsa("rsa-2") with { Id = "not-published" };
    private TestProvider provider = null!;
    private TestApi api = null!;

    private string Good => Payload.Of(provider);

    public async Task InitializeAsync()
    {
        provider = await TestProvider.Start(Rsa, Ec);
        api = new(provider);
    }

    public async Task DisposeAsync() => await provider.DisposeAsync();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task The_tokens_that_the_forgeries_start_from_are_good()
    {
        await Accepted(Rsa.Token(Good));
        await Accepted(Ec.Token(Good));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("")]
    [InlineData(" none")]
    [InlineData("rs256")]
    [InlineData("RS256 ")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES384")]
    [InlineData("EdDSA")]
    [InlineData("HS256")]
    public async Task An_algorithm_that_is_not_known_is_refused_with_any_signature(string algorithm)
    {
        var header = $$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"rsa-1"}""";
        await Refused(Rsa.Token(header, Good));
        await Refused($"{TestKey.Encode(header)}.{TestKey.Encode(Good)}.");
        await Refused($"{TestKey.Encode(header)}.{TestKey.Encode(Good)}");
        await Refused($"{TestKey.Encode(header)}.{TestKey.Encode(Good)}.AA");
    }

    [Theory]
    [InlineData("""{"typ":"JWT","kid":"rsa-1"}""")]
    [InlineData("""{"alg":null,"kid":"rsa-1"}""")]
    [InlineData("""{"alg":["RS256"],"kid":"rsa-1"}""")]
    [InlineData("""{"alg":1,"kid":"rsa-1"}""")]
    [InlineData("""{"alg":"RS256","kid":7}""")]
    [InlineData("""{"alg":"RS256","kid":null}""")]
    [InlineData("""{"alg":"RS256","kid":""}""")]
    [InlineData("""{"alg":"RS256","kid":"RSA-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"../../rsa-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","typ":"logout+jwt"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","typ":1}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","crit":[]}""")]
    [InlineData("""{"alg":"none","alg":"RS256","kid":"rsa-1"}""")]
    [InlineData("""{"alg":"RS256","\u0061lg":"RS256","kid":"rsa-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","kid":"rsa-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1"} {}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1",}""")]
    [InlineData("""["RS256"]""")]
    [InlineData("RS256")]
    [InlineData("")]
    public async Task A_header_that_is_not_as_it_should_be_is_refused_though_signed(string header) => await Refused(Rsa.Token(header, Good));

    [Fact]
    public async Task The_public_key_is_no_secret()
    {
        var rsa = (RSA)Rsa.Key;
        byte[][] secrets =
        [
            Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem() + "\n"),
            Encoding.ASCII.GetBytes(rsa.ExportRSAPublicKeyPem()), rsa.ExportSubjectPublicKeyInfo(), rsa.ExportRSAPublicKey(),
            rsa.ExportParameters(false).Modulus!, Encoding.ASCII.GetBytes(TestKey.Encode(rsa.ExportParameters(false).Modulus!)), [],
        ];
        foreach (var secret in secrets)
        {
            foreach (var algorithm in new[] { "HS256", "RS256" })
            {
                var text = $"{TestKey.Encode($$"""{"alg":"{{algorithm}}","kid":"rsa-1"}""")}.{TestKey.Encode(Good)}";
                await Refused($"{text}.{TestKey.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}");
            }
        }
    }

    [Fact]
    public async Task A_secret_that_the_provider_publishes_is_no_key()
    {
        provider.Keys = [.. provider.Keys, """{"kty":"oct","kid":"secret","k":"c2VjcmV0","alg":"HS256"}""", """{"kty":"oct","kid":"rs","k":"c2VjcmV0","alg":"RS256"}"""];
        foreach (var header in new[] { """{"alg":"HS256","kid":"secret"}""", """{"alg":"RS256","kid":"rs"}""" })
        {
            var text = $"{TestKey.Encode(header)}.{TestKey.Encode(Good)}";
            await Refused($"{text}.{TestKey.Encode(HMACSHA256.HashData("secret"u8, Encoding.ASCII.GetBytes(text)))}");
        }
    }

    [Fact]
    public async Task Another_key_is_refused_under_its_own_name_and_under_a_known_one()
    {
        await Refused(Stolen.Token(Good), "The signature key was not found");
        await Refused(Stolen.Token("""{"alg":"RS256","kid":"rsa-1"}""", Good), "The signature is invalid");
        await Refused(Stolen.Token("""{"alg":"RS256"}""", Good), "The signature is invalid");
    }

    [Fact]
    public async Task A_key_in_the_header_is_not_used_and_its_address_not_asked()
    {
        var jwk = Stolen.Jwk;
        foreach (var extra in new[] { $"\"jwk\":{jwk}", $"\"jku\":\"{provider.Address}/keys\"", $"\"x5u\":\"{provider.Address}/keys\"", "\"x5c\":[\"MIIB\"]" })
        {
            await Refused(Stolen.Token($$"""{"alg":"RS256","kid":"rsa-1",{{extra}}}""", Good));
            await Accepted(Rsa.Token($$"""{"alg":"RS256","kid":"rsa-1",{{extra}}}""", Good));
        }

        Assert.Equal(1, provider.KeyRequests);
    }

    [Fact]
    public async Task A_key_does_not_serve_the_algorithm_of_another()
    {
        await Refused(Rsa.Token("""{"alg":"ES256","kid":"ec-1"}""", Good));
        await Refused(Rsa.Token("""{"alg":"ES256","kid":"rsa-1"}""", Good));
        await Refused(Ec.Token("""{"alg":"RS256","kid":"ec-1"}""", Good));
        await Refused(Ec.Token("""{"alg":"RS256","kid":"rsa-1"}""", Good));
    }

    [Fact]
    public async Task A_signature_in_DER_form_is_refused()
    {
        var text = $"{TestKey.Encode("""{"alg":"ES256","kid":"ec-1"}""")}.{TestKey.Encode(Good)}";

        await Refused($"{text}.{TestKey.Encode(Ec.Sign(text, DSASignatureFormat.Rfc3279DerSequence))}", "The signature is invalid");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(4096)]
    public async Task A_signature_of_zeros_is_refused(int length)
    {
        foreach (var header in new[] { """{"alg":"ES256","kid":"ec-1"}""", """{"alg":"RS256","kid":"rsa-1"}""" })
        {
            await Refused($"{TestKey.Encode(header)}.{TestKey.Encode(Good)}.{TestKey.Encode(new byte[length])}");
        }
    }

    [Fact]
    public async Task The_signature_of_another_token_is_refused()
    {
        var mine = Rsa.Token(Good).Split('.');
        var boss = Rsa.Token(Payload.Of(provider, p => p["sub"] = "boss")).Split('.');

        await Refused($"{boss[0]}.{boss[1]}.{mine[2]}", "The signature is invalid");
        await Refused($"{mine[0]}.{mine[1]}.{Ec.Token(Good).Split('.')[2]}", "The signature is invalid");
    }

    [Fact]
    public async Task A_token_with_one_character_changed_is_refused_whichever_it_is()
    {
        foreach (var key in new[] { Rsa, Ec })
        {
            var token = key.Token(Good);
            for (var i = 0; i < token.Length; i++)
            {
                var others = i % 16 == 0 ? "AB.= " : "AB";
                foreach (var other in others.Where(c => c != token[i]))
                {
                    await Refused(string.Concat(token.AsSpan(0, i), [other], token.AsSpan(i + 1)));
                }
            }
        }
    }

    [Fact]
    public async Task Another_text_for_the_same_bytes_is_refused()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        foreach (var token in new[] { Rsa.Token(Good), Ec.Token(Good) }) // signatures of 256 and of 64 bytes leave bits unused
        {
            await Refused(token[..^1] + Alphabet[Alphabet.IndexOf(token[^1], StringComparison.Ordinal) + 1]);
        }
    }

    [Fact]
    public async Task A_token_is_refused_wherever_it_is_cut_and_with_anything_added()
    {
        var token = Ec.Token(Good);
        for (var length = 1; length < token.Length; length++)
        {
            await Refused(token[..length]);
        }

        foreach (var changed in new[] { token + ".", token + ".AA", "." + token, token + "A", token + "=", token + "==", token + "\n.", token + ",", token + "é", token.Replace(".", "..", StringComparison.Ordinal) })
        {
            await Refused(changed);
        }

        var parts = token.Split('.');
        await Refused($"{parts[0]}.{parts[1]}.{parts[1]}.{parts[2]}");
        await Refused($"{parts[0]}.{parts[1]}.{parts[2]}.{parts[1]}.{parts[2]}");
        await Refused($"{parts[0]}= .{parts[1]}.{parts[2]}");
        await Refused($"{parts[0]} .{parts[1]}.{parts[2]}");
        await Refused($"{parts[0]}\t.{parts[1]}.{parts[2]}");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"sub\":\"a\",\"sub\":\"b\",")]
    public async Task A_payload_that_is_no_object_is_refused_though_signed(string payload) => await Refused(Rsa.Token(payload));

    [Fact]
    public async Task A_member_that_is_there_twice_is_refused_though_signed()
    {
        await Refused(Rsa.Token(Good.Insert(1, "\"sub\":\"boss\",")));
        await Refused(Rsa.Token(Good.Insert(1, "\"\\u0073ub\":\"boss\",")));
        await Refused(Rsa.Token(Good.Insert(1, "\"nested\":{\"a\":1,\"a\":2},")));
    }

    [Fact]
    public async Task A_text_that_is_no_unicode_is_refused_and_breaks_nothing()
    {
        await Refused(Rsa.Token(Good.Insert(1, "\"name\":\"\\ud800\",")));
        var text = $"{TestKey.Encode("""{"alg":"RS256","kid":"rsa-1"}""")}.{TestKey.Encode([.. Encoding.UTF8.GetBytes(Good[..^1]), .. ",\"n\":\""u8, 0xff, 0xfe, .. "\"}"u8])}";
        await Refused($"{text}.{TestKey.Encode(Rsa.Sign(text))}");
    }

    [Fact]
    public async Task A_payload_of_any_depth_breaks_nothing() =>
        await Refused(Rsa.Token($"{Good[..^1]},\"deep\":{new string('[', 100_000)}{new string(']', 100_000)}}}"));

    [Fact]
    public async Task A_huge_token_is_refused_before_it_is_read()
    {
        await Accepted(Rsa.Token(Payload.Of(provider, p => p["much"] = new string('x', 100_000))));
        await Refused(Rsa.Token(Payload.Of(provider, p => p["much"] = new string('x', 250_000))));
        await Refused(new string('a', 10_000_000));
        await Refused(new string('.', 200_000));
    }

    [Fact]
    public async Task Several_authorization_headers_are_refused()
    {
        var token = Rsa.Token(Good);

        Assert.Equal(401, (await api.GetWith("Bearer " + token, "Bearer " + token)).Status);
        Assert.Equal("Bearer error=\"invalid_token\"", (await api.GetWith("Basic YTpi", "Bearer " + token)).Challenge);
        Assert.Equal(401, (await api.GetWith($"Bearer {token},Bearer {token}")).Status);
    }

    [Fact]
    public async Task White_space_around_a_token_is_no_part_of_it()
    {
        var token = Rsa.Token(Good);

        Assert.Equal(200, (await api.GetWith($"bearer   {token} ")).Status);
        Assert.Equal(401, (await api.GetWith($"Bearer {token[..50]} {token[50..]}")).Status);
        Assert.Equal(401, (await api.GetWith($"Bearer\t{token}")).Status);
    }

    [Fact]
    public async Task Weak_and_broken_keys_of_the_provider_are_left_out()
    {
        var weak = TestKey.Rsa("weak", 1024);
        provider.Keys =
        [
            weak.Jwk, "7", """{"kty":"RSA","kid":"e"}""", """{"kty":"RSA","kid":"e","n":"!","e":"AQAB"}""", """{"kty":"EC","kid":"e","crv":"P-256","x":"AA","y":"AA"}""",
            $$"""{"kty":"EC","kid":"off-curve","crv":"P-256","x":"{{TestKey.Encode(new byte[32])}}","y":"{{TestKey.Encode(new byte[32])}}"}""",
            (Stolen with { Id = "for-encryption" }).Jwk.Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal),
            (Stolen with { Id = "for-wrapping" }).Jwk.Replace("}", ",\"key_ops\":[\"wrapKey\"]}", StringComparison.Ordinal),
            (Stolen with { Id = "for-ps256" }).Jwk.Replace("RS256", "PS256", StringComparison.Ordinal),
            .. provider.Keys,
        ];

        await Refused(weak.Token(Good), "The signature key was not found");
        await Refused((Stolen with { Id = "for-encryption" }).Token(Good), "The signature key was not found");
        await Refused((Stolen with { Id = "for-wrapping" }).Token(Good), "The signature key was not found");
        await Refused((Stolen with { Id = "for-ps256" }).Token(Good), "The signature key was not found");
        await Accepted(Rsa.Token(Good));
    }

    private async Task Refused(string token, string? description = null)
    {
        var met = await api.Get(token);
        Assert.True(met.Status == 401 && !met.Result.Succeeded, $"Accepted: {token[..Math.Min(token.Length, 200)]}");
        if (description is not null)
        {
            Assert.Equal($"Bearer error=\"invalid_token\", error_description=\"{description}\"", met.Challenge);
        }
    }

    private async Task Accepted(string token)
    {
        var met = await api.Get(token);
        Assert.True(met.Status == 200, met.Result.Failure?.ToString());
        Assert.Equal("anna", met.User?.FindFirst("sub")?.Value);
    }
}
