using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>The size of a message as it is checked against the limits: body, texts and properties as they travel.</summary>
internal static class MessageSize
{
    public static long Of(Letter letter)
    {
        var writer = new BytesWriter();
        Letter.Write(writer, letter);
        return writer.Length;
    }
}
