using Pbx.Functions.Access;

namespace Pbx.Functions.Tests.Access;

public sealed class WhenARoleIsAsked
{
    public static TheoryData<AppRoles, Caller[]> Table => new()
    {
        { AppRoles.None, [] },
        { AppRoles.Reader, [Caller.Reader] },
        { AppRoles.Administrator, [Caller.Reader, Caller.Administrator] },
        { AppRoles.PartnerAdministrator, [Caller.Reader, Caller.Administrator] },
        { AppRoles.OwnRecordings, [Caller.OwnRecordings] },
        { AppRoles.AccountRecordings, [Caller.OwnRecordings, Caller.AccountRecordings] },
        { AppRoles.Reader | AppRoles.OwnRecordings, [Caller.Reader, Caller.OwnRecordings] },
        { AppRoles.Administrator | AppRoles.AccountRecordings, [Caller.Reader, Caller.Administrator, Caller.OwnRecordings, Caller.AccountRecordings] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    [Trait("Rule", "VMR-115")]
    public void It_opens_what_it_is_for_and_nothing_else(AppRoles roles, Caller[] open)
    {
        var person = new Person(Guid.NewGuid(), Guid.NewGuid(), "anna@sample.example", roles);
        foreach (var caller in (Caller[])[Caller.Reader, Caller.Administrator, Caller.OwnRecordings, Caller.AccountRecordings])
        {
            Assert.Equal(open.Contains(caller), person.MayCall(caller));
        }
    }

    [Theory]
    [InlineData(AppRoles.Administrator)]
    [InlineData(AppRoles.PartnerAdministrator)]
    [InlineData(AppRoles.Administrator | AppRoles.PartnerAdministrator | AppRoles.Reader)]
    [Trait("Rule", "VMR-116")]
    public void An_administrator_with_neither_role_hears_no_recording(AppRoles roles)
    {
        var person = new Person(Guid.NewGuid(), Guid.NewGuid(), "admin@sample.example", roles);
        Assert.False(person.MayCall(Caller.OwnRecordings) || person.MayCall(Caller.AccountRecordings) || person.HearsEverybody);
    }

    [Fact]
    [Trait("Rule", "VMR-115")]
    public void Who_hears_his_own_recordings_hears_nobody_elses()
    {
        var person = new Person(Guid.NewGuid(), Guid.NewGuid(), "anna@sample.example", AppRoles.OwnRecordings);
        Assert.False(person.HearsEverybody || person.MayCall(Caller.AccountRecordings));
        Assert.True((person with { Roles = AppRoles.AccountRecordings }).HearsEverybody);
    }

    [Fact]
    public void A_program_has_no_recordings_of_its_own()
    {
        var program = new Person(Guid.NewGuid(), Guid.NewGuid(), null, AppRoles.OwnRecordings);
        Assert.False(program.MayCall(Caller.OwnRecordings));
        Assert.True((program with { Roles = AppRoles.OwnRecordings | AppRoles.AccountRecordings }).MayCall(Caller.OwnRecordings));
    }

    [Theory]
    [InlineData(Caller.Anyone)]
    [InlineData(Caller.Network)]
    [InlineData(Caller.EventDelivery)]
    public void No_role_makes_a_person_the_network(Caller caller) =>
        Assert.False(new Person(Guid.NewGuid(), Guid.NewGuid(), "x", (AppRoles)31).MayCall(caller));
}
