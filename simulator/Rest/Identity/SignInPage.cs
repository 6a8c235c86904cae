using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>The pages of the identity provider, in plain HTML. They work without scripts, except that <see cref="SendOn"/> spares a click with one.</summary>
/// <param name="AllowedScript">What the content security policy says of scripts.</param>
internal sealed record SignInPage(string Html, string AllowedScript = "'none'")
{
    private const string Submit = "document.forms[0].submit()";
    private static readonly string HashOfSubmit = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Submit)))}'";

    /// <summary>The users to choose from, each a button that says his roles; the hinted one comes first.</summary>
    public static SignInPage Choice(string application, IEnumerable<SimulatedUser> users, string? hint, string action)
    {
        var html = new StringBuilder();
        html.Append($"<h1>Sign in to {Text(application)}</h1>\n<p>Who are you today? This is a simulator: it asks for no password.</p>\n");
        html.Append($"<form method=\"post\" action=\"{Text(action)}\">\n<ul class=\"users\">\n");
        var first = " autofocus";
        foreach (var user in users.OrderByDescending(user => string.Equals(user.Mail, hint, StringComparison.OrdinalIgnoreCase)))
        {
            html.Append($"<li><button name=\"user\" value=\"{Text(user.Mail)}\"{first}><span class=\"face\" aria-hidden=\"true\">{Text(user.Name[..1])}</span>");
            html.Append($"<span class=\"person\"><strong>{Text(user.Name)}</strong> <span class=\"about\">{Text(user.Mail)}</span></span>");
            html.Append($"<span class=\"roles\">{(user.Roles.Count == 0 ? "<span class=\"none\">no role</span>" : string.Join(' ', user.Roles.Select(role => $"<span>{Text(role)}</span>")))}</span></button></li>\n");
            first = "";
        }

        html.Append("</ul>\n</form>\n");
        html.Append($"<form class=\"other\" method=\"post\" action=\"{Text(action)}\">\n<label for=\"user\">Somebody else</label>\n");
        html.Append("<input id=\"user\" name=\"user\" type=\"email\" required autocomplete=\"off\" placeholder=\"name@company.example\">\n<button>Sign in</button>\n</form>\n");
        html.Append($"<form class=\"cancel\" method=\"post\" action=\"{Text(action)}\"><button name=\"cancel\" value=\"1\">Cancel</button></form>");
        return new SignInPage(Whole("Sign in", html.ToString()));
    }

    /// <summary>What is wrong, for the person in front of the browser.</summary>
    public static SignInPage Trouble(string words) => new(Whole("Sign in", $"<h1>This does not work</h1>\n<p class=\"trouble\" role=\"alert\">{Text(words)}</p>"));

    /// <summary>Nobody is signed in any more.</summary>
    public static SignInPage SignedOut() => new(Whole("Signed out", "<h1>You are signed out</h1>\n<p>You can close this window.</p>"));

    /// <summary>Posts the answer to the application (OAuth 2.0 Form Post Response Mode).</summary>
    public static SignInPage SendOn(string to, IEnumerable<(string Name, string Value)> answer)
    {
        var fields = string.Concat(answer.Select(one => $"<input type=\"hidden\" name=\"{Text(one.Name)}\" value=\"{Text(one.Value)}\">\n"));
        return new SignInPage(
            Whole("Sign in", $"<h1>One moment</h1>\n<form method=\"post\" action=\"{Text(to)}\">\n{fields}<noscript><button>Go on</button></noscript>\n</form>\n<script>{Submit}</script>"),
            HashOfSubmit);
    }

    private static string Whole(string title, string content) => $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{Text(title)}</title>
          <link rel="icon" href="/favicon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/phones.css">
          <link rel="stylesheet" href="/sign-in.css">
        </head>
        <body class="sign-in">
        <main>
        {content}
        </main>
        </body>
        </html>

        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
