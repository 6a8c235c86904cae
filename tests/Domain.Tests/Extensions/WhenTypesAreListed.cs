using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Extensions;

/// <summary>The table of types (EXT-018 to EXT-035).</summary>
public sealed class WhenTypesAreListed
{
    [Fact]
    [Trait("Rule", "EXT-018")]
    [Trait("Rule", "EXT-019")]
    [Trait("Rule", "EXT-020")]
    public void People_are_rung_one_by_one_or_together() => Are("user", "group", "hunt-group");

    [Fact]
    [Trait("Rule", "EXT-022")]
    [Trait("Rule", "EXT-023")]
    [Trait("Rule", "EXT-025")]
    public void Callers_are_talked_to() => Are("voicemail", "auto-answer", "menu");

    [Fact]
    [Trait("Rule", "EXT-024")]
    [Trait("Rule", "EXT-026")]
    [Trait("Rule", "EXT-032")]
    public void Callers_are_asked_for_something() => Are("authentication", "system-access", "extension-picker");

    [Fact]
    [Trait("Rule", "EXT-027")]
    [Trait("Rule", "EXT-028")]
    [Trait("Rule", "EXT-029")]
    public void Calls_are_sent_on() => Are("lbr", "tbr", "call-limit");

    [Fact]
    [Trait("Rule", "EXT-030")]
    [Trait("Rule", "EXT-031")]
    [Trait("Rule", "EXT-015")]
    public void Calls_are_handed_over() => Are("forward", "ai");

    [Fact]
    [Trait("Rule", "EXT-021")]
    [Trait("Rule", "QUE-016")]
    public void Callers_wait() => Are("queue");

    [Fact]
    [Trait("Rule", "EXT-012")]
    public void Only_users_belong_to_a_person() => Assert.Equal(["user"], ExtensionTypes.All.Where(type => type.ConfigType.GetProperty("Person") is not null).Select(type => type.Key));

    // each type has an extension of its own that is called from outside and by a colleague
    private static void Are(params string[] keys)
    {
        foreach (var key in keys)
        {
            var type = Assert.Single(ExtensionTypes.All, type => type.Key == key);
            var of500 = Extension500.With(key, System.Text.Json.JsonSerializer.Serialize(type.Sample, Domain.Documents.Json.Documents.GetTypeInfo(type.ConfigType)));
            Assert.True(Has(of500.Called(), key), $"{key} from outside");
            Assert.True(Has(of500.CalledInside(), key), $"{key} from inside");
        }
    }

    // it has the call, or has had it
    private static bool Has(CallStory story, string key) => story.Phase is Phase.InExtension inside && inside.State.Type.Key == key && inside.Arrival.Number?.Value == "500"
        || story.Call!.Trail.Steps.Any(step => step.Type == key && step.Extension?.Value == "500");
}
