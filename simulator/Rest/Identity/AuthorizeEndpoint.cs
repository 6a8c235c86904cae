using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>Where a person signs in: shows the users to choose from, and leads back to the application with a code, or with what is wrong.</summary>
internal sealed class AuthorizeEndpoint(SimulatorOptions options, Registrations apps, Grants grants)
{
    /// <summary>Shows the page on which the user is chosen.</summary>
    public IResult Show(HttpContext http, string tenant) =>
        Read(http, tenant, out var request, out var only) ?? Page(http, SignInPage.Choice(
            request.Client.Name,
            LocalUsers.Shown(options, only),
            http.Request.Query["login_hint"],
            http.Request.PathBase + http.Request.Path + http.Request.QueryString));

    /// <summary>The user is chosen, or does not want to.</summary>
    public async Task<IResult> Choose(HttpContext http, string tenant)
    {
        if (Read(http, tenant, out var request, out var only) is { } refused)
        {
            return refused;
        }

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (form.ContainsKey("cancel"))
        {
            return Back(http, request, SignInRefusal.Declined);
        }

        if (LocalUsers.Find(options, form["user"].ToString().Trim()) is not { } user || request.Scopes is not { } scopes)
        {
            return Page(http, SignInPage.Trouble("Name a user by mail address, such as admin@sample.example."), StatusCodes.Status400BadRequest);
        }

        if (only is not null && LocalUsers.TenantOf(user) != only)
        {
            return Page(http, SignInPage.Trouble(SignInRefusal.OtherTenant.Description), StatusCodes.Status400BadRequest);
        }

        var code = grants.Give(new SignIn(user, request.Client, request.IsPage, scopes, request.Nonce), request.RedirectUri, request.Challenge);
        return Back(http, request, [("code", code)]);
    }

    // who asks wrongly at an address that we know is told there; any other gets no redirect from us
    private IResult? Read(HttpContext http, string tenant, out AuthorizeRequest request, out Guid? only)
    {
        var (read, refusal) = AuthorizeRequest.Read(http.Request.Query, apps);
        request = read ?? new AuthorizeRequest(apps.Pbx, "", IsPage: true, "query", null, null, null, null);
        refusal = TenantPath.TryRead(tenant, out only) ? refusal : SignInRefusal.WrongTenant;
        return refusal is null ? null
            : read is null || refusal == SignInRefusal.WrongTenant ? Page(http, SignInPage.Trouble(refusal.Description), StatusCodes.Status400BadRequest)
            : Back(http, read, refusal);
    }

    private static IResult Back(HttpContext http, AuthorizeRequest request, SignInRefusal refusal) =>
        Back(http, request, [("error", refusal.Error), ("error_description", refusal.Description)]);

    private static IResult Back(HttpContext http, AuthorizeRequest request, IEnumerable<(string Name, string Value)> answer)
    {
        List<(string Name, string Value)> all = [.. answer, .. request.State is null ? [] : new[] { ("state", request.State) }, ("session_state", Guid.NewGuid().ToString())];
        if (request.ResponseMode == "form_post")
        {
            return Page(http, SignInPage.SendOn(request.RedirectUri, all));
        }

        var values = new StringBuilder();
        foreach (var (name, value) in all)
        {
            values.Append(values.Length == 0 ? "" : "&").Append(UrlEncoder.Default.Encode(name)).Append('=').Append(UrlEncoder.Default.Encode(value));
        }

        http.Response.Headers.CacheControl = "no-store";
        var separator = request.ResponseMode == "fragment" ? '#' : request.RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return Results.Redirect($"{request.RedirectUri}{separator}{values}");
    }

    private static IResult Page(HttpContext http, SignInPage page, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; img-src 'self'; script-src {page.AllowedScript}; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Text(page.Html, "text/html; charset=utf-8", statusCode: status);
    }
}
