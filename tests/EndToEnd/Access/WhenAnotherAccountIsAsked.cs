using Pbx.EndToEnd.World;
using Caller = Pbx.Functions.Access.Caller;

namespace Pbx.EndToEnd.Access;

/// <summary>Every route there is, asked with the ids of another account: it is answered as if that account did not exist, and nothing is written.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAnotherAccountIsAsked(PbxWorld world)
{
    private const string EveryRole = "Reader,Administrator,PartnerAdministrator,CallRecordings.Own,CallRecordings.Account";

    public static TheoryData<string> Askers => new(
        "user=admin@sample.example",
        "user=reader@sample.example",
        "user=partner@sample.example",
        "user=supervisor@sample.example",
        "user=recorded@sample.example",
        "user=anna@sample.example",
        $"user=admin@sample.example&roles={EveryRole}",
        $"user=admin@other.example&tenant=sample.example&roles={EveryRole}", // one of the others, signed in elsewhere
        $"app=script&tenant=sample.example&roles={EveryRole}");

    [Theory]
    [MemberData(nameof(Askers))]
    public async Task It_is_answered_like_one_that_does_not_exist(string asker)
    {
        var other = await OtherAccount.Of(world);
        var token = await Token(asker);
        var before = world.Tables.Changes;
        var told = new List<string>();
        foreach (var route in RouteTable.OfPeople)
        {
            var theirs = await Bare.Of(world, route.Method, route.Path(other.Id), token, other.Document, other.Tag);
            var nobodys = await Bare.Of(world, route.Method, route.Path(name => name == "account" ? "nosuchaccount" : other.Id(name)), token, other.Document, other.Tag);
            var mayFindOut = route.Requires.MakesAccounts && asker.Contains("artner", StringComparison.Ordinal); // that a name is taken
            if (theirs.Status is not (403 or 404) || (!mayFindOut && theirs != nobodys) || theirs.Body.Contains("secret", StringComparison.OrdinalIgnoreCase))
            {
                told.Add($"{route}: {theirs} but {nobodys}");
            }
        }

        Assert.True(told.Count == 0, string.Join('\n', told));
        Assert.NotEmpty(RouteTable.OfPeople);
        Assert.Equal(before, world.Tables.Changes);
    }

    [Fact]
    public async Task Its_own_people_do_see_what_was_asked_for()
    {
        var other = await OtherAccount.Of(world);
        var token = await Token($"user={OtherAccount.Administrator}&roles={EveryRole}");
        string[] known = ["account", "call", "version", "scheme", "plan", "number"];
        var seen = RouteTable.OfPeople.Where(route => route.Method == HttpMethod.Get && RouteTable.Parameter().Matches(route.Template).All(one => known.Contains(one.Groups["name"].Value))).ToList();
        Assert.True(seen.Count >= 3, string.Join('\n', seen));
        foreach (var route in seen)
        {
            var answer = await Bare.Of(world, route.Method, route.Path(other.Id), token);
            // a list that needs a parameter says so; that the account is there is what counts
            Assert.True(answer.Status is 200 or 206 or 400, $"{route}: {answer}");
        }
    }

    [Fact]
    public async Task Who_lacks_the_role_is_told_only_that_whatever_the_account()
    {
        var token = await Token("user=anna@sample.example");
        foreach (var route in RouteTable.OfPeople.Where(route => route.Requires.Caller != Caller.Person))
        {
            var answers = new HashSet<Bare>();
            foreach (var account in (string[])["sample", OtherAccount.Name, "nosuchaccount", "NO NAME"])
            {
                answers.Add(await Bare.Of(world, route.Method, route.Path(name => name == "account" ? account : "1"), token));
            }

            Assert.Equal(403, Assert.Single(answers).Status);
        }
    }

    [Fact]
    public async Task Recordings_are_closed_to_administrators_without_a_role_for_them()
    {
        var token = await Token("user=admin@sample.example&roles=Reader,Administrator,PartnerAdministrator");
        foreach (var route in RouteTable.OfPeople.Where(route => route.Requires.Caller is Caller.OwnRecordings or Caller.AccountRecordings))
        {
            Assert.Equal(403, (await Bare.Of(world, route.Method, route.Path(name => name == "account" ? "sample" : "1"), token)).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Askers))]
    public async Task What_machines_tell_is_closed_to_people(string asker)
    {
        var other = await OtherAccount.Of(world);
        var token = await Token(asker);
        var before = world.Tables.Changes;
        foreach (var route in RouteTable.OfMachines)
        {
            var theirs = await Bare.Of(world, route.Method, route.Path(other.Id), token, "[]");
            Assert.Equal(401, theirs.Status);
            Assert.Equal(theirs, await Bare.Of(world, route.Method, route.Path(_ => "nosuchaccount"), token, "[]"));
        }

        Assert.Equal(before, world.Tables.Changes);
    }

    [Fact]
    public void What_anybody_may_ask_names_no_account() =>
        Assert.DoesNotContain(RouteTable.All, route => route.Requires.Caller == Caller.Anyone && route.Template.Contains("{account", StringComparison.Ordinal));

    [Fact]
    public async Task A_partner_makes_an_account_that_only_its_own_tenants_see()
    {
        var partner = await Token("user=partner@sample.example");
        var administrator = await Token("user=admin@sample.example");
        var other = await OtherAccount.Of(world);
        var path = "api/v1/accounts/made-by-nobody/config";
        Assert.Equal(404, (await Bare.Of(world, HttpMethod.Put, path, administrator, other.Document, "\"1\"")).Status);
        Assert.Equal(412, (await Bare.Of(world, HttpMethod.Put, path, partner, other.Document, "\"1\"")).Status); // let through, and there is nothing to change
        Assert.Equal(404, (await Bare.Of(world, HttpMethod.Get, path, partner)).Status);
    }

    private async Task<string> Token(string asker) => (string)(await world.Control(HttpMethod.Get, $"token?{asker}"))["access_token"]!;
}
