using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Prompts;
using Pbx.Engine.Audio;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Explanations;

/// <summary>Why a call goes where it goes, step by step, in the account as it is or in a draft of it (ARCHITECTURE 5).</summary>
public sealed class Explain(AccountSaving accounts, IAudioStore audio, TimeProvider time)
{
    private const long Largest = 20 * 1024 * 1024;
    private const int Patience = 5; // a file more can lead the call to another

    /// <summary>Explains a call; a question that cannot be answered is answered with everything that is wrong with it.</summary>
    [Function("ExplainCall")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/explain")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer))
        {
            return Problems.NotFound();
        }

        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var reading = QuestionReading.Read(body);
        if (reading.IsMalformed)
        {
            return Problems.Invalid("The question could not be read", reading.Problems);
        }

        var configuration = new DocumentConfiguration(reading.Draft?.Document ?? document);
        var (question, problems) = reading.Ask(configuration, time.GetUtcNow());
        if (question is null)
        {
            return Problems.Invalid("The question cannot be answered", problems);
        }

        var way = await Explained(id, question, configuration, cancel);
        var answer = ExplainText.Tree(way);
        answer.Insert(0, "against", reading.Draft is null ? "live" : "draft");
        answer.Insert(1, "version", JsonValue.Create(pointer.Version.Number));
        return ExplainText.Answer(answer);
    }

    // how long the account's own files last is asked for as they turn up
    private async Task<Explanation> Explained(AccountId account, Question question, DocumentConfiguration configuration, CancellationToken cancel)
    {
        var lengths = new Dictionary<AudioFile, TimeSpan>();
        var way = Explainer.Explain(question, configuration, lengths);
        for (var i = 0; i < Patience && way.Files.FirstOrDefault(file => !lengths.ContainsKey(file)) is { Value.Length: > 0 }; i++)
        {
            foreach (var file in way.Files.Where(file => !lengths.ContainsKey(file)).ToList())
            {
                lengths[file] = (await audio.Find(account, file, cancel))?.Length ?? SoundLength.UsualFile;
            }

            way = Explainer.Explain(question, configuration, lengths);
        }

        return way;
    }
}
