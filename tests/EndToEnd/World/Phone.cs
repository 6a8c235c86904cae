namespace Pbx.EndToEnd.World;

/// <summary>A phone that the PBX rings. Everything returns when what it caused has settled.</summary>
public sealed class Phone
{
    private readonly PbxWorld world;
    private readonly string place;

    private Phone(PbxWorld world, string address) => (this.world, place) = (world, $"phones/{Uri.EscapeDataString(address)}");

    /// <summary>A phone that rings until somebody acts.</summary>
    public static async Task<Phone> At(PbxWorld world, string address)
    {
        var phone = new Phone(world, address);
        await phone.Behaves("no-answer");
        return phone;
    }

    /// <summary>What it does by itself when it rings: answer, busy, decline, no-answer, offline.</summary>
    public Task Behaves(string behaviour, double? afterSeconds = null) => world.Control(HttpMethod.Put, place, new { behaviour, afterSeconds });

    public Task Answers() => world.Control(HttpMethod.Post, $"{place}/answer");

    public Task Declines() => world.Control(HttpMethod.Post, $"{place}/decline");

    public Task HangsUp() => world.Control(HttpMethod.Post, $"{place}/hangup");

    /// <summary>Somebody dials there: a number, a service number, whatever.</summary>
    public Task Dials(string what) => world.Control(HttpMethod.Post, $"{place}/dial", new { to = what });

    public Task Presses(string keys) => world.Control(HttpMethod.Post, $"{place}/dtmf", new { tones = keys });

    /// <summary>What was heard there in the call that was last, in words.</summary>
    public async Task<string[]> HeardWords() => [.. (await world.Control(HttpMethod.Get, place))["heard"]!.AsArray().Select(h => new Heard(h!.AsObject()).What)];

    /// <summary>idle, calling, ringing or talking.</summary>
    public async Task<string> State() => (string)(await world.Control(HttpMethod.Get, place))["state"]!;

    /// <summary>The name and the address on the display.</summary>
    public async Task<(string? Name, string? Address)> Display()
    {
        var caller = (await world.Control(HttpMethod.Get, place))["caller"];
        return ((string?)caller?["name"], (string?)caller?["address"]);
    }
}
