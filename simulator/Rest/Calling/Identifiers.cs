using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Writes addresses as CommunicationIdentifierModel and reads them: by their member, or by their raw id alone.</summary>
internal static class Identifiers
{
    private static readonly (string Kind, AddressKind Is)[] Kinds =
    [
        ("communicationUser", AddressKind.CommunicationUser),
        ("phoneNumber", AddressKind.PhoneNumber),
        ("microsoftTeamsUser", AddressKind.TeamsUser),
        ("microsoftTeamsApp", AddressKind.TeamsApp),
        ("teamsExtensionUser", AddressKind.TeamsExtensionUser),
    ];

    public static JsonObject Write(Address address)
    {
        var kind = Kinds.FirstOrDefault(k => k.Is == address.Kind).Kind ?? "unknown";
        var json = new JsonObject { ["kind"] = kind, ["rawId"] = address.RawId };
        var member = Member(address);
        if (member is not null)
        {
            json[kind] = member;
        }

        return json;
    }

    public static JsonObject WriteNumber(string number) => string.Equals(number, "anonymous", StringComparison.Ordinal)
        ? new JsonObject { ["value"] = number, ["isAnonymous"] = true }
        : new JsonObject { ["value"] = number };

    /// <summary>Reads an identifier of a request.</summary>
    /// <exception cref="CallRefusedException">It names nobody, or contradicts itself.</exception>
    public static Address Read(JsonElement json, string target)
    {
        var members = Kinds.Where(k => Has(json, k.Kind)).ToArray();
        if (members.Length > 1)
        {
            throw Refused(target, "may have one member besides kind and rawId.");
        }

        var kind = json.Text("kind");
        if (members.Length == 1 && kind is not null && !string.Equals(kind, members[0].Kind, StringComparison.Ordinal))
        {
            throw Refused(target, $"says kind '{kind}' and has '{members[0].Kind}'.");
        }

        var named = members.Length == 1 ? ReadMember(members[0].Kind, json.GetProperty(members[0].Kind)) : null;
        var rawId = json.Text("rawId");
        var address = (named, rawId) switch
        {
            (null, { Length: > 0 } raw) => new Address(raw),
            ({ } member, null or "") => member,
            // The raw id of a number may carry an asserted id that the member does not have.
            ({ } member, { } raw) when new Address(raw) is var same && (same == member || same.Number is { } number && string.Equals(number, member.Number, StringComparison.Ordinal)) => same,
            (null, _) => throw Refused(target, "names nobody."),
            _ => throw Refused(target, "has a rawId that does not belong to its member."),
        };
        if (address.Kind == AddressKind.Unknown)
        {
            throw Refused(target, $"'{address}' is not an identifier that the service knows.");
        }

        return kind is null or "unknown" || string.Equals(kind, Kinds.First(k => k.Is == address.Kind).Kind, StringComparison.Ordinal)
            ? address
            : throw Refused(target, $"says kind '{kind}', and '{address}' is none.");
    }

    private static CallRefusedException Refused(string target, string what) => new(Refusal.Invalid, $"The identifier {target} {what}");

    private static JsonObject? Member(Address address)
    {
        var last = address.RawId.Split(':')[^1];
        return address.Kind switch
        {
            AddressKind.PhoneNumber => WithAssertedId(WriteNumber(address.Number ?? string.Empty), address),
            AddressKind.CommunicationUser => new JsonObject { ["id"] = address.RawId },
            AddressKind.TeamsUser when address.RawId.StartsWith("8:teamsvisitor:", StringComparison.Ordinal) => new JsonObject { ["userId"] = last, ["isAnonymous"] = true },
            AddressKind.TeamsUser => new JsonObject { ["userId"] = last, ["isAnonymous"] = false, ["cloud"] = CloudOf(address) },
            AddressKind.TeamsApp => new JsonObject { ["appId"] = last, ["cloud"] = CloudOf(address) },
            AddressKind.TeamsExtensionUser when last.Split('_') is [var resource, var tenant, var user] =>
                new JsonObject { ["userId"] = user, ["tenantId"] = tenant, ["resourceId"] = resource, ["cloud"] = CloudOf(address) },
            _ => null,
        };
    }

    private static JsonObject WithAssertedId(JsonObject number, Address address)
    {
        if (address.RawId.Split('_') is [_, var asserted])
        {
            number["assertedId"] = asserted;
        }

        return number;
    }

    private static Address ReadMember(string kind, JsonElement member) => new(kind switch
    {
        "communicationUser" => member.Text("id") ?? string.Empty,
        "phoneNumber" => "4:" + member.Text("value"),
        "microsoftTeamsUser" => member.TryGetProperty("isAnonymous", out var anonymous) && anonymous.ValueKind == JsonValueKind.True
            ? "8:teamsvisitor:" + member.Text("userId")
            : "8:" + TeamsPrefix(member) + member.Text("userId"),
        "microsoftTeamsApp" => "28:" + TeamsPrefix(member) + member.Text("appId"),
        _ => $"8:{Prefix(member, "acs:", "dod-acs:", "gcch-acs:")}{member.Text("resourceId")}_{member.Text("tenantId")}_{member.Text("userId")}",
    });

    private static string TeamsPrefix(JsonElement member) => Prefix(member, "orgid:", "dod:", "gcch:");

    private static string Prefix(JsonElement member, string common, string dod, string gcch) => member.Text("cloud") switch
    {
        "dod" => dod,
        "gcch" => gcch,
        _ => common,
    };

    private static string CloudOf(Address address) =>
        address.RawId.Contains(":dod", StringComparison.Ordinal) ? "dod" : address.RawId.Contains(":gcch", StringComparison.Ordinal) ? "gcch" : "public";

    private static bool Has(JsonElement json, string name) => json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object;
}
