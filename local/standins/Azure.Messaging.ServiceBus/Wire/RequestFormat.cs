namespace Pbx.Local.Wire;

/// <summary>Requests as bytes. The numbers are the protocol: they are added to, never changed.</summary>
internal static class RequestFormat
{
    public static void Write(BytesWriter to, Request request)
    {
        switch (request)
        {
            case Request.Send r:
                to.Byte(1);
                to.Text(r.Queue);
                to.Many(r.Letters, Letter.Write);
                break;
            case Request.CancelScheduled r:
                to.Byte(2);
                to.Text(r.Queue);
                to.Many(r.Numbers, static (w, n) => w.Long(n));
                break;
            case Request.Listen r:
                to.Byte(3);
                to.Text(r.Queue);
                to.Int(r.Link);
                break;
            case Request.Receive r:
                to.Byte(4);
                to.Text(r.Queue);
                to.Int(r.Link);
                to.Text(r.SessionId);
                to.Int(r.Max);
                to.Span(r.Wait);
                to.Flag(r.Delete);
                to.Span(r.RenewFor);
                break;
            case Request.ReceiveDeferred r:
                to.Byte(5);
                to.Text(r.Queue);
                to.Int(r.Link);
                to.Text(r.SessionId);
                to.Many(r.Numbers, static (w, n) => w.Long(n));
                to.Flag(r.Delete);
                break;
            case Request.AcceptSession r:
                to.Byte(6);
                to.Text(r.Queue);
                to.Int(r.Link);
                to.Text(r.SessionId);
                to.Span(r.Wait);
                to.Span(r.RenewFor);
                break;
            case Request.Settle r:
                to.Byte(7);
                to.Text(r.Queue);
                to.Guid(r.Token);
                to.Byte((byte)r.How);
                PropertyValue.Write(to, r.Properties);
                to.Text(r.Reason);
                to.Text(r.Description);
                break;
            case Request.RenewMessage r:
                to.Byte(8);
                to.Text(r.Queue);
                to.Guid(r.Token);
                break;
            case Request.RenewSession r:
                to.Byte(9);
                Session(to, r.Queue, r.Link, r.SessionId);
                break;
            case Request.GetSessionState r:
                to.Byte(10);
                Session(to, r.Queue, r.Link, r.SessionId);
                break;
            case Request.SetSessionState r:
                to.Byte(11);
                Session(to, r.Queue, r.Link, r.SessionId);
                to.Blob(r.State);
                break;
            case Request.Peek r:
                to.Byte(12);
                to.Text(r.Queue);
                to.Text(r.SessionId);
                to.Long(r.From);
                to.Int(r.Max);
                break;
            case Request.LetGo r:
                to.Byte(13);
                to.Text(r.Queue);
                to.Guid(r.Token);
                break;
            case Request.Close r:
                to.Byte(14);
                to.Text(r.Queue);
                to.Int(r.Link);
                break;
            case Request.StopWaiting r:
                to.Byte(15);
                to.Int(r.Earlier);
                break;
            default:
                throw new ArgumentException($"There is no format for {request.GetType()}.", nameof(request));
        }
    }

    public static Request Read(BytesReader from) => from.Byte() switch
    {
        1 => new Request.Send(from.Word(), from.Many(Letter.Read)),
        2 => new Request.CancelScheduled(from.Word(), from.Many(static r => r.Long())),
        3 => new Request.Listen(from.Word(), from.Int()),
        4 => new Request.Receive(from.Word(), from.Int(), from.Text(), from.Int(), from.Span() ?? default, from.Flag(), from.Span() ?? default),
        5 => new Request.ReceiveDeferred(from.Word(), from.Int(), from.Text(), from.Many(static r => r.Long()), from.Flag()),
        6 => new Request.AcceptSession(from.Word(), from.Int(), from.Text(), from.Span() ?? default, from.Span() ?? default),
        7 => new Request.Settle(from.Word(), from.Guid(), (Settlement)from.Byte(), PropertyValue.Read(from), from.Text(), from.Text()),
        8 => new Request.RenewMessage(from.Word(), from.Guid()),
        9 => new Request.RenewSession(from.Word(), from.Int(), from.Word()),
        10 => new Request.GetSessionState(from.Word(), from.Int(), from.Word()),
        11 => new Request.SetSessionState(from.Word(), from.Int(), from.Word(), from.Blob()),
        12 => new Request.Peek(from.Word(), from.Text(), from.Long(), from.Int()),
        13 => new Request.LetGo(from.Word(), from.Guid()),
        14 => new Request.Close(from.Word(), from.Int()),
        15 => new Request.StopWaiting(from.Int()),
        var other => throw new InvalidDataException($"There is no request {other}."),
    };

    private static void Session(BytesWriter to, string queue, int link, string sessionId)
    {
        to.Text(queue);
        to.Int(link);
        to.Text(sessionId);
    }
}
