using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Extensions;

/// <summary>How a caller is asked for a number: an extension, a PIN, a postal code (EXT-084, EXT-086). A key cuts the question short and counts (EXT-080); <c>#</c> ends the entry.</summary>
internal static class NumberEntry
{
    private const string Stop = "#";

    /// <summary>The command that asks, and by when the network should long have told what came of it.</summary>
    /// <param name="question">What is said.</param>
    /// <param name="most">How many digits end the entry.</param>
    /// <param name="waits">The account's timers.</param>
    /// <param name="within">How long the first key is waited for after the question; nothing: as long as is usual.</param>
    /// <param name="isSecret">Whether it is a PIN.</param>
    public static (CallCommand.CollectDigits Ask, DateTimeOffset Until) Ask(ValueList<Sound> question, int most, Timers waits, Moment at, TimeSpan? within = null, bool isSecret = false)
    {
        var ask = new CallCommand.CollectDigits(question, most, within ?? waits.UntilNumberKey, waits.BetweenNumberKeys, Stop, isSecret);
        var until = at.At + ask.FirstWithin + (ask.NextWithin * most);
        foreach (var sound in question.AsSpan())
        {
            until += SoundLength.AtMost(sound);
        }

        return (ask, until);
    }
}
