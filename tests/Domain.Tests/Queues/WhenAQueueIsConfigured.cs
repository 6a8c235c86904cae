using System.Text.Json;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Queues;

/// <summary>The fields of a queue in a document (QUE-396 to QUE-457): what holds where a field is left out, what it takes, and what it does not.</summary>
public sealed class WhenAQueueIsConfigured
{
    private static readonly QueueConfig LeftOut = Read("");

    [Fact]
    [Trait("Rule", "QUE-398")]
    [Trait("Rule", "QUE-411")]
    [Trait("Rule", "QUE-413")]
    public void Kind_access_and_strategy()
    {
        Assert.Equal((QueueKind.Agent, false, Strategy.LongestIdle), (LeftOut.Kind, LeftOut.IsClosed, LeftOut.Strategy));
        Assert.Equal((QueueKind.Attendant, true), (Read(""" "kind": "attendant" """).Kind, Read(""" "isClosed": true """).IsClosed));
        Assert.Equal(8, Enum.GetValues<Strategy>().Select(strategy => Read($""" "strategy": {JsonSerializer.Serialize(strategy)} """).Strategy).Distinct().Count());
        AreNotRead(""" "kind": "group" """, """ "isClosed": "sometimes" """, """ "strategy": "by-height" """);
    }

    [Fact]
    [Trait("Rule", "QUE-147")]
    [Trait("Rule", "QUE-414")]
    [Trait("Rule", "QUE-415")]
    public void The_distribution_list_is_of_priorities_or_of_skills()
    {
        Assert.Equal((Ranking.Priority, 0, false), (LeftOut.Ranking, LeftOut.Skilled.Count, LeftOut.LongestIdleAmongEqual));
        var skills = Read(""" "ranking": "skill", "skilled": [{ "agent": "202", "skill": 9 }, { "agent": "201" }], "longestIdleAmongEqual": true """);
        Assert.Equal((Ranking.Skill, "202 9, 201 5", true), (skills.Ranking, string.Join(", ", skills.Skilled.Select(one => $"{one.Agent} {one.Skill}")), skills.LongestIdleAmongEqual));
        AreNotRead(""" "ranking": "both" """, """ "skilled": "201" """);
        AreRefused("/skilled/0/skill", """ "skilled": [{ "agent": "201", "skill": 0 }] """, """ "skilled": [{ "agent": "201", "skill": 11 }] """);
    }

    [Fact]
    [Trait("Rule", "QUE-416")]
    [Trait("Rule", "QUE-418")]
    [Trait("Rule", "QUE-431")]
    public void How_many_ring_at_once_presence_and_second_calls()
    {
        Assert.Equal((1, false, false), (LeftOut.InParallel, LeftOut.PresenceMatters, LeftOut.OffersSecondCall));
        AreTaken(""" "inParallel": 1 """, """ "inParallel": 50 """, """ "presenceMatters": true """, """ "offersSecondCall": true """);
        AreRefused("/inParallel", """ "inParallel": 0 """, """ "inParallel": 51 """);
    }

    [Fact]
    [Trait("Rule", "QUE-419")]
    [Trait("Rule", "QUE-420")]
    [Trait("Rule", "QUE-424")]
    public void What_is_announced()
    {
        Assert.Equal((false, false, null, null), (LeftOut.AnnouncesPosition, LeftOut.AnnouncesWait, LeftOut.WaitNotBelow, LeftOut.WaitNotAbove));
        AreTaken(""" "announcesPosition": true """, """ "announcesWait": true, "waitNotBelow": "00:00:00", "waitNotAbove": "02:00:00" """);
        AreRefused("/waitNotAbove", """ "announcesWait": true, "waitNotAbove": "02:00:01" """, """ "waitNotAbove": "00:05:00" """);
        AreRefused("/waitNotBelow", """ "announcesWait": true, "waitNotBelow": "-00:00:01" """, """ "waitNotBelow": "00:05:00" """);
    }

    [Fact]
    [Trait("Rule", "QUE-422")]
    [Trait("Rule", "QUE-423")]
    [Trait("Rule", "QUE-436")]
    public void Status_message_and_introduction()
    {
        Assert.Equal((null, false, null, false), (LeftOut.StatusMessage, LeftOut.AlternatesStatus, LeftOut.Introduction, LeftOut.SkipsIntroduction));
        AreRefused("/statusMessage", """ "statusMessage": "none of ours" """);
        AreRefused("/introduction", """ "introduction": "none of ours" """);
        AreTaken(""" "alternatesStatus": true """, """ "skipsIntroduction": true """);
    }

    [Fact]
    [Trait("Rule", "QUE-433")]
    [Trait("Rule", "QUE-437")]
    [Trait("Rule", "QUE-438")]
    public void What_callers_hear_while_they_wait()
    {
        Assert.Equal((true, false, false, 0), (LeftOut.PlaysMusic, LeftOut.Ringback, LeftOut.RingsWhenOffered, LeftOut.Music.Count));
        AreTaken(""" "playsMusic": false """, """ "ringback": true """, """ "ringsWhenOffered": true """);
        AreRefused("/music/0", """ "music": ["none of ours"] """);
    }

