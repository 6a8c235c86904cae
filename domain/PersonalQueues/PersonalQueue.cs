using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.Users;

namespace Pbx.Domain.PersonalQueues;

/// <summary>
/// Calls wait in it until one user is free (RCH-460). To the floor it is a queue under the user's own number, with the user as its one member, who is always logged in; what a caller goes through is that of
/// any queue. It is behind the user's extension: nobody reaches it by dialling, and no account has an extension of this type.
/// </summary>
public sealed class PersonalQueue : IExtensionType<UserConfig, QueueState>
{
    private static readonly TimeSpan UsualRing = TimeSpan.FromSeconds(30); // RCH-212
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30); // RCH-466

    private PersonalQueue()
    {
    }

    /// <inheritdoc/>
    public static string Key => "personal-queue";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static UserConfig Sample => User.Sample;

    /// <inheritdoc/>
    public static Move<QueueState> Enter(UserConfig config, Arrival arrival, IDirectory directory, Moment at) => Queue.Enter(Of(Queue.Own(arrival), config), arrival, directory, at);

    /// <inheritdoc/>
    public static Move<QueueState> Step(QueueState state, CallEvent evt, UserConfig config, Arrival arrival, IDirectory directory, Moment at) =>
        Queue.Step(state, evt, Of(Queue.Own(arrival), config), arrival, directory, at);

    /// <inheritdoc/>
    public static DateTimeOffset? Due(QueueState state) => Queue.Due(state);

    /// <summary>Where it forwards calls; a user's extension has the same way.</summary>
    public static IEnumerable<Way> Ways(UserConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.PersonalQueue is { ForwardTo: { } to } ? [new Way(to, "/personalQueue/forwardTo", "waited too long, or no place in the personal queue", ByTime: true)] : [];
    }

    /// <inheritdoc/>
    public static bool Takes(UserConfig config) => User.Takes(config);

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(UserConfig config, IDialPlan plan) => User.Check(config, plan);

    /// <summary>The queue that calls wait in who are in an extension: a queue itself, or the personal one of a user; nothing: calls do not wait in it.</summary>
    public static QueueConfig? QueueOf(Extension extension) => extension?.Config switch
    {
        QueueConfig queue => queue,
        UserConfig user => Of(extension.Number, user),
        _ => null,
    };

    /// <summary>The personal queue of a user as a queue.</summary>
    internal static QueueConfig Of(ExtensionNumber number, UserConfig user)
    {
        var settings = user.PersonalQueue ?? new PersonalQueueSettings();
        return new QueueConfig(
            [new QueueMember(number)],
            RingFor: user.RingFor ?? UsualRing,
            Interval: settings.Interval,
            StatusMessage: settings.StatusMessage,
            PlaysMusic: settings.WhileWaiting is not null,
            Music: settings.WhileWaiting is { } music ? [music] : [],
            CallLimit: settings.Size,
            OverflowAction: settings.WhenFull == PersonalOverflow.Forward ? Overflow.Forward : Overflow.BusyTone,
            OverflowTo: settings.ForwardTo,
            ForwardAfter: LongestWait,
            WaitedTooLong: settings.ForwardTo,
            IndividualForwards: true,
            Callback: settings.CallsBack ? new Callback() : null)
        {
            IsPersonal = true,
            Welcome = settings.Welcome,
        };
    }
}
