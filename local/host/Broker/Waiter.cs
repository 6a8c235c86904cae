using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>A receive, or an accept of a session, that waits for something to come.</summary>
internal sealed class Waiter(Attachment caller, int number, Request request)
{
    private readonly TaskCompletionSource<Reply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ITimer> timers = [];

    public Attachment Caller { get; } = caller;

    public int Number { get; } = number;

    public Request Request { get; } = request;

    public Task<Reply> Reply => reply.Task;

    public void Ends(ITimer timer) => timers.Add(timer);

    public void Answer(Reply with)
    {
        foreach (var timer in timers)
        {
            timer.Dispose();
        }

        reply.TrySetResult(with);
    }

    /// <summary>The wait is over and nothing came.</summary>
    public void AnswerEmpty() => Answer(Nothing(Request));

    public static Reply Nothing(Request request) => request is Request.AcceptSession accept
        ? new Reply.Refused(Refusal.ServiceTimeout, $"No session of \"{accept.Queue}\" became free in time.")
        : new Reply.Deliveries([]);
}
