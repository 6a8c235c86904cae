using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.NightMode;

/// <summary>Where a call goes in place of the menu or user that it would enter (NPL-185).</summary>
public sealed record NightDiversion(Destination To, Because Because)
{
    /// <summary>
    /// Looked at once per element that a call enters, before anything of it is played or rung; nothing: the element is entered. Calls from inside are never diverted (NPL-187), and nothing is
    /// diverted to itself (NPL-186).
    /// </summary>
    /// <param name="caller">The extension of a caller who is a user of the account.</param>
    public static NightDiversion? Of(Extension extension, AccountSettings account, ExtensionNumber? caller, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(extension);
        ArgumentNullException.ThrowIfNull(account);
        if (caller is not null || extension.Config is not IHasNightMode { OverridesNightMode: false } element)
        {
            return null;
        }

        var mode = element.NightMode?.Mode ?? ElementNight.Follow;
        if (mode == ElementNight.Off || (mode == ElementNight.Follow && account.NightMode is null or { Mode: CompanyNight.Off }))
        {
            return null;
        }

        var night = mode == ElementNight.On ? new Night(true, "its own night mode is on", "NPL-183") : NightClock.At(account, at);
        var to = element.NightMode?.Destination ?? account.NightMode?.Forward;
        return !night.IsActive || to is null || to is Destination.ToExtension own && own.Extension == extension.Number
            ? null
            : new NightDiversion(to, new Because($"Night mode is active for it, because {night.Because}.", "NPL-185", "/nightMode"));
    }
}
