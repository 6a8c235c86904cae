namespace Pbx.Engine.Configurations;

/// <summary>By which way a change came (NPL-089).</summary>
public enum Channel
{
    /// <summary>A person at the portal, or at another application that speaks to the API for him.</summary>
    Portal,

    /// <summary>A program of the account's own that runs by itself.</summary>
    Program,

    /// <summary>A person at a telephone, by keys.</summary>
    Telephone,

    /// <summary>A person at his own client, with a right of his extension.</summary>
    Client,

    /// <summary>The platform's own timers.</summary>
    Schedule,
}

/// <summary>What channels are called where they are stored and shown; these names never change.</summary>
public static class ChannelNames
{
    /// <summary>The name of a channel.</summary>
    public static string Name(this Channel channel) => channel switch
    {
        Channel.Portal => "portal",
        Channel.Program => "program",
        Channel.Telephone => "telephone",
        Channel.Client => "client",
        Channel.Schedule => "schedule",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "There are five channels."),
    };

    /// <summary>The channel of a name; nothing for one that this release does not know.</summary>
    public static Channel? Find(string? name) => Enum.GetValues<Channel>().Where(channel => channel.Name() == name).Select(channel => (Channel?)channel).FirstOrDefault();
}
