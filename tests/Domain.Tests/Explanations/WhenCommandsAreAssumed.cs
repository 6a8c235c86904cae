using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Machines;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Explanations;

public sealed class WhenCommandsAreAssumed
{
    private static string[] Names { get; } =
        [.. typeof(CallCommand).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().Select(command => command.DerivedType.Name).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Commands() => [.. Names];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_that_there_is_has_an_answer(string name)
    {
        var story = CallStory.Of().Dial("+31205550100");
        var command = (CallCommand)RuntimeHelpers.GetUninitializedObject(typeof(CallCommand).GetNestedType(name)!);
        var network = new AssumedNetwork(CallStory.Caller, Assumptions.None, new DocumentConfiguration(TestAccount.With().Document), new Dictionary<Domain.Prompts.AudioFile, TimeSpan>());
        var done = network.CarryOut(story.Call!, [command], new Moment(CallStory.Start, 7));
        Assert.Equal(new OpId(7, 0), Assert.Single(done).Op);
        Assert.Same(command, network.Asked(new OpId(7, 0)));
    }

    [Fact]
    public void Nothing_but_a_command_is_derived_from_a_command() => Assert.Equal(
        typeof(CallCommand).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(CallCommand))).Select(type => type.Name).Order(StringComparer.Ordinal),
        Names);
}
