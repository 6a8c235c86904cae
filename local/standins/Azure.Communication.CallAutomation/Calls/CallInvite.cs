namespace Azure.Communication.CallAutomation;

/// <summary>Whom to ring, as whom, and what to tell the phone about the call.</summary>
public sealed class CallInvite
{
    /// <summary>Rings a user of the ACS resource.</summary>
    public CallInvite(CommunicationUserIdentifier targetIdentity)
        : this((CommunicationIdentifier)targetIdentity)
    {
    }

    /// <summary>Rings a phone number; the caller id has to be a number that the resource or its trunk may show.</summary>
    public CallInvite(PhoneNumberIdentifier targetPhoneNumberIdentity, PhoneNumberIdentifier callerIdNumber)
        : this(targetPhoneNumberIdentity)
    {
        ArgumentNullException.ThrowIfNull(callerIdNumber);
        SourceCallerIdNumber = callerIdNumber;
    }

    /// <summary>Rings a Teams user.</summary>
    public CallInvite(MicrosoftTeamsUserIdentifier targetIdentity)
        : this((CommunicationIdentifier)targetIdentity)
    {
    }

    /// <summary>Rings a Teams app or resource account.</summary>
    public CallInvite(MicrosoftTeamsAppIdentifier targetIdentity)
        : this((CommunicationIdentifier)targetIdentity)
    {
    }

    /// <summary>Rings a Teams user in a client of the ACS resource.</summary>
    public CallInvite(TeamsExtensionUserIdentifier targetIdentity)
        : this((CommunicationIdentifier)targetIdentity)
    {
    }

    private CallInvite(CommunicationIdentifier target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
        CustomCallingContext = new();
    }

    /// <summary>Who rings.</summary>
    public CommunicationIdentifier Target { get; }

    /// <summary>The number shown at a phone.</summary>
    public PhoneNumberIdentifier? SourceCallerIdNumber { get; set; }

    /// <summary>The name shown at an ACS or Teams client.</summary>
    public string? SourceDisplayName { get; set; }

    /// <summary>What the phone is told besides; sent when somebody is added to a call.</summary>
    public CustomCallingContext CustomCallingContext { get; }
}
