using Azure.Communication;

namespace Pbx.Local.Tests.CallAutomation;

public sealed class WhenARawIdIsRead
{
    private const string Oid = "00000001-1111-2222-3333-444444444444";

    public static TheoryData<string, CommunicationIdentifier> Kinds => new()
    {
        { "4:+14255550100", new PhoneNumberIdentifier("+14255550100") },
        { "4:anonymous", new PhoneNumberIdentifier("anonymous") },
        { "4:+14255550100_2", new PhoneNumberIdentifier("+14255550100", "4:+14255550100_2") },
        { "8:acs:res_user", new CommunicationUserIdentifier("8:acs:res_user") },
        { "8:spool:a_b_c", new CommunicationUserIdentifier("8:spool:a_b_c") },
        { "8:dod-acs:res_user", new CommunicationUserIdentifier("8:dod-acs:res_user") },
        { "8:gcch-acs:res_user", new CommunicationUserIdentifier("8:gcch-acs:res_user") },
        { $"8:orgid:{Oid}", new MicrosoftTeamsUserIdentifier(Oid) },
        { $"8:dod:{Oid}", new MicrosoftTeamsUserIdentifier(Oid, cloud: CommunicationCloudEnvironment.Dod) },
        { $"8:gcch:{Oid}", new MicrosoftTeamsUserIdentifier(Oid, cloud: "GCCH") },
        { "8:teamsvisitor:guest", new MicrosoftTeamsUserIdentifier("guest", isAnonymous: true) },
        { $"28:orgid:{Oid}", new MicrosoftTeamsAppIdentifier(Oid) },
        { $"28:dod:{Oid}", new MicrosoftTeamsAppIdentifier(Oid, CommunicationCloudEnvironment.Dod) },
        { $"28:gcch:{Oid}", new MicrosoftTeamsAppIdentifier(Oid, CommunicationCloudEnvironment.Gcch) },
        { "8:acs:res_tenant_user", new TeamsExtensionUserIdentifier("user", "tenant", "res") },
        { "8:dod-acs:res_tenant_user", new TeamsExtensionUserIdentifier("user", "tenant", "res", CommunicationCloudEnvironment.Dod) },
        { "8:gcch-acs:res_tenant_user", new TeamsExtensionUserIdentifier("user", "tenant", "res", CommunicationCloudEnvironment.Gcch) },
        { "8:acs:res__user", new CommunicationUserIdentifier("8:acs:res__user") },
        { "8:acs:a_b_c_d", new CommunicationUserIdentifier("8:acs:a_b_c_d") },
        { "48:conference", new UnknownIdentifier("48:conference") },
        { "8:martian:x", new UnknownIdentifier("8:martian:x") },
        { "8:acs:", new UnknownIdentifier("8:acs:") },
        { "8:acs:a:b", new UnknownIdentifier("8:acs:a:b") },
        { "4:", new UnknownIdentifier("4:") },
        { "::", new UnknownIdentifier("::") },
        { "plain", new UnknownIdentifier("plain") },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_becomes_the_identifier_of_its_kind_and_back(string rawId, CommunicationIdentifier expected)
    {
        var read = CommunicationIdentifier.FromRawId(rawId);

        Assert.Equal(expected, read);
        Assert.Equal(expected.GetHashCode(), read.GetHashCode());
        Assert.True(expected == read);
        Assert.Equal(rawId, read.RawId);
        Assert.IsType(expected.GetType(), read);
    }

    [Fact]
    public void A_hidden_number_is_anonymous_and_an_asserted_id_is_told()
    {
        var hidden = Assert.IsType<PhoneNumberIdentifier>(CommunicationIdentifier.FromRawId("4:anonymous"));
        var asserted = Assert.IsType<PhoneNumberIdentifier>(CommunicationIdentifier.FromRawId("4:+1425_207ffef6"));

        Assert.True(hidden.IsAnonymous);
        Assert.Null(hidden.AssertedId);
        Assert.False(asserted.IsAnonymous);
        Assert.Equal("207ffef6", asserted.AssertedId);
    }

    [Fact]
    public void Clouds_and_parts_are_told()
    {
        var user = Assert.IsType<TeamsExtensionUserIdentifier>(CommunicationIdentifier.FromRawId("8:gcch-acs:res_tenant_user"));

        Assert.Equal(("user", "tenant", "res", CommunicationCloudEnvironment.Gcch), (user.UserId, user.TenantId, user.ResourceId, user.Cloud));
    }

    [Fact]
    public void Identifiers_of_two_kinds_or_two_raw_ids_differ()
    {
        Assert.NotEqual<CommunicationIdentifier>(new UnknownIdentifier("8:acs:a_b"), new CommunicationUserIdentifier("8:acs:a_b"));
        Assert.True(new PhoneNumberIdentifier("+1") != new PhoneNumberIdentifier("+1", "4:+1_2"));
        Assert.False(new PhoneNumberIdentifier("+1").Equals(null));
    }

    [Fact]
    public void An_empty_raw_id_is_refused() => Assert.Throws<ArgumentException>(() => CommunicationIdentifier.FromRawId(""));
}
