using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Prompts;
using Pbx.Engine.Audio;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Audio;

/// <summary>The audio files of an account: uploaded, listed, listened to and deleted (VMR-096 to VMR-100). Prompts name them in the account's document.</summary>
public sealed class AudioFiles(IAudioStore store, AudioIntake intake, AccountSaving accounts)
{
    private const int LongestName = 255;
    private const int AboveTheLimit = 1024 * 1024; // so that it is we who notice, and say so

    /// <summary>
    /// Takes a WAV or MP3 file as the raw body and answers with the name that documents refer to it by. What it is called for people comes in <c>X-File-Name</c>
    /// (percent-encoded) or in <c>?name=</c>. A body that is too large is not read to its end.
    /// </summary>
    [Function("UploadAudio")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Upload([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/audio")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        if (!MayBeAudio(request.ContentType))
        {
            return Problems.NoAudio();
        }

        if (NameOf(request) is not { } name)
        {
            return Problems.Malformed($"The name of the file has at most {LongestName} characters, and no line breaks.");
        }

        if (request.ContentLength > AudioConversion.LargestUpload)
        {
            return Problems.TooLarge(AudioConversion.LargestUpload);
        }

        // After the answer, too: the server would read on to keep the connection.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = AudioConversion.LargestUpload + AboveTheLimit;
        }

        switch (await intake.Take(id, name, request.Body, cancel))
        {
            case Intake.Taken { Audio: var audio }:
                request.HttpContext.Response.Headers.Location = $"/api/v1/accounts/{id}/audio/{audio.File}";
                request.HttpContext.Response.StatusCode = StatusCodes.Status201Created;
                return new Written(JsonSerializer.SerializeToUtf8Bytes(AudioAnswer.Of(audio), AudioJson.Default.AudioAnswer));
            case Intake.Refused { Reasons: var reasons }:
                return Problems.Invalid("The file was not taken", reasons.Select(reason => new Problem("", reason)), StatusCodes.Status422UnprocessableEntity);
            default:
                return Problems.TooLarge(AudioConversion.LargestUpload);
        }
    }

    /// <summary>All files, by their names for people.</summary>
    [Function("ListAudio")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/audio")] HttpRequest request, string account, CancellationToken cancel)
    {
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        var files = new List<AudioAnswer>();
        await foreach (var audio in store.List(id, cancel))
        {
            files.Add(AudioAnswer.Of(audio));
        }

        var answer = new AudioList([.. files.OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase).ThenBy(file => file.File.Value, StringComparer.Ordinal)]);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, AudioJson.Default.AudioList), "application/json");
    }

    /// <summary>A file, or the part of it that Range names; <c>?download=true</c> lets a browser save it (VMR-098).</summary>
    [Function("ReadAudio")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/audio/{file}")] HttpRequest request, string account, string file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !AudioFile.TryParse(file, out var name) || await store.Find(id, name, cancel) is not { } audio || await store.Open(id, name, cancel) is not { } content)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Stream(
            content,
            StoredForm.ContentType,
            request.Query["download"] == "true" ? $"{Path.GetFileNameWithoutExtension(audio.Name)}.wav" : null,
            audio.Uploaded,
            new EntityTagHeaderValue($"\"{name}\""),
            enableRangeProcessing: true);
    }

    /// <summary>Deletes a file, unless a prompt plays it: then the answer lists where (VMR-099).</summary>
    [Function("DeleteAudio")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/accounts/{account}/audio/{file}")] HttpRequest request, string account, string file, CancellationToken cancel)
    {
        if (!AccountId.TryParse(account, out var id) || !AudioFile.TryParse(file, out var name))
        {
            return Problems.NotFound();
        }

        var uses = await accounts.Load(id, cancel) is var (document, _) ? PromptUses.Of(name, document).ToList() : [];
        if (uses.Count > 0)
        {
            return Problems.InUse("The file is in use", uses);
        }

        return await store.Delete(id, name, cancel) ? Results.NoContent() : Problems.NotFound();
    }

    // What it is, is decided by its content; this only turns away who sends a form or a document.
    private static bool MayBeAudio(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || contentType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(HttpRequest request)
    {
        var name = request.Headers["X-File-Name"].ToString() is { Length: > 0 } header ? Uri.UnescapeDataString(header) : request.Query["name"].ToString();
        name = name.Trim();
        return name.Length == 0 ? "audio" : name.Length <= LongestName && !name.Any(char.IsControl) ? name : null;
    }

    private sealed class Written(byte[] json) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json";
            await httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}
