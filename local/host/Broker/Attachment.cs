namespace Pbx.Local.Host.Broker;

/// <summary>One connected client. A client that comes back after a broken connection has the same id, and with it its locks.</summary>
internal sealed class Attachment(Guid client, Action abort)
{
    public Guid Client { get; } = client;

    /// <summary>Ends the connection at once, as a broken network would.</summary>
    public void Abort() => abort();
}
