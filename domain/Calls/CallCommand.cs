using System.Text.Json.Serialization;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Calls;

/// <summary>What the shell shall do for a call. A command's name is its place among the commands of its step (<see cref="OpId"/>).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(Play), "play")]
[JsonDerivedType(typeof(CollectDigits), "collect-digits")]
[JsonDerivedType(typeof(StopSounds), "stop-sounds")]
[JsonDerivedType(typeof(RingPhone), "ring-phone")]
[JsonDerivedType(typeof(StopRinging), "stop-ringing")]
[JsonDerivedType(typeof(DropPhone), "drop-phone")]
[JsonDerivedType(typeof(HangUp), "hang-up")]
[JsonDerivedType(typeof(LookWhoIsThere), "look-who-is-there")]
[JsonDerivedType(typeof(FileRecord), "file-record")]
[JsonDerivedType(typeof(RaiseAlarm), "raise-alarm")]
public abstract record CallCommand
{
    private CallCommand()
    {
    }

    /// <summary>Answer the ringing call.</summary>
    public sealed record Answer(string Context) : CallCommand;

    /// <summary>Let the caller hear sounds, one after the other, in place of whatever plays; in a loop until something else is played or it is stopped.</summary>
    public sealed record Play(ValueList<Sound> Sounds, bool Loop = false) : CallCommand;

    /// <summary>Let the caller hear a question and listen for keys; a key cuts the question short and counts (EXT-080).</summary>
    /// <param name="Prompt">The question.</param>
    /// <param name="Most">How many keys end it.</param>
    /// <param name="FirstWithin">How long after the prompt the first key is waited for.</param>
    /// <param name="NextWithin">How long each further key is waited for.</param>
    public sealed record CollectDigits(ValueList<Sound> Prompt, int Most, TimeSpan FirstWithin, TimeSpan NextWithin) : CallCommand;

    /// <summary>Stop whatever plays.</summary>
    public sealed record StopSounds : CallCommand;

    /// <summary>Ring a phone into the call.</summary>
    /// <param name="Phone">Which.</param>
    /// <param name="For">How long; at most 180 s.</param>
    /// <param name="CallerId">The number it shows; needed when the phone is a public number.</param>
    /// <param name="Display">The text it shows, where it can.</param>
    public sealed record RingPhone(PhoneAddress Phone, TimeSpan For, PhoneNumber? CallerId, string Display) : CallCommand;

    /// <summary>Take back the ringing that an earlier command started.</summary>
    public sealed record StopRinging(OpId Ring) : CallCommand;

    /// <summary>Take a phone out of the call.</summary>
    public sealed record DropPhone(PhoneAddress Phone) : CallCommand;

    /// <summary>End the call for everybody.</summary>
    public sealed record HangUp : CallCommand;

    /// <summary>Ask the network who is in the call.</summary>
    public sealed record LookWhoIsThere : CallCommand;

    /// <summary>Put the call into the log; done again it replaces itself.</summary>
    public sealed record FileRecord(CallRecord Record) : CallCommand;

    /// <summary>Tell the people who watch over the platform.</summary>
    public sealed record RaiseAlarm(string Text) : CallCommand;
}
