using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;
using Pbx.Domain.SystemExtensions;

namespace Pbx.Domain.Extensions;

/// <summary>What can be wrong with a destination: none where one is needed, an extension that does not exist (EXT-058, EXT-064), an emergency number or a system extension (EXT-061).</summary>
public static class DestinationCheck
{
    /// <summary>The problems, with the destination itself as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(Destination? destination, IDialPlan plan, bool isRequired)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (destination is null && isRequired)
        {
            yield return new Problem("", "Name the extension or the public number that the call goes to.");
        }

        if (destination is Destination.ToExtension to && plan.TypeOf(to.Extension) is null)
        {
            var system = DialledNumber.TryParse(to.Extension.Value, out var dialled) ? SystemNumbers.Find(plan.Account.Country, dialled) : null;
            yield return new Problem("", SystemNumbers.IsEmergency(plan.Account.Country, to.Extension.Value) ? $"{to.Extension} is an emergency number: no call is sent there."
                : system is not null ? $"{to.Extension} is the system extension “{system.Name}”: no call is sent there."
                : $"There is no extension {to.Extension}.");
        }
    }
}
