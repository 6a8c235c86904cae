using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>What is answered when an account was saved: its new version, and what deserves a second look.</summary>
internal sealed record SavedAnswer(int Version, IReadOnlyList<PointedError> Warnings);

/// <summary>What is answered to a dry run.</summary>
/// <param name="Version">The version that would be replaced; none: the account is new.</param>
/// <param name="CanBeSaved">Whether there are no errors.</param>
/// <param name="Effects">What changes for the callers of public numbers; nothing where there are errors.</param>
internal sealed record DryRunAnswer(int? Version, bool CanBeSaved, IReadOnlyList<Change> Changes, IReadOnlyList<EffectAnswer> Effects, IReadOnlyList<PointedError> Errors, IReadOnlyList<PointedError> Warnings);

/// <summary>A version as the history shows it.</summary>
/// <param name="Channel">By which way it came: portal, program, telephone, client or schedule; left out where it was not written down.</param>
/// <param name="Undoes">The version whose changes it takes back.</param>
/// <param name="Restores">The older version that it is equal to.</param>
internal sealed record VersionAnswer(int Number, string By, string? Channel, DateTimeOffset At, string Why, int? Undoes, int? Restores)
{
    public static VersionAnswer Of(ConfigurationVersion version) =>
        new(version.Number, version.By, version.Channel?.Name(), version.At, version.Why, version.Undoes, version.Restores);
}

/// <summary>A page of the history.</summary>
/// <param name="Next">What to send as <c>before</c> for the next page; left out on the last one.</param>
internal sealed record HistoryAnswer(IReadOnlyList<VersionAnswer> Versions, int? Next);

/// <summary>What differs between two versions.</summary>
/// <param name="Since">The number of the other one; left out: the account did not exist yet.</param>
/// <param name="Effects">What changed for the callers of public numbers, seen from when the version was saved.</param>
internal sealed record VersionChanges(VersionAnswer Version, int? Since, IReadOnlyList<Change> Changes, IReadOnlyList<EffectAnswer> Effects);

/// <summary>What changes for the callers of some numbers, in a sentence with times.</summary>
internal sealed record EffectAnswer(IReadOnlyList<string> Numbers, string Text)
{
    public static IReadOnlyList<EffectAnswer> Of(IEnumerable<Effect> effects) => [.. effects.Select(effect => new EffectAnswer([.. effect.Numbers.Select(number => number.Value)], effect.Text))];
}

[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(VersionChanges))]
[JsonSerializable(typeof(SavedAnswer))]
[JsonSerializable(typeof(EditAnswer))]
[JsonSerializable(typeof(DryRunAnswer))]
internal sealed partial class AnswersJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static AnswersJson Readable { get; } = new(ReadableJson.Options());
}
