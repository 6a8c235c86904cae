using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.WebHost;

/// <summary>
/// The keys of the app, from the app settings <c>FunctionKeys__{function}</c>, <c>FunctionKeys__default</c> (all functions) and
/// <c>FunctionKeys__master</c>. A caller shows one in the header x-functions-key or the query parameter code. Without a key that
/// fits, a protected function answers nobody.
/// </summary>
internal sealed class FunctionKeys(IConfiguration settings)
{
    /// <summary>The check of one function.</summary>
    public Func<HttpContext, bool> For(string function, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return static _ => true;
        }

        string[] fitting = level is AuthorizationLevel.Function or AuthorizationLevel.User ? [function, "default", "master"] : ["master"];
        var hashes = fitting.Select(name => settings[$"FunctionKeys:{name}"]).OfType<string>().Where(key => key.Length > 0).Select(Hash).ToArray();
        return context => Shown(context.Request) is { Length: > 0 } key && Fits(Hash(key), hashes);
    }

    private static string? Shown(HttpRequest request) =>
        request.Headers["x-functions-key"] is [{ Length: > 0 } header] ? header
        : request.Query["code"] is [{ } code] ? code
        : null;

    // Hashes have one length, and all are compared: the time taken says nothing about a key.
    private static bool Fits(byte[] shown, byte[][] keys)
    {
        var fits = false;
        foreach (var key in keys)
        {
            fits |= CryptographicOperations.FixedTimeEquals(shown, key);
        }

        return fits;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
