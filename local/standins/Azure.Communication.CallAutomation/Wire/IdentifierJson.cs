using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>Identifiers on the wire: the raw id, the kind, and one member named like the kind (CommunicationIdentifierModel).</summary>
internal static class IdentifierJson
{
    public static void WriteIdentifier(this Utf8JsonWriter json, string name, CommunicationIdentifier? identifier)
    {
        if (identifier is not null)
        {
            json.WritePropertyName(name);
            Write(json, identifier);
        }
    }

    public static void Write(Utf8JsonWriter json, CommunicationIdentifier identifier)
    {
        json.WriteStartObject();
        json.WriteString("rawId"u8, identifier.RawId);
        switch (identifier)
        {
            case PhoneNumberIdentifier phone:
                json.WriteString("kind"u8, "phoneNumber"u8);
                json.WritePropertyName("phoneNumber"u8);
                WriteNumber(json, phone);
                break;
            case CommunicationUserIdentifier user:
                json.WriteString("kind"u8, "communicationUser"u8);
                json.WriteStartObject("communicationUser"u8);
                json.WriteString("id"u8, user.Id);
                json.WriteEndObject();
                break;
            case MicrosoftTeamsUserIdentifier user:
                json.WriteString("kind"u8, "microsoftTeamsUser"u8);
                json.WriteStartObject("microsoftTeamsUser"u8);
                json.WriteString("userId"u8, user.UserId);
                json.WriteBoolean("isAnonymous"u8, user.IsAnonymous);
                json.WriteString("cloud"u8, user.Cloud.ToString());
                json.WriteEndObject();
                break;
            case MicrosoftTeamsAppIdentifier app:
                json.WriteString("kind"u8, "microsoftTeamsApp"u8);
                json.WritePropertyName("microsoftTeamsApp"u8);
                WriteApp(json, app);
                break;
            case TeamsExtensionUserIdentifier user:
                json.WriteString("kind"u8, "teamsExtensionUser"u8);
                json.WriteStartObject("teamsExtensionUser"u8);
                json.WriteString("userId"u8, user.UserId);
                json.WriteString("tenantId"u8, user.TenantId);
                json.WriteString("resourceId"u8, user.ResourceId);
                json.WriteString("cloud"u8, user.Cloud.ToString());
                json.WriteEndObject();
                break;
            default:
                json.WriteString("kind"u8, "unknown"u8);
                break;
        }

        json.WriteEndObject();
    }

    public static void WriteNumber(Utf8JsonWriter json, PhoneNumberIdentifier phone)
    {
        json.WriteStartObject();
        json.WriteString("value"u8, phone.PhoneNumber);
        json.WriteEndObject();
    }

    public static void WriteApp(Utf8JsonWriter json, MicrosoftTeamsAppIdentifier app)
    {
        json.WriteStartObject();
        json.WriteString("appId"u8, app.AppId);
        json.WriteString("cloud"u8, app.Cloud.ToString());
        json.WriteEndObject();
    }

    /// <summary>
    /// Reads an identifier by the one member that is there; with none, by the raw id alone. The kind is not asked: services before
    /// 2023-10 did not send it.
    /// </summary>
    public static CommunicationIdentifier Read(JsonElement json)
    {
        json = json.Object("identifier");
        var rawId = json.Text("rawId");
        CommunicationIdentifier? identifier =
            json.Child("phoneNumber") is { } phone ? new PhoneNumberIdentifier(Required(phone, "value"), rawId)
            : json.Child("communicationUser") is { } user ? new CommunicationUserIdentifier(Required(user, "id"))
            : json.Child("microsoftTeamsUser") is { } teamsUser ? new MicrosoftTeamsUserIdentifier(
                Required(teamsUser, "userId"), teamsUser.Flag("isAnonymous"), Cloud(teamsUser), rawId)
            : json.Child("microsoftTeamsApp") is { } app ? new MicrosoftTeamsAppIdentifier(Required(app, "appId"), Cloud(app))
            : json.Child("teamsExtensionUser") is { } extension ? new TeamsExtensionUserIdentifier(
                Required(extension, "userId"), Required(extension, "tenantId"), Required(extension, "resourceId"), Cloud(extension), rawId)
            : null;
        return identifier
            ?? (string.IsNullOrEmpty(rawId) ? throw JsonReading.Wrong("rawId", "there in an identifier without a member")
                : json.Text("kind") is null ? CommunicationIdentifier.FromRawId(rawId)
                : new UnknownIdentifier(rawId));
    }

    private static string Required(JsonElement json, string name) =>
        json.Text(name) is { Length: > 0 } value ? value : throw JsonReading.Wrong(name, "there in an identifier");

    private static CommunicationCloudEnvironment? Cloud(JsonElement json) =>
        json.Text("cloud") is { } cloud ? new CommunicationCloudEnvironment(cloud) : (CommunicationCloudEnvironment?)null;
}
