using System.Collections.Frozen;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Access;

/// <summary>
/// Lets a request through to a function only if its caller is who the function requires: the one place where callers are authenticated and authorised.
/// An account that the caller may not see is answered like one that does not exist.
/// </summary>
public sealed class Gate(AccountSaving accounts, IConfiguration settings, ILogger<Gate> logger) : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, Caller> Required = Find(typeof(Gate).Assembly);
    private readonly string issuerPattern = settings["AzureAd:Issuer"] ?? "";

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

        var required = Required[context.FunctionDefinition.Name];
        if (required == Caller.Anyone || await IsLetThrough(http, required))
        {
            await next(context);
        }
    }

    /// <summary>Who may call each function; functions that are not reached over HTTP are not in it.</summary>
    /// <exception cref="InvalidOperationException">A function does not say who may call it.</exception>
    public static FrozenDictionary<string, Caller> Find(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var functions =
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null && method.GetParameters().Any(p => p.IsDefined(typeof(HttpTriggerAttribute)))
            select (function.Name, method.GetCustomAttribute<RequiresAttribute>()?.Caller);
        var all = functions.ToList();
        var silent = all.Where(function => function.Caller is null).Select(function => function.Name).ToList();
        return silent.Count == 0
            ? all.ToFrozenDictionary(function => function.Name, function => function.Caller ?? Caller.Administrator, StringComparer.Ordinal)
            : throw new InvalidOperationException($"These functions do not say who may call them: {string.Join(", ", silent)}.");
    }

    private async Task<bool> IsLetThrough(HttpContext http, Caller required)
    {
        var scheme = required switch
        {
            Caller.Network => Schemes.Network,
            Caller.EventDelivery => Schemes.EventDelivery,
            _ => Schemes.People,
        };
        var ticket = await http.AuthenticateAsync(scheme);
        if (!ticket.Succeeded)
        {
            Log.Refused(logger, scheme, ticket.Failure?.Message ?? "no token");
            http.Response.Headers.WWWAuthenticate = ticket.None ? "Bearer" : "Bearer error=\"invalid_token\"";
            await Problems.Unauthorized().ExecuteAsync(http);
            return false;
        }

        http.User = ticket.Principal;
        if (required is not (Caller.Reader or Caller.Administrator))
        {
            return true;
        }

        if (!Role.Allows(ticket.Principal, required))
        {
            await Problems.Forbidden().ExecuteAsync(http);
            return false;
        }

        if (await IsOfAccount(http, ticket.Principal))
        {
            return true;
        }

        await Problems.NotFound().ExecuteAsync(http);
        return false;
    }

    // the account's own list of tenants decides; a partner's administrator may also make an account that does not exist yet
    private async Task<bool> IsOfAccount(HttpContext http, ClaimsPrincipal person)
    {
        if (!AccountId.TryParse(http.GetRouteValue("account") as string, out var account)
            || !Guid.TryParse(person.FindFirstValue("tid"), out var tenant)
            || !string.Equals(person.FindFirstValue("iss"), TenantIssuer.Of(issuerPattern, tenant), StringComparison.Ordinal))
        {
            return false;
        }

        var found = await accounts.Settings(account, http.RequestAborted);
        return found is null ? Role.IsPartner(person) : found.Tenants.Contains(tenant);
    }
}

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "A request was refused as {Scheme}: {Why}")]
    public static partial void Refused(ILogger logger, string scheme, string why);
}
