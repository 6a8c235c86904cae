using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;
using Pbx.Domain.Users;

namespace Pbx.Domain.Ringing;

/// <summary>A phone that can be rung together with others.</summary>
/// <param name="Phone">Its address.</param>
/// <param name="Extension">The extension that it belongs to; none: a public number that stands as destination.</param>
/// <param name="CallerId">The number it is shown; needed when it is a public number.</param>
/// <param name="Rights">Whether a conversation with it may be recorded; nothing: not at all.</param>
/// <param name="Line">The line that has to have room for the call; none: nobody counts.</param>
public sealed record RingTarget(PhoneAddress Phone, ExtensionNumber? Extension, PhoneNumber? CallerId, RecordingRights? Rights = null, UserLine? Line = null)
{
    /// <summary>The most destinations that one field may name (EXT-059).</summary>
    public const int MostDestinations = 10;

    /// <summary>
    /// The phones of several destinations that ring at once (EXT-059), each phone once. A destination that takes calls by itself (a menu, a mailbox) or has members of its own cannot be rung among
    /// others: the first such one would have the call at once, so it gets it. What does not exist or has no phone is passed over.
    /// </summary>
    public static (ValueList<RingTarget> Targets, Destination? Takes) Of(ValueList<Destination> destinations, Arrival arrival, IDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        var found = new List<RingTarget>();
        foreach (var destination in destinations)
        {
            if (destination is Destination.ToNumber outside)
            {
                Add(arrival.MainNumber is null || PhoneAddress.Of(outside.Number) == arrival.Caller ? null : new RingTarget(PhoneAddress.Of(outside.Number), null, arrival.CallerId));
            }
            else if (destination is Destination.ToExtension to && directory.Find(to.Extension) is { } extension)
            {
                if (!extension.Type.RingsOnePhone)
                {
                    return ([], destination);
                }

                Add(Of(extension, arrival));
            }
        }

        return (ValueList.From(found), null);

        void Add(RingTarget? target)
        {
            if (target is not null && !found.Exists(one => one.Phone == target.Phone))
            {
                found.Add(target);
            }
        }
    }

    /// <summary>The phone of an extension that rings one; nothing where it has none, or where it is the phone that calls.</summary>
    public static RingTarget? Of(Extension extension, Arrival arrival)
    {
        ArgumentNullException.ThrowIfNull(extension);
        ArgumentNullException.ThrowIfNull(arrival);
        return extension.Type.Phone(extension.Config, arrival with { Number = extension.Number, Name = extension.Name }) is { } target && target.Phone != arrival.Caller ? target : null;
    }
}
