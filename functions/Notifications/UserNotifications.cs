using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Engine.Notifications;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Notifications;

/// <summary>What the clients of a user show (QUE-112, QUE-166, QUE-365, QUE-366): for the user, and for administrators.</summary>
public sealed class UserNotifications(AccountConfigurations configurations, NotificationDesk notifications)
{
    private const string Route = "v1/accounts/{account}/extensions/{extension}/notifications";

    /// <summary>Those of the last seven days, the oldest first.</summary>
    [Function("ListNotifications")]
    [Requires(Caller.Person)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        var (id, user, refusal) = await Ask(request, account, extension, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var found = await notifications.Of(id, user, cancel);
        var names = (await configurations.Extensions(id, [.. found.SelectMany(one => new[] { one.Queue, one.About }).Distinct()], cancel)).ToDictionary(one => one.Number, one => one.Name);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        var answer = new NotificationList([.. found.Select(one => NotificationView.Of(one, names))]);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, NotificationsJson.Readable.NotificationList), "application/json");
    }

    /// <summary>Takes one away that the user has seen.</summary>
    [Function("DeleteNotification")]
    [Requires(Caller.Person)]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{notification}")] HttpRequest request, string account, string extension, string notification, CancellationToken cancel)
    {
        var (id, user, refusal) = await Ask(request, account, extension, cancel);
        return refusal is not null ? refusal : await notifications.Remove(id, user, notification, cancel) ? Results.NoContent() : Problems.NotFound();
    }

    private async Task<(AccountId Account, ExtensionNumber User, IResult? Refusal)> Ask(HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(extension, out var number) || await configurations.Extension(id, number, cancel) is not { Config: UserConfig user } ? (default, default, OwnExtension.NotThere(request))
            : !OwnExtension.MayChange(request, user) ? (id, number, Problems.Forbidden())
            : (id, number, null);
    }
}

internal sealed record NotificationList(IReadOnlyList<NotificationView> Notifications);

/// <summary>A notification as clients get it.</summary>
/// <param name="Caller">Who waits; nothing: it is about no call.</param>
internal sealed record NotificationView(
    string Id, NotificationKind Kind, DateTimeOffset Since, ExtensionNumber Queue, string? QueueName, ExtensionNumber About, string? AboutName, string? By, string? Call, string? Caller, string? CallerName)
{
    public static NotificationView Of(Notification one, IReadOnlyDictionary<ExtensionNumber, string> names) => new(
        one.Id, one.Kind, one.Since, one.Queue, names.GetValueOrDefault(one.Queue), one.About, names.GetValueOrDefault(one.About), one.By, one.Call, one.Caller?.ToString(), one.CallerName);
}

[JsonSerializable(typeof(NotificationList))]
internal sealed partial class NotificationsJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static NotificationsJson Readable { get; } = new(ReadableJson.Options());
}
