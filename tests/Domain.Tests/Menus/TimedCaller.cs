using Pbx.Domain.Calls;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Menus;

/// <summary>
/// A caller who presses keys at set times after the greeting has begun, and a network without delay that hands over what the machine asked for. Keys that are pressed at the same time come together.
/// </summary>
internal sealed class TimedCaller(CallStory story)
{
    private static readonly Dictionary<AudioFile, TimeSpan> NoFiles = [];
    private readonly DateTimeOffset start = story.Now;
    private CallCommand? asked = story.Commands[^1].Command;
    private DateTimeOffset since = story.Now;

    /// <summary>How long a sound takes.</summary>
    public static TimeSpan Length(params Sound[] sounds) => sounds.Aggregate(TimeSpan.Zero, (sum, sound) => sum + SoundLength.About(sound, NoFiles));

    /// <summary>Goes on until the call has left the menu with a number, or the time is over.</summary>
    public CallStory Run(IReadOnlyList<(TimeSpan At, char Key)> keys, TimeSpan until, string menu = "100")
    {
        var pressed = 0;
        while (story.Phase is Phase.InExtension inside && inside.Arrival.Number?.Value == menu)
        {
            var key = pressed < keys.Count ? start + keys[pressed].At : DateTimeOffset.MaxValue;
            var quiet = since + (asked switch
            {
                CallCommand.CollectDigits ask => Length([.. ask.Prompt]) + ask.FirstWithin,
                CallCommand.Play play => Length([.. play.Sounds]),
                var other => throw new InvalidOperationException($"{other} leaves the caller alone."),
            });
            var due = CallMachine.Due(story.Call!)!.Value;
            var next = new[] { key, quiet, due }.Min();
            if (next > start + until)
            {
                return story;
            }

            story.After(next - story.Now);
            if (next == key && asked is CallCommand.CollectDigits)
            {
                var together = keys.Skip(pressed).TakeWhile(one => start + one.At == key).Select(one => one.Key).ToArray();
                pressed += together.Length;
                story.When<CallCommand.CollectDigits>(op => new CallEvent.DigitsCollected(op, new string(together)));
            }
            else if (next == key)
            {
                pressed++; // nobody listens
                continue;
            }
            else if (next == due)
            {
                story.When(new CallEvent.TimeReached());
            }
            else if (asked is CallCommand.Play)
            {
                story.EndSound();
            }
            else
            {
                story.PressNothing();
            }

            if (story.Commands.Count > 0)
            {
                (asked, since) = (story.Commands[^1].Command, story.Now);
            }
        }

        return story;
    }
}
