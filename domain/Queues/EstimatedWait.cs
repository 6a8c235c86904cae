using System.Globalization;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Queues;

/// <summary>How long a caller may still have to wait, and how that is said (QUE-224 to QUE-230).</summary>
internal static class EstimatedWait
{
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(2); // QUE-226

    /// <summary>The estimate: below zero for who has waited longer than others did.</summary>
    /// <param name="average">Of the calls answered lately; none: there were none.</param>
    public static TimeSpan Of(TimeSpan? average, TimeSpan waited) => average is { } known ? known - waited : Unknown;

    /// <summary>Whether the queue says an estimate of this size (QUE-229, QUE-230).</summary>
    public static bool IsSaid(TimeSpan estimate, QueueConfig config) => !(estimate < config.WaitNotBelow) && !(estimate > config.WaitNotAbove);

    /// <summary>The estimate as a sentence, rounded up to whole minutes (QUE-227).</summary>
    public static Sound Say(TimeSpan estimate, Language language)
    {
        var minutes = estimate < TimeSpan.FromMinutes(1) ? 0 : (int)Math.Ceiling(estimate.TotalMinutes);
        var digits = minutes.ToString(CultureInfo.InvariantCulture);
        return minutes switch
        {
            0 => Catalogue.Say(Prompt.WaitBelowAMinute, language),
            1 => Catalogue.Say(Prompt.WaitOneMinute, language),
            _ when minutes % 10 == 1 && minutes % 100 != 11 => Catalogue.Say(Prompt.WaitMinutesEndingInOne, language, digits), // a singular in Latvian
            _ => Catalogue.Say(Prompt.WaitMinutes, language, digits),
        };
    }
}
