using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Users;

/// <summary>The devices by which users are known when they call (NPL-118): each is the device of one user, over all accounts.</summary>
public static class Devices
{
    /// <summary>Those of some extensions, with the place of the extension in the list. A public number is none of them.</summary>
    public static IEnumerable<(int Index, PhoneAddress Phone, ExtensionNumber User)> Of(ValueList<Extension> extensions)
    {
        for (var i = 0; i < extensions.Count; i++)
        {
            if (extensions[i].Config is UserConfig { Device: { IsOwnPhone: true } device })
            {
                yield return (i, device, extensions[i].Number);
            }
        }
    }

    /// <summary>Where the device of an extension stands in a document.</summary>
    public static string Pointer(int index) => $"/extensions/{index}/config/device";

    /// <summary>Devices that two users have.</summary>
    public static IEnumerable<Problem> Check(ValueList<Extension> extensions)
    {
        var seen = new Dictionary<PhoneAddress, ExtensionNumber>();
        foreach (var (index, phone, user) in Of(extensions))
        {
            if (!seen.TryAdd(phone, user) && seen[phone] != user)
            {
                yield return new Problem(Pointer(index), $"{phone} is the device of extension {seen[phone]} already; a device belongs to one user.");
            }
        }
    }
}
