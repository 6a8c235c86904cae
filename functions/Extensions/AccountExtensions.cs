using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Extensions;

/// <summary>The extensions of an account, of whatever type (EXT-001 to EXT-057). Each change is one save of the whole account with all its checks.</summary>
public sealed class AccountExtensions(AccountSaving accounts, AccountEditing editing, TimeProvider time)
{
    private const long Largest = 4 * 1024 * 1024; // ten thousand entries
    private const int Usual = 100;
    private const int Most = 1000;
    private const string Route = "v1/accounts/{account}/extensions";
    private const string One = Route + "/{extension}";

    /// <summary>The extensions in the order of their numbers, <c>most</c> at a time from behind <c>after</c>; <c>type</c> picks those of a type.</summary>
    [Function("ListExtensions")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer))
        {
            return Problems.NotFound();
        }

        var most = request.Query["most"].ToString() is { Length: > 0 } written ? int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 : Usual;
        var after = request.Query["after"].ToString();
        var type = request.Query["type"].ToString();
        if (most is < 1 or > Most || (after.Length > 0 && !ExtensionNumber.TryParse(after, out _)) || (type.Length > 0 && ExtensionTypes.Find(type) is null))
        {
            return Problems.Malformed($"most is 1 to {Most}, after the number of an extension, type one of {string.Join(", ", ExtensionTypes.All.Select(one => one.Key))}.");
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return Results.Json(ExtensionList.Of(document, type, after, most), ExtensionViewJson.Readable.ExtensionList);
    }

    /// <summary>One extension as it stands in the account's document; a PIN shows only that it is set.</summary>
    [Function("ReadExtension")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(extension, out var number) || await accounts.Newest(id, cancel) is not { } pointer
            || !(await accounts.Extensions(id, [number], cancel)).TryGetValue(number, out var found))
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return Results.Bytes(ExtensionText.Write(found), "application/json");
    }

    /// <summary>A new extension; one without a number gets the next available (EXT-009).</summary>
    [Function("AddExtension")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string account, CancellationToken cancel)
    {
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        return refusal ?? await editing.Save(request, account, (document, at) => Wished(ExtensionText.Read(body, ExtensionNumbers.Next(document, at), document.Account.Country), wish => ExtensionEdits.Add(document, wish, at)), isOfAnyVersion: false, cancel);
    }

    /// <summary>An extension as it is sent, new or in place of what is there; what is left out of it is as it is by default, but a PIN stays. With <c>If-None-Match: *</c> it has to be new, whoever saves in between.</summary>
    [Function("PutExtension")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = One)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ExtensionNumber.TryParse(extension, out var number))
        {
            return Problems.NotFound();
        }

        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var isNew = request.Headers.IfNoneMatch == "*" && request.Headers.IfMatch.Count == 0;
        if (isNew && AccountId.TryParse(account, out var id) && (await accounts.Extensions(id, [number], cancel)).TryGetValue(number, out var there) && await accounts.Settings(id, cancel) is { } settings && !there.IsOver(settings.TimeZone, time.GetUtcNow()))
        {
            return Problems.AlreadyThere($"Extension {number}");
        }

        return await editing.Save(
            request,
            account,
            (document, at) => Wished(ExtensionText.Read(body, number, document.Account.Country), wish => isNew && wish.Number == number ? Fresh(ExtensionEdits.Add(document, wish, at)) : ExtensionEdits.Put(document, number, wish, at)),
            isNew,
            cancel);
    }

    /// <summary>Other values for some members (RFC 7396); null has one as it is by default.</summary>
    [Function("ChangeExtension")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = One)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        return !ExtensionNumber.TryParse(extension, out var number) ? Problems.NotFound() : refusal ?? await editing.Save(
            request,
            account,
            (document, at) => document.Extensions.FirstOrDefault(one => one.Number == number) is { } found
                ? Wished(ExtensionText.Patch(found, body, document.Account.Country), wish => ExtensionEdits.Put(document, number, wish, at))
                : new WishedEdit(new Edit.Missing(), [], problem => problem),
            isOfAnyVersion: false,
            cancel);
    }

    /// <summary>Deletes an extension. While others point at it that is refused with the list of them, unless <c>replacement</c> names an extension that takes over (EXT-053).</summary>
    [Function("DeleteExtension")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var named = request.Query["replacement"].ToString();
        ExtensionNumber? replacement = ExtensionNumber.TryParse(named, out var by) ? by : null;
        return !ExtensionNumber.TryParse(extension, out var number) ? Task.FromResult(Problems.NotFound())
            : named.Length > 0 && replacement is null ? Task.FromResult(Problems.Malformed("replacement is the number of an extension."))
            : editing.Save(request, account, (document, _) => ExtensionEdits.Remove(document, number, replacement), cancel);
    }

    private static WishedEdit Wished((Wish<Extension>? Wish, Problem? Malformed) read, Func<Extension, Edit> edit) => read.Wish is { } wish
        ? new WishedEdit(edit(wish.Value), wish.Problems, wish.AsWritten)
        : new WishedEdit(new Edit.Missing(), [], problem => problem, read.Malformed);

    private static Edit Fresh(Edit edit) => edit is Edit.Done done ? done with { Made = "" } : edit;
}
