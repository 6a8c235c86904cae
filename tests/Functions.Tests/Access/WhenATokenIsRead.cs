using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Pbx.Functions.Access;

namespace Pbx.Functions.Tests.Access;

public sealed class WhenATokenIsRead
{
    private const string Tenant = "87ca7790-ff83-4e0e-bccd-8469e79c99f8";
    private const string Anna = "11111111-1111-4111-8111-111111111111";
    private const string Program = "22222222-2222-4222-8222-222222222222";

    private static readonly (string, string)[] OfAnna =
    [
        ("tid", Tenant), ("oid", Anna), ("sub", "pairwise"), ("preferred_username", "Anna@Sample.example"), ("scp", "access_as_user"), ("azp", "portal"), ("roles", "Reader"),
    ];

    private static readonly (string, string)[] OfProgram = [("tid", Tenant), ("oid", Program), ("sub", Program), ("azp", "script"), ("idtyp", "app"), ("roles", "Administrator")];

    [Fact]
    public void A_person_is_known_by_tenant_and_object_id_and_shown_by_name()
    {
        var anna = Of(OfAnna);
        Assert.Equal(new Person(Guid.Parse(Tenant), Guid.Parse(Anna), "anna@sample.example", AppRoles.Reader), anna);
        Assert.Equal(("anna@sample.example", false), (anna!.ShownAs, anna.IsProgram));
    }

    [Fact]
    public void A_program_is_known_by_its_own_object()
    {
        var program = Of(OfProgram);
        Assert.Equal(new Person(Guid.Parse(Tenant), Guid.Parse(Program), null, AppRoles.Administrator), program);
        Assert.Equal((Program, true), (program!.ShownAs, program.IsProgram));
        Assert.NotNull(Of(OfProgram, ("idtyp", null))); // an optional claim
    }

    [Theory]
    [InlineData("tid", null)]
    [InlineData("tid", "organizations")]
    [InlineData("oid", null)]
    [InlineData("oid", "anna")]
    [InlineData("scp", null)] // an ID token: the same issuer, audience and roles, but no access
    [InlineData("idtyp", "app")]
    [InlineData("idtyp", "device")]
    public void What_is_no_access_token_of_a_person_is_nobody(string claim, string? value) => Assert.Null(Of(OfAnna, (claim, value)));

    [Theory]
    [InlineData("azp", null)]
    [InlineData("sub", "pairwise")]
    [InlineData("sub", null)]
    [InlineData("idtyp", "user")]
    [InlineData("oid", null)]
    public void What_is_no_access_token_of_a_program_is_nobody(string claim, string? value) => Assert.Null(Of(OfProgram, (claim, value)));

    [Theory]
    [InlineData("access_as_user", AppRoles.Reader)]
    [InlineData("openid access_as_user profile", AppRoles.Reader)]
    [InlineData("openid", AppRoles.None)]
    [InlineData("access_as_user2", AppRoles.None)]
    [InlineData("Access_As_User", AppRoles.None)]
    [InlineData("access_as_user,openid", AppRoles.None)]
    [InlineData("", AppRoles.None)]
    public void An_application_uses_a_persons_roles_only_with_the_scope_for_it(string scopes, AppRoles roles) => Assert.Equal(roles, Of(OfAnna, ("scp", scopes))!.Roles);

    [Theory]
    [InlineData("Administrator", AppRoles.Administrator)]
    [InlineData("PartnerAdministrator", AppRoles.PartnerAdministrator)]
    [InlineData("CallRecordings.Own", AppRoles.OwnRecordings)]
    [InlineData("CallRecordings.Account", AppRoles.AccountRecordings)]
    [InlineData("administrator", AppRoles.None)]
    [InlineData("Administrator ", AppRoles.None)]
    [InlineData("Reader,Administrator", AppRoles.None)]
    [InlineData("[\"Administrator\"]", AppRoles.None)]
    [InlineData("31", AppRoles.None)]
    public void A_role_is_known_by_its_exact_name(string role, AppRoles expected) => Assert.Equal(expected, Of(OfAnna, ("roles", role))!.Roles);

    [Theory]
    [InlineData("role")]
    [InlineData("scp_roles")]
    [InlineData("groups")]
    [InlineData("wids")]
    [InlineData("Roles")]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role")]
    public void A_role_in_another_claim_counts_for_nothing(string claim) => Assert.Equal(AppRoles.Reader, Of(OfAnna, (claim, "Administrator"))!.Roles);

    [Theory]
    [InlineData("TID")]
    [InlineData("Tid")]
    [InlineData("OID")]
    [InlineData("SCP")]
    public void A_claim_that_only_looks_like_one_of_the_directory_is_none(string claim)
    {
        var forged = new[] { new Claim(claim, "99999999-9999-4999-8999-999999999999") }.Concat(OfAnna.Select(one => new Claim(one.Item1, one.Item2)));
        Assert.Equal(Of(OfAnna), Person.Of(new ClaimsPrincipal(new ClaimsIdentity(forged))));
    }

    [Fact]
    public void Several_roles_add_up()
    {
        var claims = OfAnna.Append(("roles", "CallRecordings.Own")).Append(("roles", "Unknown"));
        var person = Person.Of(new ClaimsPrincipal(new ClaimsIdentity(claims.Select(one => new Claim(one.Item1, one.Item2)))));
        Assert.Equal(AppRoles.Reader | AppRoles.OwnRecordings, person!.Roles);
    }

    [Fact]
    public void A_function_asks_the_request_who_calls()
    {
        var http = new DefaultHttpContext();
        Assert.Throws<InvalidOperationException>(() => http.Person());
        http.Features.Set(Of(OfAnna)!);
        Assert.Equal(Guid.Parse(Anna), http.Person().ObjectId);
    }

    private static Person? Of((string Name, string Value)[] claims, params (string Name, string? Value)[] changes)
    {
        var all = claims.ToDictionary(one => one.Name, one => (string?)one.Value);
        foreach (var (name, value) in changes)
        {
            all[name] = value;
        }

        return Person.Of(new ClaimsPrincipal(new ClaimsIdentity(all.Where(one => one.Value is not null).Select(one => new Claim(one.Key, one.Value!)))));
    }
}
