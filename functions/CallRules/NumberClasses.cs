using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;
using Pbx.Domain.Documents;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.CallRules;

/// <summary>The number classes of an account: named sets of prefixes, which conditions of rules use (EXT-405).</summary>
public sealed class NumberClasses(AccountSaving accounts, AccountEditing editing)
{
    private const long Largest = 64 * 1024;
    private const string Route = "v1/accounts/{account}/number-classes";
    private const string One = $"{Route}/{{name}}";
    private const string File = $"{One}/prefixes.txt";
    private const string Text = "text/plain";

    /// <summary>All classes, with how many prefixes each has and where it is used.</summary>
    [Function("ListNumberClasses")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer))
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        NumberClassLine[] lines = [.. document.Account.NumberClasses.Select(one => new NumberClassLine(one.Name, one.Prefixes.Count, [.. NumberClassUses.Of(document, one.Name).Select(use => new PointedError(use.Pointer, use.Message))]))];
        return Results.Json(new NumberClassList(lines), NumberClassJson.Readable.NumberClassList);
    }

    /// <summary>One with its prefixes.</summary>
    [Function("ReadNumberClass")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request, string account, string name, CancellationToken cancel) =>
        await Find(request, account, name, cancel) is { } found ? Results.Json(new NumberClassView(found.Name, [.. found.Prefixes]), NumberClassJson.Readable.NumberClassView) : Problems.NotFound();

    /// <summary>Makes one, or puts other prefixes in place of those that it has.</summary>
    [Function("PutNumberClass")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = One)] HttpRequest request, string account, string name, CancellationToken cancel) =>
        editing.Save<NumberClassWish>(request, account, (document, wish, _) => NumberClassEdits.Put(document, name, wish), cancel);

    /// <summary>Deletes one that no rule uses.</summary>
    [Function("DeleteNumberClass")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request, string account, string name, CancellationToken cancel) =>
        editing.Save(request, account, (document, _) => NumberClassEdits.Remove(document, name), cancel);

    /// <summary>The prefixes as a file, one on each line.</summary>
    [Function("ReadNumberClassPrefixes")]
    [Requires(Caller.Reader)]
    public async Task<IResult> ReadFile([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = File)] HttpRequest request, string account, string name, CancellationToken cancel) =>
        await Find(request, account, name, cancel) is { } found ? Results.Text(NumberClassEdits.Write(found), Text, Encoding.UTF8) : Problems.NotFound();

    /// <summary>Puts the prefixes of a file in place of those that the class has; one version, or a refusal that names every wrong line.</summary>
    [Function("PutNumberClassPrefixes")]
    [Requires(Caller.Administrator)]
    public Task<IResult> PutFile([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = File)] HttpRequest request, string account, string name, CancellationToken cancel) =>
        Upload(request, account, name, isAdded: false, cancel);

    /// <summary>Adds the prefixes of a file to those that the class has.</summary>
    [Function("AddNumberClassPrefixes")]
    [Requires(Caller.Administrator)]
    public Task<IResult> AddFile([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = File)] HttpRequest request, string account, string name, CancellationToken cancel) =>
        Upload(request, account, name, isAdded: true, cancel);

    private async Task<IResult> Upload(HttpRequest request, string account, string name, bool isAdded, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, refusal) = await RequestBody.Read(request, Text, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var text = RequestBody.Text(body);
        var malformed = text is null ? new Problem("", "The file is no text in UTF-8.") : null;
        return await editing.Save(request, account, (document, _) => new WishedEdit(NumberClassEdits.Read(document, name, text ?? "", isAdded), [], problem => problem, malformed), isOfAnyVersion: false, cancel);
    }

    private async Task<NumberClass?> Find(HttpRequest request, string account, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Newest(id, cancel) is not { } pointer || await accounts.Settings(id, cancel) is not { } settings)
        {
            return null;
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return settings.NumberClasses.FirstOrDefault(one => one.Name == name);
    }
}

/// <summary>The number classes of an account.</summary>
internal sealed record NumberClassList(IReadOnlyList<NumberClassLine> NumberClasses);

/// <summary>A number class in the list.</summary>
/// <param name="Prefixes">How many it has.</param>
/// <param name="Uses">The conditions that name it.</param>
internal sealed record NumberClassLine(string Name, int Prefixes, IReadOnlyList<PointedError> Uses);

/// <summary>A number class.</summary>
internal sealed record NumberClassView(string Name, IReadOnlyList<string> Prefixes);

[JsonSerializable(typeof(NumberClassList))]
[JsonSerializable(typeof(NumberClassView))]
internal sealed partial class NumberClassJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static NumberClassJson Readable { get; } = new(ReadableJson.Options());
}
