using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.LocationBasedRouting;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Extensions;

/// <summary>The entries of a location-based router as a file for spreadsheets (EXT-315): all of them at once, out and in.</summary>
public sealed class ExtensionEntries(AccountSaving accounts, AccountEditing editing)
{
    private const long Largest = 4 * 1024 * 1024; // ten thousand lines with everything in them
    private const string Route = "v1/accounts/{account}/extensions/{extension}/entries.csv";
    private const string Csv = "text/csv";

    /// <summary>All entries; nothing to be found for an extension of another type.</summary>
    [Function("ReadExtensionEntries")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(extension, out var number) || await accounts.Newest(id, cancel) is not { } pointer
            || !(await accounts.Extensions(id, [number], cancel)).TryGetValue(number, out var found) || found.Config is not LocationBasedRouterConfig config)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return Results.Text(EntriesCsv.Write(config), Csv, Encoding.UTF8);
    }

    /// <summary>Replaces all entries by those of the file: one version, or a refusal that names every wrong line.</summary>
    [Function("PutExtensionEntries")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ExtensionNumber.TryParse(extension, out var number))
        {
            return Problems.NotFound();
        }

        var (body, refusal) = await RequestBody.Read(request, Csv, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var text = RequestBody.Text(body);
        var malformed = text is null ? new Problem("", "The file is no text in UTF-8.") : null;
        return await editing.Save(request, account, (document, _) => new WishedEdit(EntriesCsv.Replace(document, number, text ?? ""), [], problem => problem, malformed), isOfAnyVersion: false, cancel);
    }
}
