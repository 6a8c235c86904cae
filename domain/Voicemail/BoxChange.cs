using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Users;

namespace Pbx.Domain.Voicemail;

/// <summary>What somebody changes of a mailbox by telephone.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(NewGreeting), "greeting")]
[JsonDerivedType(typeof(NewPin), "pin")]
[JsonDerivedType(typeof(Speaks), "language")]
public abstract record BoxChange
{
    private BoxChange()
    {
    }

    /// <summary>A greeting that was recorded (EXT-199).</summary>
    /// <param name="Language">In which it is spoken.</param>
    public sealed record NewGreeting(AudioFile File, Language Language) : BoxChange;

    /// <summary>The PIN that was keyed twice in this call (EXT-200); the engine alone has it.</summary>
    public sealed record NewPin : BoxChange;

    /// <summary>Another language (EXT-201).</summary>
    public sealed record Speaks(Language Language) : BoxChange;

    /// <summary>What it is for the history of the account.</summary>
    [JsonIgnore]
    public string Words => this switch
    {
        NewGreeting => "a new greeting",
        NewPin => "a new PIN",
        Speaks speaks => $"the language {speaks.Language}",
        _ => throw new InvalidOperationException("There are three changes."),
    };
}

/// <summary>Changes mailboxes in documents, as their own callers may: greeting, PIN and language, and nothing else.</summary>
public static class BoxEdits
{
    /// <summary>The document after the change; nothing when the extension has no mailbox any more.</summary>
    /// <param name="pin">The new PIN, for <see cref="BoxChange.NewPin"/>.</param>
    public static AccountDocument? Apply(AccountDocument document, ExtensionNumber box, BoxChange change, Pin.Hashed? pin)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (Box.Of(document.Extensions.FirstOrDefault(extension => extension.Number == box), document.Account.Language) is not { } found)
        {
            return null;
        }

        return change switch
        {
            BoxChange.NewGreeting greeting => Greet(document, found, greeting),
            BoxChange.Speaks speaks => With(document, box, extension => Speaking(extension, speaks.Language)),
            BoxChange.NewPin when pin is not null => With(document, box, extension => extension with { Config = extension.Config is IHasMailboxPin own ? own.WithMailboxPin(pin) : ((IHasPin)extension.Config).WithPin(pin) }),
            _ => null,
        };
    }

    /// <summary>What the prompt with a box's recorded greeting is called; it is the box's own, and the next recording replaces its file.</summary>
    public static string PromptOf(ExtensionNumber box) => $"Greeting of mailbox {box}, recorded by telephone";

    private static AccountDocument Greet(AccountDocument document, Box box, BoxChange.NewGreeting greeting)
    {
        var name = PromptOf(box.Number);
        var prompt = new OwnPrompt(name, $"Recorded by telephone for mailbox {box.Number} ({box.Name}).", PromptFiles.Of(greeting.Language, greeting.File));
        var prompts = document.Prompts.Any(one => one.Name == name) ? document.Prompts.Change(one => one.Name == name ? prompt : one) : document.Prompts.Add(prompt);
        return With(document with { Prompts = prompts }, box.Number, extension => Greeted(extension, name));
    }

    private static Extension Greeted(Extension extension, string prompt) =>
        extension.Config switch
        {
            VoicemailConfig shared => extension with { Config = shared with { Greeting = null, GreetingPrompt = prompt } },
            GroupMailboxConfig group => extension with { Config = group with { Greeting = null, GreetingPrompt = prompt } },
            UserConfig user => extension with { Config = user with { Voicemail = (user.Voicemail ?? new UserMailbox()) with { Greeting = null, GreetingPrompt = prompt } } },
            _ => extension,
        };

    // a user's own mailbox may speak another language than the user (EXT-099)
    private static Extension Speaking(Extension extension, Language language) => extension.Config is UserConfig user
        ? extension with { Config = user with { Voicemail = (user.Voicemail ?? new UserMailbox()) with { Language = language } } }
        : extension with { Language = language };

    private static AccountDocument With(AccountDocument document, ExtensionNumber box, Func<Extension, Extension> change) =>
        document with { Extensions = document.Extensions.Change(one => one.Number == box ? change(one) : one) };
}
