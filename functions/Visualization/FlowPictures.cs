using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Visualization;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Visualization;

/// <summary>
/// Pictures of where calls go (EXT-424 to EXT-428): as SVG, as text for Mermaid, or as JSON for programs that draw themselves; <c>format</c> or Accept says which. With <c>at</c> the branch is marked
/// that a call would take then.
/// </summary>
public sealed class FlowPictures(AccountSaving accounts, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}";

    /// <summary>The whole account: all numbers, and all that they lead to.</summary>
    [Function("DrawAccount")]
    [Requires(Caller.Reader)]
    public Task<IResult> Account([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/flow")] HttpRequest request, string account, CancellationToken cancel) =>
        Draw(request, account, FlowDrawing.Of, cancel);

    /// <summary>The tree below a public number.</summary>
    [Function("DrawNumber")]
    [Requires(Caller.Reader)]
    public Task<IResult> Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/numbers/{number}/flow")] HttpRequest request, string account, string number, CancellationToken cancel) =>
        Draw(request, account, document => PhoneNumber.TryParse(number, out var root) ? FlowDrawing.Of(document, new Destination.ToNumber(root)) : null, cancel);

    /// <summary>The tree below an extension.</summary>
    [Function("DrawExtension")]
    [Requires(Caller.Reader)]
    public Task<IResult> Extension([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/extensions/{extension}/flow")] HttpRequest request, string account, string extension, CancellationToken cancel) =>
        Draw(request, account, document => ExtensionNumber.TryParse(extension, out var root) ? FlowDrawing.Of(document, new Destination.ToExtension(root)) : null, cancel);

    private async Task<IResult> Draw(HttpRequest request, string account, Func<AccountDocument, FlowDrawing?> draw, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Format(request) is not { } format)
        {
            return Problems.Malformed("format is svg, mermaid or json.");
        }

        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer) || draw(document) is not { } drawing)
        {
            return Problems.NotFound();
        }

        if (format == "svg" && drawing.Boxes.Count > SvgPicture.MostBoxes)
        {
            return Problems.NotNow($"The picture would have {drawing.Boxes.Count} boxes; {SvgPicture.MostBoxes} are possible. Ask for a number or an extension, or for JSON.");
        }

        if (request.Query.ContainsKey("at"))
        {
            if (AskedInstant.Of(request, document.Account.TimeZone, time) is not { } at)
            {
                return AskedInstant.Unreadable();
            }

            drawing = FlowMarks.At(drawing, document, at);
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        request.HttpContext.Response.Headers.Vary = "Accept";
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return format switch
        {
            "svg" => Picture(request, SvgPicture.Of(drawing)),
            "mermaid" => Results.Text(MermaidText.Of(drawing), "text/vnd.mermaid", Encoding.UTF8),
            _ => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(FlowAnswer.Of(drawing), FlowJson.Readable.FlowAnswer), "application/json"),
        };
    }

    // a picture that is opened by itself runs nothing and loads nothing
    private static IResult Picture(HttpRequest request, byte[] svg)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Bytes(svg, "image/svg+xml");
    }

    private static string? Format(HttpRequest request) => request.Query["format"].ToString() switch
    {
        "" => request.Headers.Accept.ToString() is var accept && accept.Contains("application/json", StringComparison.OrdinalIgnoreCase) ? "json"
            : accept.Contains("mermaid", StringComparison.OrdinalIgnoreCase) ? "mermaid"
            : "svg",
        "svg" or "mermaid" or "json" => request.Query["format"].ToString(),
        _ => null,
    };
}

/// <summary>A drawing for programs.</summary>
internal sealed record FlowAnswer(string Title, IReadOnlyList<BoxAnswer> Boxes)
{
    public static FlowAnswer Of(FlowDrawing drawing) => new(drawing.Title, [.. drawing.Boxes.Select((box, i) => BoxAnswer.Of(box, i))]);
}

/// <summary>A box; <c>ways</c> and <c>refers</c> lead to others by their ids.</summary>
internal sealed record BoxAnswer(int Id, string Kind, string Number, string Title, string Text, int? Refers, bool IsMarked, IReadOnlyList<WayAnswer> Ways)
{
    public static BoxAnswer Of(FlowBox box, int id) => new(
        id,
        JsonNamingPolicy.KebabCaseLower.ConvertName(box.Kind.ToString()),
        $"{box.At}",
        box.Title,
        box.Text,
        box.Refers,
        box.IsMarked,
        [.. box.Ways.Select(way => new WayAnswer(way.To, way.Label, way.Pointer, way.Plan?.Scheme, way.Plan?.Plan, way.IsChosen, way.ByTime, way.IsMarked))]);
}

/// <summary>A way to another box.</summary>
/// <param name="Pointer">Where it is set in the account's document.</param>
internal sealed record WayAnswer(int To, string Label, string? Pointer, int? Scheme, int? Plan, bool IsChosen, bool ByTime, bool IsMarked);

[JsonSerializable(typeof(FlowAnswer))]
internal sealed partial class FlowJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static FlowJson Readable { get; } = new(ReadableJson.Options());
}
