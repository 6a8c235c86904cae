using System.Globalization;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Queues;

/// <summary>
/// What is played when to a caller who waits, as a function of the configuration, the playback base and the instant (QUE-200 to QUE-206): announcements on the grid TB + X, TB + 2X, …, and infotainment
/// at TB + 60 s, TB + 120 s, ….
/// </summary>
internal static class Announcements
{
    private static readonly TimeSpan InfotainmentEvery = TimeSpan.FromSeconds(60); // QUE-201, QUE-209

    /// <summary>How many announcements have been due up to an instant, itself included.</summary>
    public static int DueBy(DateTimeOffset at, DateTimeOffset playbackBase, QueueConfig config) =>
        config.AnnouncesEvery <= TimeSpan.Zero || at < playbackBase ? 0 : (int)((at - playbackBase).Ticks / config.AnnouncesEvery.Ticks);

    /// <summary>When the next announcement is due; never where there are none.</summary>
    /// <param name="announced">How many have been dealt with.</param>
    public static DateTimeOffset? Next(int announced, DateTimeOffset playbackBase, QueueConfig config) =>
        config.AnnouncesEvery <= TimeSpan.Zero ? null : playbackBase + ((announced + 1) * config.AnnouncesEvery);

    /// <summary>When the next file of the infotainment is due; never once all were begun.</summary>
    /// <param name="informed">How many were begun.</param>
    public static DateTimeOffset? NextInfotainment(int informed, DateTimeOffset playbackBase, QueueConfig config) =>
        informed >= config.Infotainment.Count ? null : playbackBase + ((informed + 1) * InfotainmentEvery);

    /// <summary>Whether an announcement plays the status message: every one, or the first, third, … where it takes turns with the position (QUE-235).</summary>
    /// <param name="number">Which announcement, from 1 on.</param>
    public static bool HasStatus(int number, QueueConfig config) => config.StatusMessage is not null && (!config.AlternatesStatus || number % 2 == 1);

    /// <summary>Whether an announcement tells position or wait.</summary>
    public static bool HasPosition(int number, QueueConfig config) =>
        (config.AnnouncesPosition || config.AnnouncesWait) && !(config is { AlternatesStatus: true, StatusMessage: not null } && number % 2 == 1);

    /// <summary>The sounds of an announcement in their order: status message, position, estimated wait (QUE-204, QUE-233).</summary>
    /// <param name="position">Of the caller; 0: nobody knows it.</param>
    /// <param name="estimate">None: nobody knows it.</param>
    public static ValueList<Sound> Sounds(int number, QueueConfig config, Language language, int position, TimeSpan? estimate)
    {
        var sounds = new List<Sound>();
        if (HasStatus(number, config) && config.StatusMessage is { } status)
        {
            sounds.Add(new Sound.Named(status, language, Prompt.PleaseHold));
        }

        if (HasPosition(number, config) && config.AnnouncesPosition && position > 0)
        {
            sounds.Add(Catalogue.Say(Prompt.QueuePosition, language, position.ToString(CultureInfo.InvariantCulture)));
        }

        if (HasPosition(number, config) && config.AnnouncesWait && estimate is { } wait && EstimatedWait.IsSaid(wait, config))
        {
            sounds.Add(EstimatedWait.Say(wait, language));
        }

        return ValueList.From(sounds);
    }
}
