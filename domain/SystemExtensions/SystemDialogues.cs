using Pbx.Domain.Extensions;
using Pbx.Domain.Voicemail;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.SystemExtensions;

/// <summary>The dialogues behind system extensions: each is a type of extension with a configuration that no account has.</summary>
internal static class SystemDialogues
{
    private static readonly ExtensionType AccessType = ExtensionTypes.Find(SystemAccess.Key) ?? throw new InvalidOperationException("System access is a type.");
    private static readonly ExtensionType VoicemailType = ExtensionTypes.Find(VoicemailNumber.Key) ?? throw new InvalidOperationException("A voicemail number is a type.");
    private static readonly ExtensionType QueueLoginType = ExtensionTypes.FindOfCall(QueueLoginNumber.Key) ?? throw new InvalidOperationException("A queue login number is a type of calls.");
    private static readonly ExtensionType PickupType = ExtensionTypes.FindOfCall(PickupNumber.Key) ?? throw new InvalidOperationException("A pickup number is a type of calls.");
    private static readonly QueueLoginConfig LogsIn = new(IsIn: true);
    private static readonly QueueLoginConfig LogsOut = new(IsIn: false);
    private static readonly VoicemailNumberConfig OfShared = new(BoxKind.Shared);
    private static readonly VoicemailNumberConfig OfUsers = new(BoxKind.Personal);

    /// <summary>The dialogue behind a function, or nothing while it is not in service.</summary>
    public static (ExtensionType Type, object Config)? Of(SystemFunction function) => function switch
    {
        SystemFunction.QueueLogIn => (QueueLoginType, LogsIn),
        SystemFunction.QueueLogOut => (QueueLoginType, LogsOut),
        SystemFunction.Pickup => (PickupType, PickupNumber.Sample),
        SystemFunction.TimeConfiguration => (AccessType, SystemAccess.Sample),
        SystemFunction.VoicemailManagement => (VoicemailType, OfShared),
        SystemFunction.PersonalVoicemail => (VoicemailType, OfUsers),
        _ => null,
    };

    /// <summary>The configuration of the one that a call is in.</summary>
    public static object At(Destination at) => at is Destination.ToExtension { Extension: var code } && SystemNumbers.FunctionOf(code) is { } function && Of(function) is var (_, config)
        ? config
        : throw new InvalidOperationException($"Behind {at} is no dialogue.");
}
