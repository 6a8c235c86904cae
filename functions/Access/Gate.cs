using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Access;

/// <summary>
/// Lets a request through to a function only if its caller is who the function requires: the one place where callers are authenticated and authorised.
/// An account that the caller may not see is answered like one that does not exist.
/// </summary>
internal sealed class Gate(AccountSaving accounts, Requirements requirements, ILogger<Gate> logger) : IFunctionsWorkerMiddleware
{
    // the role that Event Grid has at a webhook that is protected by Entra ID ("Secure webhook delivery", Event Grid documentation)
    private const string EventDeliveryRole = "AzureEventGridSecureWebhookSubscriber";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var required = requirements[context.FunctionDefinition.Name];
        if (required.Caller == Caller.Anyone || await IsLetThrough(http, required))
        {
            await next(context);
        }
    }

    private async Task<bool> IsLetThrough(HttpContext http, RequiresAttribute required)
    {
        var scheme = required.Caller switch
        {
            Caller.Network => Schemes.Network,
            Caller.EventDelivery => Schemes.EventDelivery,
            _ => Schemes.People,
        };
        var ticket = await http.AuthenticateAsync(scheme);
        if (!ticket.Succeeded)
        {
            return await Unauthorized(http, scheme, ticket.Failure?.Message ?? "no token", isThere: !ticket.None);
        }

        http.User = ticket.Principal;
        if (required.Caller == Caller.Network)
        {
            return true;
        }

        if (required.Caller == Caller.EventDelivery)
        {
            return ticket.Principal.Texts("roles").Contains(EventDeliveryRole, StringComparer.Ordinal) || await Refuse(http, Problems.Forbidden());
        }

        if (Person.Of(ticket.Principal) is not { } person)
        {
            return await Unauthorized(http, scheme, "no access token of a person or a program", isThere: true);
        }

        http.Features.Set(person);
        if (!person.MayCall(required.Caller))
        {
            return await Refuse(http, Problems.Forbidden());
        }

        return await IsOfAccount(http, person, required) || await Refuse(http, Problems.NotFound());
    }

    // the account's own list of tenants decides; who makes accounts may also name one that does not exist yet
    private async Task<bool> IsOfAccount(HttpContext http, Person person, RequiresAttribute required)
    {
        if (!AccountId.TryParse(http.GetRouteValue("account") as string, out var account))
        {
            return false;
        }

        var found = await accounts.Settings(account, http.RequestAborted);
        return found is null ? required.MakesAccounts && person.Roles.HasFlag(AppRoles.PartnerAdministrator) : found.Tenants.Contains(person.Tenant);
    }

    private async Task<bool> Unauthorized(HttpContext http, string scheme, string why, bool isThere)
    {
        Log.Refused(logger, scheme, why);
        http.Response.Headers.WWWAuthenticate = isThere ? "Bearer error=\"invalid_token\"" : "Bearer";
        return await Refuse(http, Problems.Unauthorized());
    }

    private static async Task<bool> Refuse(HttpContext http, IResult answer)
    {
        await answer.ExecuteAsync(http);
        return false;
    }
}