    [Fact]
    [Trait("Rule", "QUE-426")]
    public void The_cool_down()
    {
        Assert.Equal((null, null), (LeftOut.CoolDown, LeftOut.CoolDownHere));
        Assert.Equal((false, true), (Read(""" "coolDownHere": false """).CoolDownHere, Read(""" "coolDownHere": true """).CoolDownHere));
        AreTaken(""" "coolDown": "00:00:00" """, """ "coolDown": "01:00:00" """);
        AreRefused("/coolDown", """ "coolDown": "01:00:01" """, """ "coolDown": "-00:00:01" """);
    }

    [Fact]
    [Trait("Rule", "QUE-428")]
    [Trait("Rule", "QUE-429")]
    [Trait("Rule", "QUE-432")]
    public void Automatic_logout_help_and_breakout()
    {
        Assert.Equal((null, null, null), (LeftOut.LogOffAfter, LeftOut.HelpNumber, LeftOut.Breakout));
        AreTaken(""" "logOffAfter": 1 """, """ "logOffAfter": 20 """, """ "helpNumber": "201" """, """ "helpNumber": "+31201234567" """, """ "breakout": "+31201234567" """);
        AreRefused("/logOffAfter", """ "logOffAfter": 0 """, """ "logOffAfter": 21 """);
        AreRefused("/helpNumber", """ "helpNumber": "299" """);
        AreRefused("/breakout", """ "breakout": "299" """);
    }

    [Fact]
    [Trait("Rule", "QUE-442")]
    [Trait("Rule", "QUE-278")]
    [Trait("Rule", "QUE-445")]
    public void Forwarding_is_off_until_it_has_a_destination()
    {
        Assert.Equal((0, null, false), (LeftOut.ForwardTo.Count, LeftOut.WaitedTooLong, LeftOut.MostAttempts is not null));
        AreTaken(""" "forwardTo": ["201"], "forwardAfter": "00:05:00" """, """ "waitedTooLong": "201", "forwardAfter": "00:05:00" """);
        AreRefused("/forwardAfter", """ "forwardAfter": "00:05:00" """);
        AreRefused("/waitedTooLong", """ "waitedTooLong": "299" """);
    }

    [Fact]
    [Trait("Rule", "QUE-447")]
    [Trait("Rule", "QUE-448")]
    [Trait("Rule", "QUE-288")]
    public void Individual_forward_is_prohibited_and_nobody_is_sent_on_without_agents_until_that_is_set()
    {
        Assert.Equal((false, 0), (LeftOut.IndividualForwards, LeftOut.NoAgent.Count));
        AreTaken(""" "individualForwards": true """, """ "noAgent": ["201", "+31201234567"] """);
        AreRefused("/noAgent", $$""" "noAgent": [{{string.Join(", ", Enumerable.Range(0, 11).Select(i => $"\"+3120123450{i % 10}{i}\""))}}] """);
        AreRefused("/noAgent/1", """ "noAgent": ["201", "299"] """);
    }

    [Fact]
    [Trait("Rule", "QUE-449")]
    [Trait("Rule", "QUE-453")]
    [Trait("Rule", "QUE-399")]
    public void Callback_administrators_and_contact_search()
    {
        Assert.Equal((null, 0, false), (LeftOut.Callback, LeftOut.AdministratorGroups.Count, LeftOut.NotInSearch));
        var offered = Read(""" "callback": {} """).Callback;
        Assert.Equal((3, null, null), (offered?.Attempts, offered?.RingFor, offered?.ValidFor));
        AreTaken(""" "administratorGroups": ["Desk"] """);
        AreRefused("/administratorGroups/1", """ "administratorGroups": ["Desk", "Desk"] """);
        AreTaken(""" "notInSearch": true """);
    }

    [Fact]
    [Trait("Rule", "QUE-401")]
    [Trait("Rule", "QUE-402")]
    [Trait("Rule", "QUE-403")]
    public void What_the_called_party_is_shown()
    {
        Assert.Equal((false, true, false, ""), (LeftOut.KeepsMetadata, LeftOut.ShowsNumber, LeftOut.ForcesDivertingNumber, LeftOut.Metadata));
        AreTaken(""" "keepsMetadata": true """, """ "forcesDivertingNumber": true """);
        AreRefused("/showsNumber", """ "showsNumber": false """);
    }

    [Fact]
    [Trait("Rule", "QUE-404")]
    [Trait("Rule", "QUE-405")]
    [Trait("Rule", "QUE-338")]
    public void It_is_an_outgoing_line_where_that_is_set()
    {
        Assert.Null(LeftOut.Outgoing);
        Assert.Equal((false, null), (Read(""" "outgoing": {} """).Outgoing?.UsesInternalNumber, Read(""" "outgoing": {} """).Outgoing?.Shown));
        AreNotRead(""" "outgoing": true """, """ "outgoing": { "usesInternalNumber": "yes" } """);
    }

    private static QueueConfig Read(string settings) => (QueueConfig)TestAccount.Read<Extension>($$"""{ "number": "500", "name": "Queue", "type": "queue", "config": { {{settings}} } }""").Config;

    private static void AreTaken(params string[] settings) => Assert.All(settings, one => Assert.Empty(Extension500.Refused("queue", $"{{ {one} }}")));

    private static void AreRefused(string pointer, params string[] settings) => Assert.All(settings, one => Assert.Equal([pointer], Extension500.Refused("queue", $"{{ {one} }}").Distinct()));

    private static void AreNotRead(params string[] settings) => Assert.All(settings, one => Assert.ThrowsAny<JsonException>(() => Read(one)));
}
