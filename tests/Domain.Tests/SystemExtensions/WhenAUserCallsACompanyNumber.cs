using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.SystemExtensions;

public sealed class WhenAUserCallsACompanyNumber
{
    private const string Eva = """{ "number": "202", "name": "Eva", "type": "user", "language": "de", "config": { "device": "web:eva" } }""";

    [Fact]
    [Trait("Rule", "NPL-118")]
    [Trait("Rule", "EXT-082")]
    public void It_goes_through_the_numbering_plan_and_shows_the_extension_and_its_name()
    {
        var story = CallStory.Of(Eva).Dial("+31205550101", name: "what the client says", caller: PhoneAddress.Parse("web:eva"));
        Assert.Equal("202 Eva", story.One<CallCommand.RingPhone>().Display);
        Assert.Contains(story.Call!.Trail.Steps, step => step.Rule == "NPL-112");
        Assert.Equal(ExtensionNumber.Parse("202"), story.Call.Facts.CallerExtension);
        story.When(new CallEvent.CallEnded());
        var record = story.One<CallCommand.FileRecord>().Record;
        Assert.Equal((ExtensionNumber.Parse("202"), "Eva"), (record.CallerExtension, record.CallerName));
    }

    [Fact]
    [Trait("Rule", "EXT-079")]
    public void The_platform_speaks_the_language_of_the_user_and_the_company_its_own()
    {
        var story = CallStory.Of(Eva).Dial("+31205550100", caller: PhoneAddress.Parse("web:eva"));
        Assert.Equal([new Sound.Speech("Kies een, twee of drie.", Language.Dutch)], story.One<CallCommand.CollectDigits>().Prompt);
        story.Press("9");
        Assert.Equal(new Sound.Speech("Das ist keine gültige Auswahl.", Language.German), story.One<CallCommand.CollectDigits>().Prompt[0]);
        var outside = CallStory.Of(Eva).Dial("+31205550100").Press("9");
        Assert.Equal(Language.Dutch, Assert.IsType<Sound.Speech>(outside.One<CallCommand.CollectDigits>().Prompt[0]).Language);
    }

    [Fact]
    [Trait("Rule", "NPL-118")]
    public void A_number_that_a_caller_shows_makes_nobody_a_user()
    {
        var story = CallStory.Of($$"""{ "number": "202", "name": "Eva", "type": "user", "config": { "device": "{{CallStory.Caller}}" } }""").Dial("+31205550101");
        Assert.Null(story.Call!.Facts.CallerExtension);
        Assert.Equal(CallStory.Caller.Value, story.One<CallCommand.RingPhone>().Display);
    }

    [Fact]
    public void A_call_that_is_sent_on_to_a_public_number_shows_the_number_that_was_dialled()
    {
        var story = CallStory.Of(Eva).Dial("+31205550103", caller: PhoneAddress.Parse("web:eva"));
        Assert.Equal(PhoneNumber.Parse("+31205550103"), story.One<CallCommand.RingPhone>().CallerId);
    }

    [Fact]
    [Trait("Rule", "NPL-118")]
    public void A_device_is_one_users_alone()
    {
        var document = TestAccount.With("""{ "number": "203", "name": "Eve", "type": "user", "config": { "device": "web:anna" } }""").Document;
        var problem = Assert.Single(AccountCheck.Check(document), problem => problem.Pointer.EndsWith("/device", StringComparison.Ordinal) && !problem.IsWarning);
        Assert.Equal(("/extensions/5/config/device", "web:anna is the device of extension 201 already; a device belongs to one user."), (problem.Pointer, problem.Message));
        var mobile = """{ "number": "204", "name": "Ed", "type": "user", "config": { "device": "+31612345678" } }""";
        Assert.DoesNotContain(AccountCheck.Check(TestAccount.With(mobile, mobile.Replace("204", "205", StringComparison.Ordinal)).Document), problem => problem.Pointer.EndsWith("/device", StringComparison.Ordinal) && !problem.IsWarning);
    }
}
