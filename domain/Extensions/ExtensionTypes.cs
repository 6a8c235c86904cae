using Pbx.Domain.Authentication;
using Pbx.Domain.AutoAnswers;
using Pbx.Domain.Bots;
using Pbx.Domain.CallLimits;
using Pbx.Domain.CallRules;
using Pbx.Domain.ExtensionPickers;
using Pbx.Domain.Forwards;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Groups;
using Pbx.Domain.HuntGroups;
using Pbx.Domain.LocationBasedRouting;
using Pbx.Domain.Menus;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Queues;
using Pbx.Domain.RuleBasedNumbers;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.TimeBasedRouting;
using Pbx.Domain.Users;
using Pbx.Domain.Voicemail;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.Extensions;

/// <summary>Every kind of extension that there is.</summary>
public static class ExtensionTypes
{
    /// <summary>All types; a new one is one line here.</summary>
    public static IReadOnlyList<ExtensionType> All { get; } =
    [
        ExtensionType.Of<Menu, MenuConfig, MenuState>(MenuJson.Default),
        ExtensionType.Of<User, UserConfig, UserState>(UserJson.Default),
        ExtensionType.Of<Forward, ForwardConfig, ForwardState>(ForwardJson.Default),
        ExtensionType.Of<AutoAnswer, AutoAnswerConfig, AutoAnswerState>(AutoAnswerJson.Default),
        ExtensionType.Of<Mailbox, VoicemailConfig, VoicemailState>(VoicemailJson.Default),
        ExtensionType.Of<SystemAccess, SystemAccessConfig, SystemAccessState>(SystemAccessJson.Default),
        ExtensionType.Of<TimeBasedRouter, TimeBasedRouterConfig, TimeBasedRouterState>(TimeBasedRouterJson.Default),
        ExtensionType.Of<LocationBasedRouter, LocationBasedRouterConfig, LocationBasedRouterState>(LocationBasedRouterJson.Default),
        ExtensionType.Of<ExtensionPicker, ExtensionPickerConfig, ExtensionPickerState>(ExtensionPickerJson.Default),
        ExtensionType.Of<Group, GroupConfig, GroupState>(GroupJson.Default),
        ExtensionType.Of<HuntGroup, HuntGroupConfig, HuntGroupState>(HuntGroupJson.Default),
        ExtensionType.Of<CallLimit, CallLimitConfig, CallLimitState>(CallLimitJson.Default),
        ExtensionType.Of<CallerAuthentication, CallerAuthenticationConfig, CallerAuthenticationState>(CallerAuthenticationJson.Default),
        ExtensionType.Of<Bot, BotConfig, BotState>(BotJson.Default),
        ExtensionType.Of<RuleBasedNumber, RuleBasedNumberConfig, RuleState>(RuleBasedNumberJson.Default),
        ExtensionType.Of<VoicemailNumber, VoicemailNumberConfig, VoicemailNumberState>(VoicemailNumberJson.Default),
        ExtensionType.Of<GroupMailbox, GroupMailboxConfig, VoicemailState>(GroupMailboxJson.Default),
        ExtensionType.Of<Queue, QueueConfig, QueueState>(QueueJson.Default),
    ];

    /// <summary>What system extensions and users alone open: calls are in it as in any other type, and no account has an extension of it.</summary>
    public static IReadOnlyList<ExtensionType> BehindSystemExtensions { get; } =
    [
        ExtensionType.Of<QueueLoginNumber, QueueLoginConfig, QueueLoginState>(QueueLoginJson.Default),
        ExtensionType.Of<PickupNumber, PickupConfig, PickupState>(PickupJson.Default),
        ExtensionType.Of<PersonalQueue, UserConfig, QueueState>(QueueJson.Default),
    ];

    /// <summary>The type with a key that a call is in: any, or nothing.</summary>
    public static ExtensionType? FindOfCall(string key) => Find(key) ?? BehindSystemExtensions.FirstOrDefault(type => type.Key == key);

    /// <summary>The type with a key that an account can have extensions of, or nothing.</summary>
    public static ExtensionType? Find(string key)
    {
        foreach (var type in All)
        {
            if (type.Key == key)
            {
                return type;
            }
        }

        return null;
    }
}
