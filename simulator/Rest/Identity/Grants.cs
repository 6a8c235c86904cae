using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>
/// The codes and refresh tokens that were given out. Each is good once: a second use makes void all that came from the same sign-in, since somebody must have
/// stolen it (RFC 9700, sections 2.1.1 and 4.14).
/// </summary>
internal sealed class Grants(SimulatorOptions options)
{
    /// <summary>How long a code is good; its end is not.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long a refresh token is good: that of a page a day, any other 90 days, as in Entra ID.</summary>
    public static readonly TimeSpan PageRefreshLifetime = TimeSpan.FromHours(24);

    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(90);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Code> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refresh> refreshes = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedCodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedRefreshes = new(StringComparer.Ordinal);

    /// <summary>A code for a sign-in, asked with this address and challenge.</summary>
    public string Give(SignIn signIn, string redirectUri, string? challenge)
    {
        lock (gate)
        {
            var code = Secret();
            codes[code] = new Code(signIn, redirectUri, challenge, options.WireTime.GetUtcNow() + CodeLifetime, Family: Guid.NewGuid());
            return code;
        }
    }

    /// <summary>Takes a code back; it is used up even when the rest of the request is wrong.</summary>
    public Code? Redeem(string text, out SignInRefusal? refusal)
    {
        lock (gate)
        {
            var code = codes.GetValueOrDefault(text);
            refusal = code is null ? SignInRefusal.UnknownCode
                : !usedCodes.Add(text) ? SignInRefusal.UsedCode
                : options.WireTime.GetUtcNow() >= code.Until ? SignInRefusal.ExpiredCode
                : null;
            if (refusal == SignInRefusal.UsedCode && code is not null)
            {
                MakeVoid(code.Family);
            }

            return refusal is null ? code : null;
        }
    }

    /// <summary>A refresh token that continues a sign-in.</summary>
    public string Continue(SignIn signIn, Guid family)
    {
        lock (gate)
        {
            var token = Secret();
            refreshes[token] = new Refresh(signIn, options.WireTime.GetUtcNow() + (signIn.IsPage ? PageRefreshLifetime : RefreshLifetime), family);
            return token;
        }
    }

    /// <summary>Takes a refresh token back; the next one takes its place.</summary>
    public Refresh? Redeem(string text, SimulatedApplication client, out SignInRefusal? refusal)
    {
        lock (gate)
        {
            var token = refreshes.GetValueOrDefault(text);
            refusal = token is null ? SignInRefusal.UnknownRefreshToken
                : token.SignIn.Client != client ? SignInRefusal.OtherClient
                : !usedRefreshes.Add(text) ? SignInRefusal.UsedRefreshToken
                : options.WireTime.GetUtcNow() >= token.Until ? SignInRefusal.ExpiredCode
                : null;
            if (refusal == SignInRefusal.UsedRefreshToken && token is not null)
            {
                MakeVoid(token.Family);
            }

            return refusal is null ? token : null;
        }
    }

    /// <summary>Everything is forgotten.</summary>
    public void Forget()
    {
        lock (gate)
        {
            codes.Clear();
            refreshes.Clear();
            usedCodes.Clear();
            usedRefreshes.Clear();
        }
    }

    private void MakeVoid(Guid family)
    {
        foreach (var token in refreshes.Where(one => one.Value.Family == family).Select(one => one.Key).ToList())
        {
            refreshes.Remove(token);
        }
    }

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

/// <summary>What a code stands for.</summary>
internal sealed record Code(SignIn SignIn, string RedirectUri, string? Challenge, DateTimeOffset Until, Guid Family);

/// <summary>What a refresh token stands for. All of one sign-in are a family.</summary>
internal sealed record Refresh(SignIn SignIn, DateTimeOffset Until, Guid Family);
