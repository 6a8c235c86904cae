using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Pbx.Simulator.Network;

namespace Pbx.Simulator.Rest.Control;

/// <summary>
/// <c>/sim/live</c>: server-sent events with all phones, the calls that go on and the clock, at once and after every change.
/// Changes that follow closely are sent as one.
/// </summary>
internal sealed class LiveFeed(PhoneNetwork network)
{
    private static readonly TimeSpan Closely = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly List<Channel<bool>> listeners = [];

    /// <summary>Something may have changed; returns at once.</summary>
    public void Changed()
    {
        lock (gate)
        {
            foreach (var listener in listeners)
            {
                listener.Writer.TryWrite(true);
            }
        }
    }

    public async Task Serve(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (gate)
        {
            listeners.Add(changes);
        }

        try
        {
            string? sent = null;
            do
            {
                // The clock is not compared: with it every snapshot would be new.
                var (snapshot, everything) = Snapshot();
                if (!string.Equals(sent, snapshot, StringComparison.Ordinal))
                {
                    await http.Response.WriteAsync($"data: {everything}\n\n", Encoding.UTF8, http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                    sent = snapshot;
                }

                await Task.Delay(Closely, http.RequestAborted);
            }
            while (await changes.Reader.WaitToReadAsync(http.RequestAborted) && changes.Reader.TryRead(out _));
        }
        catch (OperationCanceledException)
        {
            // the page was closed
        }
        finally
        {
            lock (gate)
            {
                listeners.Remove(changes);
            }
        }
    }

    private (string Compared, string Everything) Snapshot() => network.Read(n =>
    {
        var json = new JsonObject
        {
            ["phones"] = new JsonArray([.. n.Phones.Select(p => Views.Phone(n, p, whole: false))]),
            ["calls"] = new JsonArray([.. n.AllCalls.Where(c => c.Stage != Network.Calls.CallStage.Ended).Select(c => Views.CallWithParticipants(c))]),
            ["recordings"] = new JsonArray([.. n.AllRecordings.Select(r => new JsonObject { ["id"] = r.Id, ["state"] = RecordingControl.State(r) })]),
            ["mode"] = n.Clock.IsManual ? "manual" : "real",
        };
        var compared = json.ToJsonString();
        json["now"] = Views.Instant(n.Now);
        return (compared, json.ToJsonString(ControlCall.Readable));
    });
}
