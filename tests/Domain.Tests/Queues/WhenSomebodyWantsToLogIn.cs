using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.UserGroups;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenSomebodyWantsToLogIn
{
    private static readonly TestAccount Account = TestAccount.With();
    private static readonly QueueConfig Closed = new(IsClosed: true);
    private static readonly QueueConfig Linked = new(UserGroups: ["Sales"]);

    [Theory]
    [InlineData("201", null)]
    [InlineData("400", LoginRefusal.NoUser)] // a forward
    [InlineData("100", LoginRefusal.NoUser)]
    [InlineData("299", LoginRefusal.NoUser)] // not there
    [Trait("Rule", "QUE-078")]
    [Trait("Rule", "QUE-079")]
    public void An_open_queue_is_open_to_every_user_and_to_nobody_else(string agent, LoginRefusal? refusal) =>
        Assert.Equal((refusal, refusal), (Refusal(new QueueConfig(), agent), Refusal(new QueueConfig(), agent, isIn: false)));

    [Fact]
    [Trait("Rule", "QUE-080")]
    [Trait("Rule", "QUE-074")]
    public void A_closed_queue_is_open_to_those_whom_an_administrator_has_added()
    {
        Assert.Equal(LoginRefusal.Closed, Refusal(Closed, "201"));
        var added = Closed with { Members = [new QueueMember(ExtensionNumber.Parse("201")), new QueueMember(ExtensionNumber.Parse("400"))] };
        Assert.Null(Refusal(added, "201"));
        Assert.Equal(LoginRefusal.Closed, Refusal(added, "202"));
        Assert.Equal(LoginRefusal.NoUser, Refusal(added, "400"));
    }

    [Fact]
    [Trait("Rule", "QUE-081")]
    [Trait("Rule", "QUE-108")]
    public void The_users_of_linked_groups_count_as_added()
    {
        Assert.Null(Refusal(Closed with { UserGroups = ["Support", "Sales"] }, "201", groups: new UserGroup("Sales", [ExtensionNumber.Parse("201")])));
        Assert.Equal(LoginRefusal.Closed, Refusal(Closed with { UserGroups = ["Sales"] }, "202", groups: new UserGroup("Sales", [ExtensionNumber.Parse("201")])));
        Assert.Equal(LoginRefusal.Closed, Refusal(Closed with { UserGroups = ["Support"] }, "201", groups: new UserGroup("Sales", [ExtensionNumber.Parse("201")])));
        Assert.Equal(LoginRefusal.Closed, Refusal(Closed with { Supervisors = ["Sales"] }, "201", groups: new UserGroup("Sales", [ExtensionNumber.Parse("201")])));
    }

    [Fact]
    [Trait("Rule", "QUE-084")]
    public void Whoever_is_still_logged_in_to_a_queue_that_was_closed_may_log_out_but_not_in_again() =>
        Assert.Equal((null, LoginRefusal.Closed), (Refusal(Closed, "201", isIn: false), Refusal(Closed, "201")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "QUE-095")]
    public void A_feature_code_needs_a_linked_group_even_of_members_of_an_open_queue(bool isIn)
    {
        var sales = new UserGroup("Sales", [ExtensionNumber.Parse("201")]);
        Assert.Null(Refusal(Linked, "201", isIn, byFeatureCode: true, sales));
        Assert.Equal(LoginRefusal.NotInGroup, Refusal(Linked with { Members = [new QueueMember(ExtensionNumber.Parse("202"))] }, "202", isIn, byFeatureCode: true, sales));
        Assert.Equal(LoginRefusal.NotInGroup, Refusal(new QueueConfig(), "201", isIn, byFeatureCode: true, sales));
    }

    [Fact]
    [Trait("Rule", "QUE-107")]
    [Trait("Rule", "QUE-109")]
    public void The_groups_that_control_or_administer_a_queue_log_others_in_and_those_who_answer_do_not()
    {
        var account = Account.Account with { UserGroups = [new UserGroup("Chiefs", [ExtensionNumber.Parse("201")]), new UserGroup("Sales", [ExtensionNumber.Parse("202")])] };
        Assert.True(QueueLogin.ControlsOthers(new QueueConfig(Supervisors: ["Chiefs"]), ExtensionNumber.Parse("201"), account));
        Assert.True(QueueLogin.ControlsOthers(new QueueConfig(AdministratorGroups: ["Chiefs"]), ExtensionNumber.Parse("201"), account));
        Assert.False(QueueLogin.ControlsOthers(new QueueConfig(Supervisors: ["Chiefs"], UserGroups: ["Sales"]), ExtensionNumber.Parse("202"), account));
        Assert.False(QueueLogin.ControlsOthers(new QueueConfig(), ExtensionNumber.Parse("201"), account));
    }

    private static LoginRefusal? Refusal(QueueConfig queue, string agent, bool isIn = true, bool byFeatureCode = false, params UserGroup[] groups) =>
        QueueLogin.Refusal(queue, Account.Latest.Find(ExtensionNumber.Parse(agent))?.Extension, Account.Account with { UserGroups = ValueList.From(groups) }, isIn, byFeatureCode);
}
