using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Names;
using Pbx.Domain.NightMode;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>A key menu with options of up to six digits (EXT-226 and following).</summary>
/// <param name="Greeting">Spoken text; none: the standard greeting (EXT-231).</param>
/// <param name="Options">What the keys do within working hours, and always where there is no menu out of hours; each once (EXT-244).</param>
/// <param name="Operator">Where a caller goes who makes no choice (EXT-238).</param>
/// <param name="GreetingPrompt">A prompt of the account's own in place of the text (EXT-231).</param>
/// <param name="NightMode">Its own night mode; none: it follows the company's (EXT-233).</param>
/// <param name="MaximumDigits">How many digits an option may have: 1 to 6 (EXT-227, EXT-262).</param>
/// <param name="WorkingHours">The name of a time schedule of the account; none: it is always within hours (EXT-229).</param>
/// <param name="Holidays">The name of a holiday schedule of the account, during which it is out of hours (EXT-230).</param>
/// <param name="OutOfHours">What callers hear and choose from out of hours; none: the same as within hours (EXT-232, EXT-261).</param>
/// <param name="DialByNameOrder">How callers spell names (EXT-234).</param>
/// <param name="DialExtension">Whether callers key the number of an extension; then the options are kept, and none counts (EXT-239, EXT-304).</param>
/// <param name="Information">A text for who receives the call: 0 to 40 characters (EXT-077).</param>
/// <param name="KeepsInformation">Whether a text that the call has already stays (EXT-240).</param>
/// <param name="StarCode">1 to 5 digits that no other menu of the account has; none: it has no code (EXT-241). What the code does comes with star codes.</param>
/// <param name="BarringGroups">Names of barring groups (EXT-242). What they bar comes with call barring.</param>
/// <param name="AdministratorGroups">Names of the groups whose members may change it (EXT-243). They can once there are group administrators.</param>
/// <param name="Forward">Where a caller goes who does not get on; none: nothing is done by time (EXT-235, EXT-287).</param>
public sealed record MenuConfig(
    [property: Description("Spoken text of 1 to 400 characters; left out: the standard greeting."), Length(1, SpokenText.Longest)] string? Greeting = null,
    [property: Description("What the keys do; each option at most once.")] ValueList<MenuOption> Options = default,
    [property: Description("Where a caller goes who makes no choice.")] Destination? Operator = null,
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? GreetingPrompt = null,
    [property: Description("Its own night mode; left out: it follows the company's.")] ElementNightMode? NightMode = null,
    [property: Description("How many digits an option may have."), Range(1, MenuConfig.MostDigits)] int MaximumDigits = 1,
    [property: Description("The name of a time schedule: outside of it callers get the menu out of hours; left out: it is always within hours."), Length(1, 64)] string? WorkingHours = null,
    [property: Description("The name of a holiday schedule, during which callers get the menu out of hours."), Length(1, 64)] string? Holidays = null,
    [property: Description("What callers hear and choose from out of hours; left out: the same as within hours.")] MenuSide? OutOfHours = null,
    [property: Description("Where a caller goes who is in the menu for too long, or whose choice cannot be entered; left out: nothing is done by time.")] MenuForward? Forward = null,
    [property: Description("In which order callers spell names.")] NameOrder DialByNameOrder = NameOrder.LastFirst,
    [property: Description("Whether callers key the number of an extension; then the options do not count.")] bool DialExtension = false,
    [property: Description("A text for who receives the call: up to 40 characters."), Length(0, 40)] string Information = "",
    [property: Description("Whether a text that the call has already is kept.")] bool KeepsInformation = false,
    [property: Description("The code of the menu for star codes, 1 to 5 digits, once in the account; left out: none."), RegularExpression("^[0-9]{1,5}$")] string? StarCode = null,
    [property: Description("The barring groups that limit where the menu may call."), Length(0, 20)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> BarringGroups = default,
    [property: Description("The groups whose administrators may change the menu."), Length(0, 20)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> AdministratorGroups = default) : IHasNightMode, IInforms, IDialsByKeys
{
    /// <summary>The most digits of an option (EXT-227).</summary>
    public const int MostDigits = 6;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool DialsNumbers => DialExtension || Has(MenuAction.DialByExtension);

    /// <inheritdoc/>
    [JsonIgnore]
    public bool DialsNames => Has(MenuAction.DialByName);

    private bool Has(MenuAction action) => !DialExtension && (Options.Any(option => option.Action == action) || OutOfHours?.Options.Any(option => option.Action == action) == true);

    /// <summary>What callers hear and choose from within hours or out of hours.</summary>
    internal MenuSide Side(bool isOutOfHours) => isOutOfHours && OutOfHours is { } other ? other : new MenuSide(Greeting, Options, GreetingPrompt);
}

/// <summary>A greeting and options: those out of hours, beside those within (EXT-231, EXT-232).</summary>
/// <param name="Greeting">Spoken text; none: the standard greeting.</param>
/// <param name="Options">What the keys do; each once.</param>
/// <param name="GreetingPrompt">A prompt of the account's own in place of the text.</param>
[DisplayName("Menu out of hours")]
public sealed record MenuSide(
    [property: Description("Spoken text of 1 to 400 characters; left out: the standard greeting."), Length(1, SpokenText.Longest)] string? Greeting = null,
    [property: Description("What the keys do; each option at most once.")] ValueList<MenuOption> Options = default,
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? GreetingPrompt = null);

/// <summary>The forward of a menu, which covers busy and no answer (EXT-235 to EXT-237).</summary>
/// <param name="Destination">Required (EXT-236).</param>
/// <param name="Timeout">From entering the menu, 5 to 600 s; none: 60 s (EXT-237).</param>
[DisplayName("Forward of the menu")]
public sealed record MenuForward(
    [property: Description("Where the call goes.")] Destination Destination,
    [property: Description("How long a caller may be in the menu: 5 to 600 seconds; left out: 60 seconds.")] TimeSpan? Timeout = null)
{
    /// <summary>How long a caller may be in the menu.</summary>
    [JsonIgnore]
    public TimeSpan After => Timeout ?? TimeSpan.FromSeconds(60);
}
