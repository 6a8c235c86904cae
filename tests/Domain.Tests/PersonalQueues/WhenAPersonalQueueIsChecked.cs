using Pbx.Domain.Accounts;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Queues;

namespace Pbx.Domain.Tests.PersonalQueues;

public sealed class WhenAPersonalQueueIsChecked
{
    [Theory]
    [InlineData(""" "size": 1 """)]
    [InlineData(""" "size": 50 """)]
    [InlineData(""" "size": 0 """, "/personalQueue/size")]
    [InlineData(""" "size": 51 """, "/personalQueue/size")]
    [InlineData(""" "whenFull": "busy-tone" """)]
    [InlineData(""" "whenFull": "forward", "forwardTo": "300" """)]
    [InlineData(""" "whenFull": "forward" """, "/personalQueue/forwardTo")]
    [InlineData(""" "forwardTo": "299" """, "/personalQueue/forwardTo")]
    [InlineData(""" "forwardTo": "201" """, "/personalQueue/forwardTo")]
    [Trait("Rule", "RCH-467")]
    [Trait("Rule", "RCH-470")]
    [Trait("Rule", "RCH-471")]
    public void Size_and_forward_number(string settings, params string[] refused) => Are(refused, settings);

    [Theory]
    [InlineData(""" "welcome": "a", "whileWaiting": "a", "statusMessage": "a", "interval": "00:00:10" """)]
    [InlineData(""" "statusMessage": "a", "interval": "01:00:00" """)]
    [InlineData(""" "statusMessage": "a", "interval": "00:00:09" """, "/personalQueue/interval")]
    [InlineData(""" "statusMessage": "a", "interval": "01:00:01" """, "/personalQueue/interval")]
    [InlineData(""" "welcome": "b", "whileWaiting": "c", "statusMessage": "d" """, "/personalQueue/statusMessage", "/personalQueue/welcome", "/personalQueue/whileWaiting")]
    [Trait("Rule", "RCH-473")]
    [Trait("Rule", "RCH-474")]
    [Trait("Rule", "RCH-475")]
    public void Sounds_and_their_interval(string settings, params string[] refused) => Are(refused, settings);

    private static void Are(string[] refused, string settings)
    {
        var account = TestAccount.With($$"""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "personalQueue": { {{settings}} } } }""").WithPrompts("a");
        var problems = AccountCheck.Check(account.Document).Where(problem => !problem.IsWarning && problem.Pointer.Contains("/personalQueue", StringComparison.Ordinal));
        Assert.Equal(refused, problems.Select(problem => problem.Pointer[problem.Pointer.IndexOf("/personalQueue", StringComparison.Ordinal)..]).Order(StringComparer.Ordinal));
    }
}
