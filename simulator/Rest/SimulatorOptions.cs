using System.Text;
using Pbx.Simulator.Rest.Recordings;

namespace Pbx.Simulator.Rest;

/// <summary>What a simulator is set up with. Everything has a default that works on one machine.</summary>
public sealed class SimulatorOptions
{
    /// <summary>An access key for development: everybody knows it, and it opens nothing but a simulator.</summary>
    public static readonly string DevelopmentAccessKey = Convert.ToBase64String(Encoding.ASCII.GetBytes("a key that opens only a simulator"));

    /// <summary>Where the simulator is reached; the first address that the server listens on when it is not set.</summary>
    public Uri? BaseUri { get; set; }

    /// <summary>The access key that requests are signed with, in base64.</summary>
    public string AccessKey { get; set; } = DevelopmentAccessKey;

    /// <summary>The immutable resource id: the audience of callback tokens, and the first part of the identities of the resource.</summary>
    public string ResourceId { get; set; } = "5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d";

    /// <summary>The issuer of callback tokens; the simulator's own address when it is not set.</summary>
    public string? CallbackIssuer { get; set; }

    /// <summary>Whether a callback may be http on this machine. The real service refuses it.</summary>
    public bool AllowHttpCallbacks { get; set; } = true;

    /// <summary>The webhooks to which incoming calls are delivered.</summary>
    public IList<Uri> EventGridEndpoints { get; } = [];

    /// <summary>The webhooks to which files of recordings are told; without one nothing is told. They are tried 30 times in a day.</summary>
    public IList<Uri> RecordingFileEndpoints { get; } = [];

    /// <summary>How long after the end of a recording its file is there.</summary>
    public TimeSpan RecordingFileDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What recordings with <c>externalStorage</c> are put into; none of them starts without it.</summary>
    public IRecordingStorage? RecordingStorage { get; set; }

    /// <summary>The ARM id of the resource, as events name it.</summary>
    public string Topic { get; set; } = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simulator/providers/Microsoft.Communication/CommunicationServices/simulator";

    /// <summary>The audience of the token that protects deliveries; no token is sent without one.</summary>
    public string? EventGridAudience { get; set; }

    /// <summary>The tenant that issues the token of deliveries.</summary>
    public string EventGridTenant { get; set; } = "72f988bf-0000-4000-8000-000000000000";

    /// <summary>How often a delivery is tried, and how long. An incoming call is worth nothing when it has rung out.</summary>
    public int DeliveryAttempts { get; set; } = 2;

    public TimeSpan DeliveryTimeToLive { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The client id of the PBX itself at the local identity provider: the API, and the portal that people sign in to. Tokens for it have this audience.</summary>
    public Guid AzureAdClientId { get; set; } = new("6f1d2c3b-4a59-4e68-8c7d-9b0a1f2e3d4c");

    /// <summary>Where the portal may be after signing in, each to the letter; their origins may ask for tokens.</summary>
    public IList<string> PortalRedirectUris { get; } = [];

    /// <summary>Applications that are registered besides the PBX itself and <see cref="SimulatedApplication.Script"/>.</summary>
    public IList<SimulatedApplication> Applications { get; } = [];

    /// <summary>The time by which codes and tokens live. It is never that of the simulator's clock, so that moving that ends no credential.</summary>
    public TimeProvider WireTime { get; set; } = TimeProvider.System;

    /// <summary>Users besides those that the name tells: admin@…, reader@…, partner@…, supervisor@…, recorded@….</summary>
    public IList<SimulatedUser> Users { get; } = [];

    /// <summary>The numbers that the resource owns, exact or as a prefix with a star.</summary>
    public IList<string> Trunks { get; } = [];

    /// <summary>How many calls into the public network may show the same caller id at a time; 2 in Azure unless raised.</summary>
    public int ConcurrentCallsPerNumber { get; set; } = int.MaxValue;

    /// <summary>A folder with the files of the phone page, in place of those that are built in.</summary>
    public string? PhonePageFolder { get; set; }
}

/// <summary>A user of the local identity provider, with the app roles that his tenant has given him in the PBX.</summary>
public sealed record SimulatedUser(string Mail, string Name, IReadOnlyList<string> Roles);

/// <summary>An application that is registered with the local identity provider, as an app registration of Entra ID is.</summary>
public sealed record SimulatedApplication(Guid ClientId, string Name)
{
    /// <summary>A script that runs without a person: in every tenant it administers accounts.</summary>
    public static readonly SimulatedApplication Script = new(new Guid("2b7e1516-28ae-4d2a-96ab-f7158809cf4f"), "Script")
    {
        Secret = "known to everybody who reads this",
        GrantedRoles = ["Administrator"],
    };

    /// <summary>What its scopes begin with, besides its client id; null when nobody asks for a token for it by a name.</summary>
    public string? IdentifierUri { get; init; }

    /// <summary>The scopes that it exposes as an API; without any it is none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Where it may be after signing in as a page that runs in the browser: a public client, which proves itself by PKCE.</summary>
    public IReadOnlyList<string> PageRedirectUris { get; init; } = [];

    /// <summary>Where it may be after signing in as a web server: a confidential client, which also shows its secret.</summary>
    public IReadOnlyList<string> WebRedirectUris { get; init; } = [];

    /// <summary>The client secret; null: it has none, and gets no token without a person.</summary>
    public string? Secret { get; init; }

    /// <summary>The app roles of the PBX that the administrators of every tenant have granted to it.</summary>
    public IReadOnlyList<string> GrantedRoles { get; init; } = [];
}
